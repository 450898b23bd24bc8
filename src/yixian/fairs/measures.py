"""What is counted of fairs."""

from django.utils.translation import gettext_lazy as _

from yixian.fairs import events
from yixian.fairs.enums import RAISED, Outcome
from yixian.fairs.queries import KINDS
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.procedures.language import Choice

OUTCOMES = tuple(Choice(value=each.value, label=each.label) for each in Outcome)


def _served(fact: Fact) -> Count:
    return Count(1, str(fact.body["outcome"]))


def _raised(fact: Fact) -> Count | None:
    outcome = str(fact.body["outcome"])
    return Count(1, outcome) if outcome in RAISED else None


def _settled(fact: Fact) -> Count | None:
    return Count(1) if fact.body["outcome"] == Outcome.SETTLED else None


SERVED = register(
    Measure(
        key="fairs.served",
        title=_("Numbers served at fairs"),
        explain=_("Each number that was called and served, at the place of the fair, by what came of it."),
        kinds=(events.SERVED.key,),
        count=_served,
        parts=OUTCOMES,
    )
)
RAISED_AT = register(
    Measure(
        key="fairs.raised",
        title=_("Concerns raised at fairs"),
        explain=_(
            "Numbers out of which a concern was written down, at the place of the fair. A complaint about an office"
            " is not among them."
        ),
        kinds=(events.SERVED.key,),
        count=_raised,
        parts=OUTCOMES,
    )
)
SETTLED = register(
    Measure(
        key="fairs.settled",
        title=_("Concerns settled on the spot"),
        explain=_("Those of them that were answered at the stall, so that nobody had to come again."),
        kinds=(events.SERVED.key,),
        count=_settled,
    )
)
HELD = register(
    Measure(
        key="fairs.held",
        title=_("Fairs with stalls and numbers"),
        explain=_("Counted when the fair was closed, at its place."),
        kinds=(events.CLOSED.key,),
        count=lambda fact: None if fact.body.get("called_off") else Count(1, str(fact.body["kind"])),
        parts=tuple(Choice(value=each.value, label=each.label) for each in KINDS),
    )
)
