"""Actors of the demonstration are those that signing in gives."""

from datetime import date

import pytest

from yixian.access.queries import actor_for
from yixian.demo import build
from yixian.demo.acting import Staff, staff
from yixian.people.models import Person
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def loaded() -> Staff:
    build.settle(TODAY)
    return staff({unit.pk: unit for unit in Unit.objects.defer("boundary")})


def test_whoever_acts_is_who_they_are_when_they_sign_in(loaded: Staff) -> None:
    for name in ("grid", "secretary", "mediator", "station", "centre"):
        person = Person.objects.get(username=name)
        post = next(post for held in loaded.posts.values() for post in held if post.person_id == person.pk)
        held = [each.person_id for each in loaded.posts[post.unit_id]]
        assert loaded.of(post.unit_id, held.index(person.pk)) == actor_for(person, TODAY)


def test_somebody_may_act_for_every_unit_that_holds_a_step(loaded: Staff) -> None:
    kinds = {UnitKind.ROOM, UnitKind.ASSEMBLY, UnitKind.STATION, UnitKind.TOWN_MEETING, UnitKind.VILLAGE}
    kinds |= {UnitKind.COMMUNITY, UnitKind.RECEPTION_CENTRE, UnitKind.BANNER_MEETING, UnitKind.GRID3}
    for unit in (each for each in loaded.units.values() if each.kind in kinds):
        assert loaded.of(unit.pk, 0).may("matters.note", unit.lineage), unit.name


def test_nobody_acts_above_the_banner(loaded: Staff) -> None:
    loaded.posts.clear()
    with pytest.raises(LookupError):
        loaded.of(next(iter(loaded.units)), 0)
