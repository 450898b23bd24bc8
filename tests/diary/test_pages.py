"""The pages of the diary."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import asked, fill, officer, text
from tests.diary.steps import HEADING, HEARD, PEOPLE, concerns, entry, picture
from yixian.audit.models import Event
from yixian.concerns.enums import Fate
from yixian.concerns.forms import ABOUT_KINDS
from yixian.concerns.models import Concern
from yixian.diary import queries
from yixian.diary.actions import Said
from yixian.diary.enums import Which, Whose
from yixian.diary.models import Entry
from yixian.diary.rules import Span
from yixian.documents import office
from yixian.documents.queries import of_stream
from yixian.places.enums import UnitKind

pytestmark = [pytest.mark.django_db, pytest.mark.core]
MONTH, LIST, ENTRY = 5, 4, 9
WRITE = "/desk/diary/new/"


def url(page: str, found: Entry) -> str:
    return reverse(f"desk:diary_{page}", kwargs={"uid": found.uid})


def typed(world: World, **changes: Any) -> dict[str, Any]:
    """What somebody types into the form of an entry, with one concern answered and one left open."""
    now = timezone.localtime() - timedelta(minutes=5)
    given = {
        "met_at": f"{now:%Y-%m-%dT%H:%M}",
        "place": world.village.pk,
        "met": ["household", "neighbours"],
        "heard": HEARD,
        "headline": HEADING,
        "people": PEOPLE,
        "name": "巴图",
        "phone": "13800005678",
        "rows-TOTAL_FORMS": 3,
        "rows-0-words": "井水发黄",
        "rows-0-answer": "水样当天送检",
        "rows-1-words": "围栏倒了，想调解",
        "rows-1-headline": "围栏",
    }
    return {**given, **changes}


@pytest.fixture
def grid(world: World) -> Client:
    return officer(world, "grid")


def opened(client: Client, found: Entry, need: str = "handling") -> str:
    """The page of an entry after it was opened."""
    client.post(url("unseal", found), {"need": need})
    return text(client.get(url("entry", found)))


class TestAQuickEntry:
    """One screen on the spot."""

    def test_it_is_written_with_what_came_up(self, world: World, grid: Client) -> None:
        answer = fill(grid, WRITE, typed(world))
        found = Entry.objects.get()
        assert answer.url == url("entry", found)
        first, second = concerns(found)
        assert (first.fate, second.fate) == (Fate.ANSWERED, Fate.OPEN)
        assert first.speaker is not None
        assert "围栏" in text(grid.get(answer.url))

    def test_the_same_form_sent_twice_is_one_entry(self, world: World, grid: Client) -> None:
        given = typed(world, token=uuid4())
        for _ in range(2):
            fill(grid, WRITE, given)
        assert (Entry.objects.count(), Concern.objects.count()) == (1, 2)

    def test_a_picture_alone_will_do(self, world: World, grid: Client) -> None:
        file = SimpleUploadedFile("井台.png", picture().data, "image/png")
        bare = {
            "heard": "",
            "rows-0-words": "",
            "rows-0-answer": "",
            "rows-1-words": "",
            "rows-1-headline": "",
        }
        fill(grid, WRITE, {**typed(world), **bare, "papers": file})
        assert Entry.objects.get().bare
        assert "still to be written up" in text(grid.get(url("entry", Entry.objects.get())))

    def test_more_rows_keep_what_was_typed_and_write_nothing(self, world: World, grid: Client) -> None:
        shown = text(fill(grid, WRITE, typed(world, more="1")))
        assert "围栏倒了，想调解" in shown
        assert HEARD in shown
        assert 'name="rows-4-words"' in shown
        assert "Please fill this in" not in shown
        assert not Entry.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"place": ""}, "Please fill this in."),
            ({"met": []}, "Please fill this in."),
            ({"met_at": "2999-01-01T08:00"}, "This time has not come yet."),
            ({"headline": "打13800005678"}, "telephone and identity numbers"),
            ({"phone": "123"}, "not a telephone number"),
            ({"rows-0-words": ""}, "Please write down what was said."),
            ({"rows-TOTAL_FORMS": "many"}, "ManagementForm"),
        ],
    )
    def test_what_is_wrong_stands_by_its_field_with_everything_typed(
        self, world: World, grid: Client, changes: dict[str, Any], said: str
    ) -> None:
        answer = fill(grid, WRITE, typed(world, **changes))
        assert answer.status_code == 422
        assert said in text(answer)
        assert HEARD in text(answer)
        assert not Entry.objects.exists()

    def test_the_office_that_it_is_about_does_not_see_it_and_those_above_do(
        self, world: World, grid: Client
    ) -> None:
        fill(grid, WRITE, typed(world, about=world.station.pk))
        assert Concern.objects.count() == 2
        assert not Concern.objects.visible_to(world.actor("station")).exists()
        assert Concern.objects.visible_to(world.actor("chief")).count() == 2

    @pytest.mark.parametrize("kind", ABOUT_KINDS)
    def test_a_complaint_about_an_office_of_every_kind_that_is_offered_is_kept(
        self, world: World, grid: Client, kind: UnitKind
    ) -> None:
        units = [each for each in world.units.values() if each.kind == kind]
        for unit in units[:1]:
            answer = fill(grid, WRITE, typed(world, about=unit.pk, **{"rows-0-answer": ""}))
            assert answer.status_code == 302, unit.name
            assert Concern.objects.complaints().count() == 2

    def test_a_complaint_about_ones_own_office_is_kept_where_it_has_no_answer_yet(
        self, world: World, grid: Client
    ) -> None:
        answer = fill(grid, WRITE, typed(world, about=world.village.pk))
        assert answer.status_code == 422
        assert "answered by those above it" in str(answer.context["form"].errors["about"])
        for each in (HEARD, "井水发黄", "水样当天送检", "围栏倒了，想调解"):
            assert each in text(answer)
        assert not Entry.objects.exists()
        fill(grid, WRITE, typed(world, about=world.village.pk, **{"rows-0-answer": ""}))
        assert Concern.objects.count() == 2
        assert not Concern.objects.visible_to(world.actor("secretary")).exists()

    def test_a_program_is_not_taken_for_a_recording(self, world: World, grid: Client) -> None:
        file = SimpleUploadedFile("x.mp3", b"MZ" + bytes(200), "audio/mpeg")
        answer = fill(grid, WRITE, typed(world, papers=file))
        assert answer.status_code == 422
        assert not Entry.objects.exists()


class TestAnEntry:
    """Closed until it is opened with a reason, one's own too."""

    def test_nothing_sealed_stands_on_it_before(self, world: World, grid: Client) -> None:
        found = entry(world, at=timezone.now(), uploads=[picture()])
        shown = text(grid.get(url("entry", found)))
        assert HEADING in shown
        assert HEARD not in shown
        assert PEOPLE not in shown
        file = reverse("desk:diary_file", kwargs={"uid": found.uid, "file": _file(found)})
        assert grid.get(file).status_code == 404
        assert HEARD in opened(grid, found)
        assert grid.get(file).status_code == 200
        grid.post(url("seal", found))
        assert HEARD not in text(grid.get(url("entry", found)))

    def test_its_history_names_who_opened_it(self, world: World, grid: Client) -> None:
        found = entry(world, at=timezone.now())
        assert HEARD in opened(officer(world, "secretary"), found, "check")
        shown = text(grid.get(url("entry", found)))
        assert "The entry was opened: I check how it was handled." in shown
        assert "Secretary" in shown

    def test_another_reason_must_be_given(self, world: World, grid: Client) -> None:
        found = entry(world, at=timezone.now())
        grid.post(url("unseal", found), {"need": "other", "reason": ""})
        assert HEARD not in text(grid.get(url("entry", found)))

    @pytest.mark.parametrize("who", ["stranger", "leader", "department", "mediator"])
    def test_others_find_nothing_there(self, world: World, who: str) -> None:
        found = entry(world, at=timezone.now(), uploads=[picture()])
        client = officer(world, who)
        file = reverse("desk:diary_file", kwargs={"uid": found.uid, "file": _file(found)})
        gets = [file, *(url(page, found) for page in ("entry", "correct", "attach"))]
        assert {client.get(each).status_code for each in gets} == {404}
        posts = [url(page, found) for page in ("unseal", "seal")]
        assert {client.post(each).status_code for each in posts} == {404}

    def test_it_is_written_up_after_it_was_opened_and_older_versions_stay(
        self, world: World, grid: Client
    ) -> None:
        found = entry(world, at=timezone.now())
        assert grid.get(url("correct", found))["Location"] == url("entry", found)
        opened(grid, found)
        assert HEARD in text(grid.get(url("correct", found)))
        fill(grid, url("correct", found), {**typed(world), "heard": "水已换清", "plan": "下月回访"})
        assert "水已换清" in text(grid.get(url("entry", found)))
        older = text(grid.get(f"{url('entry', found)}?version=1"))
        assert HEARD in older
        assert "not the newest" in older

    def test_a_form_from_before_a_change_is_told_so_and_may_be_sent_again(
        self, world: World, grid: Client
    ) -> None:
        found = entry(world, at=timezone.now())
        opened(grid, found)
        fill(grid, url("correct", found), typed(world))
        answer = fill(grid, url("correct", found), {**typed(world), "seen": 1, "heard": "另一窗口"})
        assert answer.status_code == 422
        assert "另一窗口" in text(answer)
        assert 'name="seen" value="2"' in text(answer)

    def test_files_are_added_and_bad_ones_refused(self, world: World, grid: Client) -> None:
        found = entry(world, at=timezone.now())
        bad = SimpleUploadedFile("x.png", b"no picture at all", "image/png")
        assert fill(grid, url("attach", found), {"papers": bad}).status_code == 422
        good = SimpleUploadedFile("x.png", picture().data, "image/png")
        assert fill(grid, url("attach", found), {"papers": good}).status_code == 302
        assert _file(found)


def _file(found: Entry) -> UUID:
    return of_stream(found.stream).get().uid


class TestMonthAndList:
    """They count only what is owed."""

    def test_a_month_shows_its_entries_and_what_is_owed(self, world: World, grid: Client) -> None:
        now = timezone.now()
        entry(world, at=now, met_at=now, said=[Said(words="井水发黄")])
        shown = text(grid.get(reverse("desk:diary")))
        assert HEADING in shown
        assert "At 1 entry something still owes its end" in shown
        assert "No entry in this month" in text(grid.get(reverse("desk:diary"), {"month": "2001-01"}))
        assert HEADING in text(grid.get(reverse("desk:diary"), {"month": "nonsense"}))

    def test_a_supervisor_reads_those_of_their_ground_apart_from_their_own(self, world: World) -> None:
        now = timezone.now()
        entry(world, at=now, met_at=now)
        client = officer(world, "secretary")
        assert HEADING not in text(client.get(reverse("desk:diary")))
        shown = text(client.get(reverse("desk:diary"), {"whose": "supervised"}))
        assert HEADING in shown
        assert "Grid" in shown
        assert HEADING not in text(officer(world, "stranger").get("/desk/diary/list/?whose=supervised"))

    def test_search_finds_headings_and_places_and_nothing_sealed(self, world: World, grid: Client) -> None:
        entry(world, at=timezone.now())
        for words, found in (("饮水", True), ("泉水嘎查", True), ("井水", False), ("巴图", False)):
            assert (HEADING in text(grid.get("/desk/diary/list/", {"q": words}))) is found, words

    def test_the_list_goes_on_over_leaves(self, world: World, grid: Client) -> None:
        now = timezone.now()
        for number in range(queries.PAGE + 2):
            entry(world, at=now - timedelta(minutes=number), headline=f"第{number}次走访")
        first = text(grid.get("/desk/diary/list/"))
        assert "第0次走访" in first
        assert "第31次走访" not in first
        rows = queries.leaf(queries.scope(world.actor("grid"), Whose.OWN, Which.ALL, now))
        second = text(grid.get("/desk/diary/list/", {"after": rows.older}))
        assert "第31次走访" in second
        assert grid.get("/desk/diary/list/?after=nonsense").status_code == 200

    def test_a_month_shows_the_first_of_each_day_and_leads_to_the_others(
        self, world: World, grid: Client
    ) -> None:
        early, late = (datetime(2026, 3, day, 4, tzinfo=UTC) for day in (2, 3))
        for number in range(queries.PER_DAY + 2):
            when = early + timedelta(minutes=number)
            entry(world, at=when, met_at=when, headline=f"第{number}次走访")
        entry(world, at=late, met_at=late, headline="次日走访")
        shown = text(grid.get("/desk/diary/?month=2026-03"))
        assert "第4次走访" in shown
        assert "第5次走访" not in shown
        assert "次日走访" in shown
        assert "and 2 more entries" in shown
        link = "/desk/diary/list/?whose=own&amp;day=2026-03-02"
        assert link in shown
        page = text(grid.get(link.replace("&amp;", "&")))
        assert all(f"第{number}次走访" in page for number in range(queries.PER_DAY + 2))
        assert "Only entries of 2026-03-02" in page
        assert "次日走访" not in page

    def test_a_day_of_the_month_is_one_of_the_banner(self, world: World, grid: Client) -> None:
        midnight = datetime(2026, 3, 2, 16, tzinfo=UTC)
        for before in (0, 1):
            when = midnight - timedelta(minutes=before)
            entry(world, at=when, met_at=when, headline=f"差{before}分")
        days = queries.month(world.actor("grid"), Whose.OWN, Span(2026, 3), midnight)
        assert {day.day: [each.headline for each in found.entries] for day, found in days.items()} == {
            2: ["差1分"],
            3: ["差0分"],
        }
        page = text(grid.get("/desk/diary/list/?day=2026-03-03"))
        assert "差0分" in page
        assert "差1分" not in page

    @pytest.mark.parametrize("day", ["nonsense", "9999-12-31", "0001-01-01", ""])
    def test_a_day_that_cannot_be_is_no_filter(self, world: World, grid: Client, day: str) -> None:
        entry(world, at=timezone.now())
        assert HEADING in text(grid.get("/desk/diary/list/", {"day": day}))

    def test_the_leaves_of_a_day_keep_to_it(
        self, world: World, grid: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queries.leaf, "__kwdefaults__", {"after": "", "before": "", "size": 1})
        first = datetime(2026, 3, 2, 4, tzinfo=UTC)
        for number in range(2):
            when = first + timedelta(minutes=number)
            entry(world, at=when, met_at=when)
        assert "day=2026-03-02&amp;after=" in text(grid.get("/desk/diary/list/?day=2026-03-02"))
        assert "No entry of this day" in text(grid.get("/desk/diary/list/?day=2026-03-01"))

    def test_statements_do_not_grow_with_entries(self, world: World, grid: Client) -> None:
        found = entry(world, at=timezone.now(), said=[Said(words="井水")])
        pages = (("/desk/diary/", MONTH), ("/desk/diary/list/?q=饮水", LIST), (url("entry", found), ENTRY))
        for address, _most in pages:
            grid.get(address)
        for address, most in pages:
            assert len(taken := asked(grid, address)) <= most, "\n".join(taken)
        for _ in range(12):
            entry(world, at=timezone.now(), said=[Said(words="井水"), Said(words="路", answer="修了")])
        for address, most in pages:
            assert len(taken := asked(grid, address)) <= most, "\n".join(taken)


class TestTheBook:
    """A month or a year to print, each entry opened with a reason."""

    def test_it_shows_what_may_be_read_and_every_entry_tells_of_it(self, world: World) -> None:
        now = timezone.now()
        told = [Said(words="井水发黄", headline="水质", answer="送检")]
        entry(world, at=now, met_at=now, said=told)
        client = officer(world, "secretary")
        asked_for = {"writer": world.people["grid"].pk, "span": f"{timezone.localdate():%Y-%m}"}
        shown = text(client.post("/desk/diary/book/", {**asked_for, "need": "check"}))
        assert HEARD in shown
        assert "Opened by Secretary" in shown
        assert "水质: answered on the spot" in shown
        assert Event.objects.filter(kind="diary.printed", by_id=world.people["secretary"].pk).count() == 1

    @pytest.mark.parametrize(
        "changes", [{"span": "last year"}, {"span": "2026-13"}, {"need": "other"}, {"writer": "0"}]
    )
    def test_what_cannot_be_is_said_by_its_field(
        self, world: World, grid: Client, changes: dict[str, str]
    ) -> None:
        entry(world, at=timezone.now())
        given = {"writer": world.people["grid"].pk, "span": "2026", "need": "handling", **changes}
        assert grid.post("/desk/diary/book/", given).status_code == 422
        assert not Event.objects.filter(kind="diary.printed").exists()

    def test_nobody_makes_a_book_of_a_diary_that_they_do_not_read(self, world: World) -> None:
        entry(world, at=timezone.now())
        given = {"writer": world.people["grid"].pk, "span": "2026", "need": "check"}
        assert HEARD not in text(officer(world, "stranger").post("/desk/diary/book/", given))

    def test_it_is_a_file_too(self, world: World, grid: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(office, "program", lambda: None)
        entry(world, at=timezone.now())
        given = {"writer": world.people["grid"].pk, "span": f"{timezone.localdate():%Y}", "need": "handling"}
        answer = grid.post("/desk/diary/book/", {**given, "file": "1"})
        assert answer["Content-Type"].endswith("wordprocessingml.document")
        assert answer.content.startswith(b"PK")
