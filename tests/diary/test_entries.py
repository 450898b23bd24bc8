"""An entry is written once, kept in every version, and read by its writer and whoever supervises them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cast import NOON, ROLES, World
from tests.diary.steps import HEADING, HEARD, PEOPLE, concerns, entry, picture, told
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.diary import actions, queries
from yixian.diary.actions import Said
from yixian.diary.models import Entry, Opening, Page
from yixian.diary.rules import Span
from yixian.documents.queries import of_stream
from yixian.kernel import sealed
from yixian.matters.actions import Refused, Stale
from yixian.matters.enums import Need
from yixian.measures.actions import recount
from yixian.people.rules import Contact

pytestmark = [pytest.mark.django_db, pytest.mark.core]
LATER = NOON + timedelta(hours=1)


def test_what_people_said_stands_nowhere_in_clear(world: World) -> None:
    found = entry(world, said=[Said(words="想把水样送检", headline="水质")])
    everything = [*Entry.objects.values_list(), *Page.objects.values_list(), *Event.objects.values_list()]
    for secret in (PEOPLE, HEARD, "13800005678", "送检"):
        assert not any(secret in str(value) for row in everything for value in row)
    assert queries.texts_of(found.pages.get())["heard"] == HEARD


def test_an_entry_tells_what_came_up_and_what_was_answered_on_the_spot(world: World) -> None:
    found = entry(
        world,
        said=[Said(words="井水发黄", answer="水样当天送检"), Said(words="草场围栏倒了", headline="围栏")],
    )
    first, second = concerns(found)
    assert (first.fate, second.fate) == (Fate.ANSWERED, Fate.OPEN)
    assert second.due_at > NOON
    assert second.unit == world.grid
    assert list(queries.owing(world.actor("grid"))) == [found]


def test_the_same_form_sent_twice_is_one_entry_with_its_concerns(world: World) -> None:
    uid, said = uuid4(), [Said(words="井水发黄", answer="送检"), Said(words="围栏倒了")]
    first, again = (entry(world, uid=uid, said=said, uploads=[picture()]) for _ in range(2))
    assert first.pk == again.pk
    assert (Entry.objects.count(), Concern.objects.count(), of_stream(first.stream).count()) == (1, 2, 1)


def test_an_id_of_somebody_else_is_refused(world: World) -> None:
    found = entry(world)
    with pytest.raises(Denied):
        entry(world, "secretary", uid=found.uid)


def test_a_picture_is_enough_and_waits_to_be_written_up(world: World) -> None:
    found = entry(world, texts={}, uploads=[picture()])
    assert found.bare
    actions.correct(by=world.actor("grid"), at=LATER, uid=found.uid, told=told(world), seen=1)
    assert not Entry.objects.get().bare


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"texts": {}}, "heard"),
        ({"met": []}, "met"),
        ({"met": ["spy"]}, "met"),
        ({"met_at": NOON + timedelta(days=1)}, "met_at"),
        ({"headline": "打13800005678"}, "headline"),
        ({"texts": {"heard": "字" * 4001}}, "heard"),
        ({"said": [Said(words="字" * 4001)]}, "words"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_kept(
    world: World, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        entry(world, **changes)  # type: ignore[arg-type]
    assert [each.field for each in refused.value.refusals] == [field]
    assert not Entry.objects.exists()
    assert not Concern.objects.exists()


@pytest.mark.parametrize("who", ["branch", "deputy", "lawyer", "auditor"])
def test_who_keeps_no_diary_writes_none(world: World, who: str) -> None:
    with pytest.raises(Denied):
        entry(world, who)


class TestWritingUp:
    """Only the writer does it, and what stood before is kept."""

    def test_every_version_stays(self, world: World) -> None:
        found = entry(world)
        changed = told(world, headline="饮水", texts={"heard": "水已换清", "plan": "下月回访"})
        actions.correct(by=world.actor("grid"), at=LATER, uid=found.uid, told=changed, seen=1)
        first, second = Entry.objects.get().pages.all()
        assert queries.texts_of(first)["heard"] == HEARD
        assert queries.texts_of(second)["plan"] == "下月回访"
        assert [first.seq, second.seq] == [1, 2]
        assert Entry.objects.get().headline == "饮水"

    def test_two_windows_do_not_overwrite_each_other(self, world: World) -> None:
        found, grid, token = entry(world), world.actor("grid"), uuid4()
        for _ in range(2):
            actions.correct(by=grid, at=LATER, uid=found.uid, told=told(world), seen=1, token=token)
        assert Entry.objects.get().version == 2
        with pytest.raises(Stale):
            actions.correct(by=grid, at=LATER, uid=found.uid, told=told(world), seen=1, token=uuid4())

    def test_nobody_writes_in_the_diary_of_another(self, world: World) -> None:
        found = entry(world)
        for who in ("secretary", "chief"):
            with pytest.raises(Entry.DoesNotExist):
                actions.correct(by=world.actor(who), at=LATER, uid=found.uid, told=told(world))
            with pytest.raises(Entry.DoesNotExist):
                actions.attach(by=world.actor(who), at=LATER, uid=found.uid, uploads=[picture()])


class TestReading:
    """Own, and one's supervisors'; never the whole world."""

    def test_only_the_writer_and_who_supervises_them(self, world: World) -> None:
        found = entry(world)
        readers = {
            who for who in ROLES if Entry.objects.visible_to(world.actor(who)).filter(pk=found.pk).exists()
        }
        assert readers == {"grid", "secretary", "station", "chief"}

    def test_colleagues_of_a_department_do_not_read_each_other(self, world: World) -> None:
        found = entry(world, "department", place=world.village)
        assert not Entry.objects.visible_to(world.actor("station")).filter(pk=found.pk).exists()
        assert Entry.objects.visible_to(world.actor("chief")).filter(pk=found.pk).exists()

    def test_what_is_about_an_office_stays_out_of_its_sight(self, world: World) -> None:
        found = entry(world, said=[Said(words="工作站推诿", about_units=(world.station,))])
        read = {who for who in ROLES if Entry.objects.visible_to(world.actor(who)).exists()}
        assert read == {"grid", "secretary", "chief"}
        assert concerns(found)[0].unit == world.grid or concerns(found)[0].unit.pk in world.grid.lineage


class TestOpening:
    """What is sealed is opened with a reason, one's own too, and that stands in the history."""

    def test_the_history_tells_who_opened_it_and_why(self, world: World) -> None:
        found = entry(world)
        for who in ("grid", "secretary"):
            actions.unseal(by=world.actor(who), at=LATER, uid=found.uid, need=Need.CHECK)
        told_of = Event.objects.filter(stream=found.stream, kind="diary.opened")
        assert {each.by_id for each in told_of} == {world.people["grid"].pk, world.people["secretary"].pk}

    def test_another_reason_needs_words_which_are_sealed(self, world: World) -> None:
        found, grid = entry(world), world.actor("grid")
        with pytest.raises(Refused):
            actions.unseal(by=grid, at=LATER, uid=found.uid, need=Need.OTHER, reason=" ")
        actions.unseal(by=grid, at=LATER, uid=found.uid, need=Need.OTHER, reason="核对巴图的电话")
        assert sealed.text(Opening.objects.get(), "reason") == "核对巴图的电话"

    def test_a_stranger_opens_nothing(self, world: World) -> None:
        found = entry(world)
        with pytest.raises(Entry.DoesNotExist):
            actions.unseal(by=world.actor("stranger"), at=LATER, uid=found.uid, need=Need.CHECK)

    def test_a_book_opens_what_may_be_read_of_its_time_and_nothing_else(self, world: World) -> None:
        inside = entry(world)
        entry(world, at=NOON - timedelta(days=60))
        entry(world, said=[Said(words="站上推诿", about_units=(world.station,))])
        entry(world, "secretary")
        station = world.actor("station")
        writer = world.people["grid"].pk
        found = actions.open_book(by=station, at=LATER, writer=writer, span=Span(2026, 3), need=Need.CHECK)
        assert found == [inside]
        assert Event.objects.filter(kind="diary.printed").count() == 1
        year = actions.open_book(
            by=world.actor("grid"), at=LATER, writer=writer, span=Span(2026), need=Need.HANDLING
        )
        assert len(year) == 3


def test_the_household_gets_the_code_of_its_matter(world: World) -> None:
    found = actions.write(
        by=world.actor("grid"),
        at=NOON,
        uid=uuid4(),
        told=told(world),
        said=[Said(words="井水发黄")],
        speaker=Contact(name="巴图", phone="+8613800005678"),
    )
    (heard,) = concerns(found)
    assert heard.speaker is not None
    assert sealed.text(heard.speaker, "name") == "巴图"


def test_the_log_holds_and_the_measures_add_up(world: World) -> None:
    found = entry(
        world, said=[Said(words="井水发黄", answer="送检"), Said(words="围栏")], uploads=[picture()]
    )
    actions.correct(by=world.actor("grid"), at=LATER, uid=found.uid, told=told(world))
    actions.attach(by=world.actor("grid"), at=LATER, uid=found.uid, uploads=[picture()])
    actions.unseal(by=world.actor("grid"), at=LATER, uid=found.uid, need=Need.OTHER, reason="补写时核对")
    assert found.headline == HEADING
    assert verify_all() == []
    assert recount() == []
