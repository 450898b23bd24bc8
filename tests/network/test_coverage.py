"""What the network lacks, against a naive look at every unit."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import cast
from tests.cast import NOON, SINCE, TODAY
from tests.network.steps import OFFERED
from yixian.network.enums import Lack
from yixian.network.models import Profile
from yixian.network.queries import coverage
from yixian.network.rules import lacks
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.places import actions
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

WANTED = {
    UnitKind.TOWN: (UnitKind.STATION, Lack.NO_STATION),
    UnitKind.VILLAGE: (UnitKind.ROOM, Lack.NO_ROOM),
    UnitKind.COMMUNITY: (UnitKind.ROOM, Lack.NO_ROOM),
    UnitKind.DEPARTMENT: (UnitKind.DEPARTMENT_STATION, Lack.NO_DEPARTMENT_STATION),
}
BODIES = (
    UnitKind.ROOM,
    UnitKind.STATION,
    UnitKind.DEPARTMENT_STATION,
    UnitKind.RECEPTION_CENTRE,
    UnitKind.JOINT_OFFICE,
)
MANNED = (UnitKind.ROOM, UnitKind.STATION)


def holds(row: Any, day: date) -> bool:
    return bool(row.since <= day and (row.until is None or day < row.until))


def naive(day: date) -> set[tuple[int, Lack]]:
    """The same, one unit after the other."""
    units = [each for each in Unit.objects.all() if holds(each, day)]
    profiles = [each for each in Profile.objects.all() if holds(each, day)]
    posts = [each for each in Post.objects.select_related("person") if holds(each, day)]
    chiefs = {each.unit_id for each in posts if each.role == Role.MASS_WORK_CHIEF}
    found: set[tuple[int, Lack]] = set()
    for unit in units:
        leads = unit.kind == UnitKind.DEPARTMENT and unit.pk in chiefs
        if unit.kind in WANTED and not leads:
            kind, lack = WANTED[UnitKind(unit.kind)]
            if not any(each.parent_id == unit.pk and each.kind == kind for each in units):
                found.add((unit.pk, lack))
        if unit.kind not in BODIES and not leads:
            continue
        own = [each for each in profiles if each.unit_id == unit.pk]
        if not any(each.services for each in own):
            found.add((unit.pk, Lack.NO_SERVICES))
        if not any(each.hours for each in own):
            found.add((unit.pk, Lack.NO_HOURS))
        there = [each for each in posts if each.unit_id == unit.pk and each.person.is_active]
        if unit.kind in MANNED and not there:
            found.add((unit.pk, Lack.NO_STAFF))
    return found


def computed(day: date) -> set[tuple[int, Lack]]:
    return {(row.unit.pk, lack) for row in coverage(day) for lack in row.lacks}


days = st.integers(-3, 3).map(lambda ahead: TODAY + timedelta(days=ahead))
ends = st.one_of(st.none(), days)
draws = st.lists(
    st.tuples(st.sampled_from(["town", "village", "room", "department", "unroom", "profile", "post", "lock"]),
              days, ends, st.integers(0, 50)),
    max_size=8,
)  # fmt: skip


class CoverageTest(TestCase):
    """The computed set is the naive one, whatever is founded, ended, described, manned or locked."""

    @settings(max_examples=25, deadline=None)
    @given(draws, days)
    def test_it_is_the_naive_set(self, drawn: list[tuple[str, date, date | None, int]], day: date) -> None:
        world = cast.build()
        for what, since, until, number in drawn:
            CHANGES[what](world, since, until if until is None or until > since else None, number)
        assert computed(day) == naive(day)


def _found(kind: UnitKind) -> Callable[..., None]:
    above = {
        UnitKind.TOWN: "banner",
        UnitKind.VILLAGE: "town",
        UnitKind.ROOM: "bare_village",
        UnitKind.DEPARTMENT: "banner",
    }[kind]

    def found(world: cast.World, since: date, until: date | None, number: int) -> None:
        unit = actions.found(
            by=None, at=NOON, kind=kind, name=f"新{number}", parent=world.units[above], since=since
        )
        Unit.objects.filter(pk=unit.pk).update(until=until)

    return found


def _unroom(world: cast.World, since: date, _until: date | None, _number: int) -> None:
    Unit.objects.filter(pk=world.room.pk).update(until=max(since, SINCE + timedelta(days=1)))


def _profile(world: cast.World, since: date, until: date | None, number: int) -> None:
    unit = [world.room, world.station, world.centre, world.mass_work][number % 4]
    Profile.objects.update_or_create(
        unit=unit,
        since=since,
        defaults={
            "until": until,
            "services": list(OFFERED.services) if number % 3 else [],
            "hours": {"0": [[510, 720]]} if number % 2 else {},
        },
    )


def _post(world: cast.World, since: date, until: date | None, number: int) -> None:
    unit = [world.room, world.other_station][number % 2]
    person = world.people["deputy"]
    Post.objects.create(person=person, unit=unit, role=Role.MEDIATOR, since=since, until=until)


def _lock(_world: cast.World, _since: date, _until: date | None, number: int) -> None:
    who = ["mediator", "station", "deputy"][number % 3]
    Person.objects.filter(username=who).update(is_active=False)


CHANGES: dict[str, Callable[..., None]] = {
    "town": _found(UnitKind.TOWN),
    "village": _found(UnitKind.VILLAGE),
    "room": _found(UnitKind.ROOM),
    "department": _found(UnitKind.DEPARTMENT),
    "unroom": _unroom,
    "profile": _profile,
    "post": _post,
    "lock": _lock,
}


def test_a_department_that_leads_needs_no_station_but_hours_and_services() -> None:
    found = lacks(UnitKind.DEPARTMENT, below=False, served=False, timed=True, staffed=False, leads=True)
    assert found == (Lack.NO_SERVICES,)


def test_a_village_with_a_room_lacks_nothing_and_its_room_is_asked_for_staff() -> None:
    assert lacks(UnitKind.VILLAGE, below=True, served=False, timed=False, staffed=False) == ()
    room = lacks(UnitKind.ROOM, below=False, served=True, timed=True, staffed=False)
    assert room == (Lack.NO_STAFF,)
