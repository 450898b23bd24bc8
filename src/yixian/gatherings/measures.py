"""What is counted of gatherings. Questions raised there are counted with all concerns, by where they were heard."""

from django.utils.translation import gettext_lazy as _

from yixian.gatherings import events
from yixian.gatherings.enums import Kind
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.procedures.language import Choice

KINDS = tuple(Choice(value=each.value, label=each.label) for each in Kind)


def _held(fact: Fact) -> Count | None:
    return Count(1, str(fact.body["kind"])) if fact.body["before"] is None else None


def _reached(fact: Fact) -> Count | None:
    now, before = fact.body["attended"], fact.body["before"]
    return Count(int(str(now)) - int(str(before or 0)), str(fact.body["kind"]))


HELD = register(
    Measure(
        key="gatherings.held",
        title=_("Gatherings held"),
        explain=_("Each gathering, on the day on which it was recorded as held, at its organiser, by kind."),
        kinds=(events.HELD.key,),
        count=_held,
        parts=KINDS,
    )
)
REACHED = register(
    Measure(
        key="gatherings.reached",
        title=_("People who came to gatherings"),
        explain=_("As counted there, nobody named; whoever comes twice counts twice."),
        kinds=(events.HELD.key,),
        count=_reached,
        parts=KINDS,
    )
)
