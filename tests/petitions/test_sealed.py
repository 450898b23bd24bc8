"""An accusation: those whom it is about find it nowhere, before it is known to be one and after."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, World
from tests.desk.pages import officer, text
from tests.house.test_addresses import OF_A_MATTER, PLAIN, SENT_ONLY, Ground
from tests.matters.steps import dispute
from tests.petitions.steps import RAISER, go, hand_over, petition, raiser_goes, seal, seen, sees
from tests.portal.test_raise import picture
from yixian.access.actor import PUBLIC
from yixian.audit.verify import verify_all
from yixian.documents.queries import of_stream
from yixian.documents.rules import Upload
from yixian.matters import actions
from yixian.matters.actions import Refused
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.measures import declare
from yixian.measures.queries import figure, stock
from yixian.measures.recount import differences
from yixian.petitions import actions as petitions
from yixian.petitions.enums import Purpose, View
from yixian.petitions.models import Petition

HEADING = "反映工作站截留补偿款"
STAFF = ("station", "secretary", "grid", "mediator", "deputy")
"""Officers of the accused station's town, and of what is below it."""
LOOKING = ("station", "secretary")
DAY = timedelta(days=1)


def given(world: World) -> Matter:
    """Given as an accusation on the website."""
    return petition(
        world, purpose=Purpose.ACCUSATION, about_units=[world.station], headline=HEADING, at=timezone.now()
    )


def found_out(world: World) -> Matter:
    """Raised as an appeal, and found to be an accusation by the petition office."""
    matter = petition(world, headline=HEADING, at=timezone.now())
    return seal(world, matter, "petitions", "station", at=timezone.now())


def not_known_yet(world: World) -> Matter:
    """Raised as an appeal, and not looked at."""
    return petition(world, headline=HEADING, at=timezone.now())


def brought_to_them(world: World) -> Matter:
    """Brought to the accused station itself, and sealed by it."""
    matter = petition(world, by="station", headline=HEADING, at=timezone.now())
    return seal(world, matter, "station", "station", at=timezone.now())


def handed_to_them(world: World) -> Matter:
    """Transferred to the accused station, taken by it, accepted, and then found out."""
    matter = petition(world, headline=HEADING, at=timezone.now())
    hand_over(world, matter, "petitions", "station", at=timezone.now())
    matter = actions.take_over(
        by=world.actor("station"), at=timezone.now(), uid=matter.uid, seen=seen(matter)
    )
    matter = go(world, matter, "station", "accept", at=timezone.now())
    return seal(world, matter, "station", "station", at=timezone.now())


Case = Callable[[World], Matter]
CASES: list[Case] = [given, found_out, not_known_yet, brought_to_them, handed_to_them]


@pytest.fixture(params=CASES, ids=lambda case: case.__name__)
def ground(request: Any, world: World) -> Ground:
    """An accusation of the station beside disputes that its officers see, and a file that came with it."""
    about = request.param(world)
    upload = Upload("证据.jpg", picture("green").read())
    actions.attach(by=PUBLIC, at=timezone.now(), code=code_of(about.uid, about.code_turn), uploads=[upload])
    near = dispute(world, at=timezone.now())
    return Ground(world, {"about": about, "near": near, "far": near})


def lists(ground: Ground) -> Iterator[str]:
    """Every page on which matters are listed, counted or searched."""
    about = ground.about
    yield from (reverse(name, kwargs=PLAIN[name](ground)) for name in PLAIN if name not in SENT_ONLY)
    counted = [each.key for each in declare.every() if each.key.startswith(("matters.", "petitions."))]
    yield from (reverse("desk:figure", kwargs={"key": key}) for key in counted)
    units = (ground.world.units[name] for name in ("banner", "town", "station", "petition_office"))
    yield from (reverse("desk:unit", kwargs={"pk": unit.pk}) for unit in units)
    yield from (f"{reverse('desk:petitions')}?view={view.value}" for view in View)
    work = reverse("desk:worklist")
    for which in ("open", "soon", "overdue", "new", "asked", "offered", "waiting", "after", "ended"):
        yield f"{work}?whose=all&which={which}"
    for sought in ("截留", RAISER.name, RAISER.phone, str(about.pk), code_of(about.uid, 0)):
        yield f"{work}?whose=all&q={sought}"
        yield f"{work}?whose=all&which=ended&q={sought}"
        yield f"{reverse('desk:search')}?q={sought}"


@pytest.mark.parametrize("who", LOOKING)
def test_no_page_shows_it(ground: Ground, who: str) -> None:
    client, about = officer(ground.world, who), ground.about
    betrays = (about.number, HEADING, str(about.uid), about.uid.hex)
    for url in lists(ground):
        said = text(client.get(url, follow=True))
        for word in betrays:
            assert word not in said, f"{who}: {word} stands on {url}"


@pytest.mark.parametrize("who", LOOKING)
def test_none_of_its_addresses_is_there(ground: Ground, who: str) -> None:
    client, about = officer(ground.world, who), ground.about
    files = [file.uid for file in of_stream(about.stream)]
    assert files
    for name, more in OF_A_MATTER.items():
        url = reverse(name, kwargs={"uid": about.uid, **more})
        assert client.get(url).status_code in (404, 405), name
        assert client.post(url, {"need": "handling"}).status_code in (404, 405), name
    url = reverse("desk:file", kwargs={"uid": about.uid, "file": files[0]})
    assert client.get(url).status_code == 404


def test_nobody_of_theirs_sees_it(ground: Ground) -> None:
    for who in STAFF:
        assert not sees(ground.world.actor(who), ground.about), who


def test_what_they_count_is_what_they_see(ground: Ground) -> None:
    """One more open matter in their figures than in their lists would betray it."""
    client = officer(ground.world, "station")
    said = client.get(reverse("desk:figure", kwargs={"key": "matters.open"})).context["value"]
    assert said == Matter.objects.visible_to(ground.world.actor("station")).count() == 1
    for view in client.get(reverse("desk:petitions")).context["tabs"]:
        assert not view.count


def test_log_and_figures_hold(ground: Ground) -> None:
    assert verify_all() == []
    assert differences(lambda _done, _total: None) == []


@pytest.mark.parametrize("case", [given, found_out, handed_to_them])
def test_the_competent_office_has_it_and_works_on_it(world: World, case: Case) -> None:
    matter = case(world)
    assert matter.holder == world.discipline_commission
    assert sees(world.actor("discipline"), matter)
    assert sees(world.actor("petitions"), matter)
    assert not sees(world.actor("department"), matter)
    if matter.step == "registered":
        matter = go(world, matter, "discipline", "take_up", at=timezone.now())
    assert matter.step == "accusation"
    matter = go(world, matter, "discipline", "deal", at=timezone.now())
    assert raiser_goes(matter, "content", at=timezone.now()).step == "ended"
    assert differences(lambda _done, _total: None) == []


def test_it_leaves_the_figures_where_it_was_counted(world: World) -> None:
    matter = petition(world, by="station")
    assert stock("matters.open", [world.station.pk], NOON.date()) == 1
    seal(world, matter, "station", "station")
    assert stock("matters.open", [world.station.pk, world.town.pk], NOON.date()) == 0
    assert stock("matters.open", None, NOON.date()) == 1
    matter = go(world, matter, "discipline", "deal", at=NOON + DAY)
    raiser_goes(matter, "content", at=NOON + 2 * DAY)
    assert stock("matters.open", None, NOON.date() + 3 * DAY) == 0
    assert figure("petitions.classified", None, NOON.date(), NOON.date() + DAY, "accusation") == 1


def test_when_the_petition_office_is_accused_it_neither_has_nor_sees_it(world: World) -> None:
    matter = petition(world, purpose=Purpose.ACCUSATION, about_units=[world.petition_office])
    assert matter.holder == world.discipline_commission
    assert not sees(world.actor("petitions"), matter)
    officer_ = petition(world, purpose=Purpose.ACCUSATION, about_persons=[world.people["petitions"].pk])
    assert not sees(world.actor("petitions"), officer_)


def test_when_the_competent_office_is_accused_another_has_it(world: World) -> None:
    matter = petition(world, purpose=Purpose.ACCUSATION, about_units=[world.discipline_commission])
    assert matter.holder == world.centre
    assert not sees(world.actor("discipline"), matter)


def test_when_the_whole_banner_is_accused_the_next_level_is_named(world: World) -> None:
    with pytest.raises(Refused, match="next higher level"):
        petition(world, purpose=Purpose.ACCUSATION, about_units=[world.banner])


def test_an_accusation_names_somebody(world: World) -> None:
    with pytest.raises(Refused, match="which office or official"):
        petition(world, purpose=Purpose.ACCUSATION)


def test_it_is_never_offered_to_the_accused_or_what_is_below(world: World) -> None:
    matter = petition(world, purpose=Purpose.ACCUSATION, about_units=[world.town])
    for to in ("town", "station", "village"):
        with pytest.raises(Refused):
            hand_over(world, matter, "discipline", to)
    hand_over(world, matter, "discipline", "department")


def test_no_way_back_leads_to_who_had_it(world: World) -> None:
    matter = handed_to_them(world)
    with pytest.raises(Refused):
        actions.give_back(
            by=world.actor("discipline"),
            at=timezone.now(),
            uid=matter.uid,
            seen=seen(matter),
            reason="退回。",
        )


def test_who_steps_aside_sees_it_no_longer(world: World) -> None:
    matter = petition(world)
    petitions.recuse(
        by=world.actor("petitions"),
        at=NOON,
        uid=matter.uid,
        seen=seen(matter),
        person=world.people["petitions"],
        reason="与信访人有亲属关系。",
    )
    assert not sees(world.actor("petitions"), matter)
    assert sees(world.actor("leader"), matter)


def test_what_is_linked_with_an_accusation_does_not_betray_it(world: World) -> None:
    accused = petition(world, headline=HEADING)
    later = petition(world, at=NOON + DAY)
    petitions.link(
        by=world.actor("petitions"), at=NOON + DAY, uid=later.uid, seen=seen(later), other=accused.uid
    )
    assert Petition.objects.get(matter=later).repeats == accused
    seal(world, accused, "petitions", "department")
    hand_over(world, later, "petitions", "department")
    said = text(officer(world, "department").get(reverse("desk:matter", kwargs={"uid": later.uid})))
    assert later.number in said
    assert accused.number not in said
    assert str(accused.uid) not in said


@pytest.mark.parametrize("purpose", [Purpose.APPEAL, Purpose.SUGGESTION])
def test_whoever_is_named_in_what_is_no_accusation_is_not_passed_over_in_silence(
    world: World, purpose: Purpose
) -> None:
    with pytest.raises(Refused, match="only an accusation is kept from whom it is about"):
        petition(world, purpose=purpose, about_units=[world.station])
    with pytest.raises(Refused, match="only an accusation is kept from whom it is about"):
        petition(world, purpose=purpose, about_persons=[world.people["station"].pk])
    assert not Matter.objects.exists()


def test_who_steps_aside_does_not_end_what_is_offered(world: World) -> None:
    matter = petition(world)
    hand_over(world, matter, "petitions", "department")
    petitions.recuse(
        by=world.actor("petitions"),
        at=NOON,
        uid=matter.uid,
        seen=seen(matter),
        person=world.people["petitions"],
        reason="与信访人有亲属关系。",
    )
    assert sees(world.actor("department"), matter)
    taken = actions.take_over(by=world.actor("department"), at=NOON, uid=matter.uid, seen=seen(matter))
    assert taken.holder == world.department


def test_an_accusation_is_not_ended_without_an_answer_by_setting_it_apart(world: World) -> None:
    matter = petition(world, purpose=Purpose.ACCUSATION, about_units=[world.station])
    with pytest.raises(Refused):
        go(world, matter, "discipline", "set_apart")
    assert Matter.objects.get().step == "registered"


def test_an_earlier_petition_out_of_sight_is_not_named(world: World) -> None:
    earlier = petition(world, by="station", headline=HEADING)
    later = petition(world, at=NOON + DAY)
    Petition.objects.filter(matter=later).update(repeats=earlier)
    hand_over(world, later, "petitions", "department")
    said = text(officer(world, "department").get(reverse("desk:matter", kwargs={"uid": later.uid})))
    assert later.number in said
    assert earlier.number not in said
    assert earlier.number in text(
        officer(world, "leader").get(reverse("desk:matter", kwargs={"uid": later.uid}))
    )
