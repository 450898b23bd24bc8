"""What is counted of leaders' cases and of teams."""

from django.utils.translation import gettext_lazy as _

from yixian.measures.declare import Count, Fact, Measure, register
from yixian.procedures.language import Choice
from yixian.teams import events
from yixian.teams.enums import TeamKind

KINDS = tuple(Choice(value=kind.value, label=kind.label) for kind in TeamKind)


def _household(fact: Fact) -> Count | None:
    return Count(1, str(fact.body["kind"])) if fact.body.get("first") is True else None


def _one(fact: Fact) -> Count:
    return Count(1)


def _helped(fact: Fact) -> Count | None:
    helped = fact.body["helped"]
    return Count(helped) if isinstance(helped, int) and helped else None


def _under_a_leader(fact: Fact) -> Count:
    return Count(1 if fact.kind == events.SPONSORED.key else -1)


HOUSEHOLDS = register(
    Measure(
        key="teams.households",
        title=_("Households visited by teams"),
        explain=_("A household counts once, on the day of the first visit, however often a team goes there."),
        kinds=(events.VISITED.key, events.CALLED_ON.key),
        count=_household,
        parts=KINDS,
    )
)
SETTLED = register(
    Measure(
        key="teams.settled",
        title=_("Long-standing problems settled"),
        explain=_("Problems that a team took on and settled, on the day of the result."),
        kinds=(events.SETTLED.key,),
        count=_one,
    )
)
TOURS = register(
    Measure(
        key="teams.tours",
        title=_("Tours of teams"),
        explain=_("Each time a team went out together."),
        kinds=(events.TOURED.key,),
        count=_one,
    )
)
HELPED = register(
    Measure(
        key="teams.helped",
        title=_("Households helped on tours"),
        explain=_("As the team wrote down after each tour."),
        kinds=(events.TOURED.key,),
        count=_helped,
    )
)
LED = register(
    Measure(
        key="teams.led",
        title=_("Cases under a leader"),
        explain=_("Matters that a banner leader leads now."),
        kinds=(events.SPONSORED.key, events.ENDED.key),
        count=_under_a_leader,
        stock=True,
    )
)
DECISIONS = register(
    Measure(
        key="teams.decisions",
        title=_("Decisions on the spot and in joint consultation"),
        explain=_("Each decision, on the day it was made."),
        kinds=(events.ON_SITE.key, events.DECIDED.key),
        count=_one,
    )
)
