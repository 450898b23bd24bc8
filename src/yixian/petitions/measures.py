"""What is counted of petitions: the contents of the annual report (Regulation on Petition Work, article 41)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from yixian.matters import events as matters
from yixian.matters.enums import RefusalGround
from yixian.matters.types import GROUPS
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.petitions import events
from yixian.petitions.enums import Advice, Declined, Failing, Outcome, Purpose, Reviewed, Route
from yixian.petitions.procedures import PETITION
from yixian.places.enums import UnitKind
from yixian.procedures.ending import review_said
from yixian.procedures.language import Choice, Text

KEY = PETITION.key
CLASSES = {
    "study": "suggestion",
    "take_up": "accusation",
    "take_in": "accusation",
    "accept": Route.OTHER.value,
    "examine": Route.DUTY.value,
}
RATED = ("content", "not_content", "silent")
Counted = Callable[[Fact], Count | None]


def _choices(kind: type[Purpose] | type[Route] | type[UnitKind] | type[Outcome]) -> tuple[Choice, ...]:
    return tuple(Choice(value=each.value, label=each.label) for each in kind)


def _moved(fact: Fact, *keys: str) -> bool:
    return fact.body["procedure"] == KEY and fact.body["move"] in keys


def _facts(fact: Fact) -> dict[str, object]:
    found = fact.body["facts"]
    return found if isinstance(found, dict) else {}


def _given(fact: Fact, key: str) -> str:
    found = fact.body["given"]
    return str(found[key]) if isinstance(found, dict) and key in found else ""


def _by(key: str) -> Counted:
    """Counts every event once, under what stands at `key` of its body."""
    return lambda fact: Count(1, str(fact.body[key]))


def _registered_in(fact: Fact) -> Count:
    return Count(1, str(fact.body["category"])[:2])


def _joint(fact: Fact) -> Count | None:
    return Count(1) if int(str(fact.body["people"])) > 1 else None


def _repeated(fact: Fact) -> Count | None:
    if fact.kind == events.REGISTERED.key and fact.body["earlier"] is None:
        return None
    return Count(1)


def _complained(fact: Fact) -> tuple[Count, ...]:
    kinds = fact.body["accused"]
    return tuple(Count(1, str(kind)) for kind in kinds) if isinstance(kinds, list) else ()


def _classified(fact: Fact) -> Count | None:
    if _moved(fact, "guide"):
        return Count(1, _given(fact, "route"))
    return Count(1, CLASSES[str(fact.body["move"])]) if _moved(fact, *CLASSES) else None


def _accepted(fact: Fact) -> Count | None:
    return Count(1, str(fact.body["kind"])) if _moved(fact, "accept") else None


def _declined(fact: Fact) -> Count | None:
    return Count(1, _given(fact, "ground")) if _moved(fact, "decline") else None


def _ended(fact: Fact) -> tuple[Count, ...]:
    if fact.body["procedure"] != KEY:
        return ()
    sides = ((-1, fact.body["before"]), (1, fact.body["after"]))
    given = [(sign, str(side["outcome"])) for sign, side in sides if isinstance(side, dict)]
    if len({outcome for _sign, outcome in given}) == 1:
        return ()
    return tuple(Count(sign, outcome) for sign, outcome in given if outcome)


def _concluded(fact: Fact) -> Count:
    return Count(1, "late" if fact.body["late"] else "in_time")


def _asked(fact: Fact) -> Count | None:
    return Count(1, str(fact.body["move"])) if _moved(fact, "ask_review", "ask_rereview") else None


def _reviewed(fact: Fact) -> Count | None:
    decided = _moved(fact, "review_opinion", "rereview_opinion")
    return Count(1, _given(fact, "decision")) if decided else None


def _rated(fact: Fact) -> Count | None:
    said = review_said(fact.body, KEY)
    return Count(1, said) if said in RATED else None


def _transferred(fact: Fact) -> Count | None:
    return Count(1, str(fact.body["kind"])) if fact.body["entered"] == KEY else None


def _refused(fact: Fact) -> Count | None:
    return Count(1, str(fact.body["refusal"])) if fact.body["entered"] == KEY else None


def _adopted(fact: Fact) -> Count | None:
    return Count(1, str(fact.body["advice"])) if fact.body["adopted"] is True else None


def _measure(
    key: str,
    title: Text,
    explain: Text,
    kinds: tuple[str, ...],
    count: Callable[[Fact], Count | tuple[Count, ...] | None],
    parts: tuple[Choice, ...] = (),
) -> Measure:
    return register(
        Measure(key=f"petitions.{key}", title=title, explain=explain, kinds=kinds, count=count, parts=parts)
    )


UNITS = _choices(UnitKind)
FIELDS = tuple(Choice(value=group, label=label) for group, label in GROUPS.items())
MOVED, REGISTERED = (matters.MOVED.key,), (events.REGISTERED.key,)
CLASS_PARTS = (
    Choice(value="suggestion", label=Purpose.SUGGESTION.label),
    Choice(value="accusation", label=Purpose.ACCUSATION.label),
    *_choices(Route),
)

_measure(
    "registered",
    _("Petitions registered"),
    _("On the day it was registered, at the unit that received it, by the purpose that the petitioner gave."),
    REGISTERED,
    _by("purpose"),
    _choices(Purpose),
)
_measure(
    "by_field",
    _("Petitions by field"),
    _("What registered petitions are about (article 41)."),
    REGISTERED,
    _registered_in,
    FIELDS,
)
_measure(
    "complained",
    _("Offices that accusations are about"),
    _("By kind of office, counted where no office accused looks after the ground (article 41)."),
    REGISTERED,
    _complained,
    UNITS,
)
_measure(
    "joint",
    _("Joint petitions"),
    _("Registered petitions of more than one person."),
    REGISTERED,
    _joint,
)
_measure(
    "repeated",
    _("Repeated petitions"),
    _("Petitions that were found to repeat an earlier one of the same person."),
    (events.REGISTERED.key, events.LINKED.key),
    _repeated,
)
_measure(
    "classified",
    _("Petitions by category and route"),
    _("Counted when an office takes a petition on, or guides it to its route (articles 29 to 31)."),
    MOVED,
    _classified,
    CLASS_PARTS,
)
_measure(
    "accepted",
    _("Petitions accepted"),
    _("Accepted for an opinion within sixty days, by the kind of unit."),
    MOVED,
    _accepted,
    UNITS,
)
_measure(
    "declined",
    _("Petitions not accepted"),
    _("With the reason and the right way, by ground."),
    MOVED,
    _declined,
    tuple(Choice(value=each.value, label=each.label) for each in Declined),
)
_measure(
    "ended",
    _("Petitions answered, by result"),
    _("Counted on the day of the answer."),
    MOVED,
    _ended,
    _choices(Outcome),
)
_measure(
    "concluded",
    _("Petitions concluded with an opinion"),
    _("In the time of article 34, or late."),
    (events.CONCLUDED.key,),
    _concluded,
    (Choice(value="in_time", label=_("in time")), Choice(value="late", label=_("late"))),
)
_measure(
    "reviews_asked",
    _("Reviews and re-reviews asked for"),
    _("Petitioners who were not content with an opinion (articles 35 and 36)."),
    MOVED,
    _asked,
    (
        Choice(value="ask_review", label=_("review")),
        Choice(value="ask_rereview", label=_("re-review")),
    ),
)
_measure(
    "reviewed",
    _("Opinions reviewed"),
    _("Upheld or changed by a review or re-review."),
    MOVED,
    _reviewed,
    tuple(Choice(value=each.value, label=each.label) for each in Reviewed),
)
_measure(
    "rated",
    _("Ratings by petitioners"),
    _("What petitioners said of the answer; saying nothing is no consent (article 21)."),
    MOVED,
    _rated,
    (
        Choice(value="content", label=_("content")),
        Choice(value="not_content", label=_("not content")),
        Choice(value="silent", label=_("said nothing")),
    ),
)
_measure(
    "transferred",
    _("Petitions transferred"),
    _("Counted when the unit has it, by the kind of that unit (article 41)."),
    (matters.TAKEN.key,),
    _transferred,
    UNITS,
)
_measure(
    "refused",
    _("Transfers objected to"),
    _("Counted when a unit objects to a petition that is transferred to it, by its ground."),
    (matters.REFUSED.key,),
    _refused,
    tuple(Choice(value=each.value, label=each.label) for each in RefusalGround),
)
_measure(
    "supervised",
    _("Supervision orders"),
    _("By ground (articles 40 and 41)."),
    (events.SUPERVISED.key,),
    _by("failing"),
    tuple(Choice(value=each.value, label=each.label) for each in Failing),
)
_measure(
    "advised",
    _("Recommendations made"),
    _("Three kinds: to improve the work, to mend the policy, to hold somebody responsible."),
    (events.SUPERVISED.key,),
    _by("advice"),
    tuple(Choice(value=each.value, label=each.label) for each in Advice),
)
_measure(
    "adopted",
    _("Recommendations adopted"),
    _("Those that the unit adopted by its written reply (article 41)."),
    (events.COMPLIED.key,),
    _adopted,
    tuple(Choice(value=each.value, label=each.label) for each in Advice),
)
