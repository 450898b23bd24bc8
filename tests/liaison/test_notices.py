"""Whoever is assigned is told of it, and of the visits planned for the day."""

from django.urls import reverse

from tests.cast import NOON, World
from tests.liaison.steps import assigned, planned
from tests.notices.steps import told
from yixian.liaison.enums import Kind
from yixian.notices import actions, words
from yixian.notices.models import Notice


def test_whoever_is_assigned_is_told(world: World) -> None:
    for kind in Kind:
        assigned(world, kind)
    actions.tell(NOON)
    for who in ("leader", "department", "reserve"):
        assert told(world, who) == ["liaison.assigned"]
    assert Notice.objects.count() == 3
    notice = Notice.objects.get(person=world.people["leader"])
    assert notice.number == world.town.name
    assert words.target(notice).startswith(reverse("desk:liaison"))


def test_a_visit_planned_for_the_day_is_remembered_that_day(world: World) -> None:
    planned(world, assigned(world))
    actions.tell(NOON)
    actions.remind(NOON)
    assert "liaison.visit_today" in told(world, "reserve")
