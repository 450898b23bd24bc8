"""What is counted of liaison: at places, never by person."""

from django.utils.translation import gettext_lazy as _

from yixian.liaison import events
from yixian.liaison.enums import ItemState, Kind
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.procedures.language import Choice

KINDS = tuple(Choice(value=kind.value, label=kind.label) for kind in Kind)


def _assigned(fact: Fact) -> Count:
    return Count(1 if fact.kind == events.ASSIGNED.key else -1, str(fact.body["kind"]))


def _visited(fact: Fact) -> Count:
    return Count(1, str(fact.body["kind"]))


def _done(fact: Fact) -> Count | None:
    value = (fact.body["state"] == ItemState.DONE) - (fact.body["before"] == ItemState.DONE)
    return Count(value) if value else None


ASSIGNED = register(
    Measure(
        key="liaison.assigned",
        title=_("Assignments in force"),
        explain=_("Leaders with towns, departments with villages, cadres stationed in villages."),
        kinds=(events.ASSIGNED.key, events.ENDED.key),
        count=_assigned,
        stock=True,
        parts=KINDS,
    )
)
VISITS = register(
    Measure(
        key="liaison.visits",
        title=_("Visits to places"),
        explain=_(
            "Each visit made, on the day it was written down, at the place. It is no merit of a person."
        ),
        kinds=(events.MADE.key,),
        count=_visited,
        parts=KINDS,
    )
)
DONE = register(
    Measure(
        key="liaison.items_done",
        title=_("Items of development plans done"),
        explain=_("On the day it was marked as done; taken off again when it is taken up anew."),
        kinds=(events.ITEM_MOVED.key,),
        count=_done,
    )
)
