"""What is counted of the service menu."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from yixian.matters import events as matters
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.menu import events
from yixian.menu.enums import Outcome
from yixian.menu.kinds import CATEGORIES
from yixian.menu.procedures import SERVICE
from yixian.procedures.ending import review_said
from yixian.procedures.language import Choice

KEY = SERVICE.key
OUTCOMES = tuple(Choice(value=each.value, label=each.label) for each in Outcome)
REVIEWS = (
    Choice(value="content", label=_("content")),
    Choice(value="not_content", label=_("not content")),
    Choice(value="silent", label=_("said nothing")),
)


def _signed(fact: Fact) -> Count | None:
    return Count(1, str(fact.body["category"])) if fact.body["procedure"] == KEY else None


def _claimed(fact: Fact) -> Count | None:
    return Count(1, str(fact.body["category"])) if fact.body["first"] is True else None


def _answers(fact: Fact) -> Iterator[tuple[int, str]]:
    """The outcome that a move took back (−1) and the one that it gave (+1)."""
    if fact.body["procedure"] != KEY:
        return
    before, after = _outcome(fact.body["before"]), _outcome(fact.body["after"])
    if before != after:
        yield from ((sign, outcome) for sign, outcome in ((-1, before), (1, after)) if outcome)


def _outcome(side: object) -> str:
    return str(side["outcome"]) if isinstance(side, dict) else ""


def _concluded(fact: Fact) -> tuple[Count, ...]:
    kind = str(fact.body.get("category", ""))
    return tuple(Count(sign, kind) for sign, outcome in _answers(fact) if outcome == Outcome.DONE)


def _ended(fact: Fact) -> tuple[Count, ...]:
    return tuple(Count(sign, outcome) for sign, outcome in _answers(fact))


def _reviewed(fact: Fact) -> Count | None:
    said = review_said(fact.body, KEY)
    return Count(1, said) if said else None


def _risen(fact: Fact) -> Count | None:
    risen = fact.body["procedure"] == KEY and fact.body["move"] == "rise"
    return Count(1, str(fact.body["category"])) if risen else None


def _teams(fact: Fact) -> Count:
    return Count(1 if fact.kind == events.TEAM_FOUNDED.key else -1)


def _volunteers(fact: Fact) -> Count:
    count = fact.body["count"]
    joined = fact.kind == events.ENROLLED.key
    return Count((1 if joined else -1) * (count if isinstance(count, int) else 0))


SIGNED = register(
    Measure(
        key="menu.signed",
        title=_("Services signed by residents"),
        explain=_("Every item that a resident signed, on that day, at its place, by kind."),
        kinds=(matters.OPENED.key,),
        count=_signed,
        parts=CATEGORIES,
    )
)
CLAIMED = register(
    Measure(
        key="menu.claimed",
        title=_("Items claimed by branches"),
        explain=_(
            "Each item once, on the day on which a branch first claimed it, at the place of the resident."
        ),
        kinds=(events.CLAIMED.key,),
        count=_claimed,
        parts=CATEGORIES,
    )
)
CONCLUDED = register(
    Measure(
        key="menu.concluded",
        title=_("Items carried out"),
        explain=_("Counted on the day of the answer; taken off again when the resident sends it back."),
        kinds=(matters.MOVED.key,),
        count=_concluded,
        parts=CATEGORIES,
    )
)
ENDED = register(
    Measure(
        key="menu.ended",
        title=_("Services answered, by outcome"),
        explain=_("Taken off again when the resident sends it back."),
        kinds=(matters.MOVED.key,),
        count=_ended,
        parts=OUTCOMES,
    )
)
REVIEWED = register(
    Measure(
        key="menu.reviewed",
        title=_("Reviews of services by residents"),
        explain=_("What those who signed said of it; saying nothing is no consent."),
        kinds=(matters.MOVED.key,),
        count=_reviewed,
        parts=REVIEWS,
    )
)
RISEN = register(
    Measure(
        key="menu.risen",
        title=_("Items that nobody claimed in time"),
        explain=_("On the day on which they rose to the town, by kind."),
        kinds=(matters.MOVED.key,),
        count=_risen,
        parts=CATEGORIES,
    )
)
TEAMS = register(
    Measure(
        key="menu.teams",
        title=_("Volunteer teams"),
        explain=_("Teams that there are, at their branch."),
        kinds=(events.TEAM_FOUNDED.key, events.TEAM_ENDED.key),
        count=_teams,
        stock=True,
    )
)
VOLUNTEERS = register(
    Measure(
        key="menu.volunteers",
        title=_("Members on volunteer teams"),
        explain=_("Members who are on a team, at its branch."),
        kinds=(events.ENROLLED.key, events.LEFT.key),
        count=_volunteers,
        stock=True,
    )
)
