"""What is counted of disputes."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from yixian.disputes.bodies.enums import SETTLED, BodyOutcome
from yixian.disputes.bodies.procedures import BODIES, KEYS
from yixian.disputes.enums import RESOLVED, Outcome
from yixian.disputes.procedures import DISPUTE
from yixian.matters import events
from yixian.matters.measures import KINDS
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.procedures import registry
from yixian.procedures.ending import review_said
from yixian.procedures.enums import Tier
from yixian.procedures.language import Choice
from yixian.procedures.words import TIERS

KEY = DISPUTE.key
OUTCOMES = tuple(Choice(value=outcome.value, label=outcome.label) for outcome in Outcome)
BODY_CHOICES = tuple(Choice(value=body.key, label=body.title) for body in BODIES)
BODY_OUTCOMES = (*OUTCOMES, *(Choice(value=outcome.value, label=outcome.label) for outcome in BodyOutcome))
TIER_CHOICES = tuple(Choice(value=tier.value, label=TIERS[tier]) for tier in Tier)
REVIEWS = (
    Choice(value="content", label=_("content")),
    Choice(value="not_content", label=_("not content")),
    Choice(value="silent", label=_("said nothing")),
)


def _accepted(fact: Fact) -> Count | None:
    return Count(1) if fact.body["procedure"] == KEY and _is_fresh(fact) else None


def _is_fresh(fact: Fact) -> bool:
    """Whether this is the move by which it was accepted."""
    facts = fact.body["facts"]
    return isinstance(facts, dict) and facts.get("accepted") is True


def _answers(fact: Fact) -> Iterator[tuple[int, str, str]]:
    """The answer that a move took back (−1) and the one that it gave (+1), each with its outcome and step."""
    if fact.body["procedure"] == KEY:
        yield from _changed(fact)


def _changed(fact: Fact) -> Iterator[tuple[int, str, str]]:
    before, after = _answer(fact.body["before"]), _answer(fact.body["after"])
    if before != after:
        yield from ((sign, *answer) for sign, answer in ((-1, before), (1, after)) if answer[0])


def _answer(side: object) -> tuple[str, str]:
    """Outcome and step of settlement on one side of a move."""
    return (str(side["outcome"]), str(side["settled"])) if isinstance(side, dict) else ("", "")


def _outcomes(fact: Fact) -> tuple[Count, ...]:
    return tuple(Count(sign, outcome) for sign, outcome, _step in _answers(fact))


def _resolved(fact: Fact) -> tuple[Count, ...]:
    return tuple(Count(sign, outcome) for sign, outcome, _step in _answers(fact) if outcome in RESOLVED)


def _tiers(fact: Fact) -> tuple[Count, ...]:
    steps = registry.get(KEY, int(str(fact.body["version"])))
    return tuple(
        Count(sign, holder.tier.value)
        for sign, outcome, step in _answers(fact)
        if outcome in RESOLVED and (holder := steps.step(step).holder)
    )


def _bodies(fact: Fact) -> tuple[Count, ...]:
    if fact.body["procedure"] != KEY:
        return ()
    return tuple(
        Count(sign, str(side["kind"]))
        for sign, side in ((-1, fact.body["before"]), (1, fact.body["after"]))
        if isinstance(side, dict) and side["outcome"] in RESOLVED
    )


def _reviewed(fact: Fact) -> Count | None:
    said = review_said(fact.body, KEY)
    return Count(1, said) if said else None


def _accepted_there(fact: Fact) -> Count | None:
    procedure = str(fact.body["procedure"])
    return Count(1, procedure) if procedure in KEYS and _is_fresh(fact) else None


def _answers_there(fact: Fact) -> Iterator[tuple[int, str, str]]:
    """The same as `_answers`, of the specialised bodies."""
    if fact.body["procedure"] in KEYS:
        yield from _changed(fact)


def _outcomes_there(fact: Fact) -> tuple[Count, ...]:
    return tuple(Count(sign, outcome) for sign, outcome, _step in _answers_there(fact))


def _ended_there(fact: Fact) -> tuple[Count, ...]:
    procedure = str(fact.body["procedure"])
    return tuple(Count(sign, procedure) for sign, _outcome, _step in _answers_there(fact))


def _settled_there(fact: Fact) -> tuple[Count, ...]:
    procedure = str(fact.body["procedure"])
    return tuple(
        Count(sign, procedure) for sign, outcome, _step in _answers_there(fact) if outcome in SETTLED
    )


ACCEPTED = register(
    Measure(
        key="disputes.accepted",
        title=_("Disputes accepted"),
        explain=_("Counted once, on the day somebody took the dispute on, at its place."),
        kinds=(events.MOVED.key,),
        count=_accepted,
    )
)
OUTCOME = register(
    Measure(
        key="disputes.ended",
        title=_("Disputes answered, by way out"),
        explain=_("Counted on the day of the answer; taken off again when the resident sends it back."),
        kinds=(events.MOVED.key,),
        count=_outcomes,
        parts=OUTCOMES,
    )
)
RESOLVED_BY_OUTCOME = register(
    Measure(
        key="disputes.resolved",
        title=_("Disputes resolved"),
        explain=_("Settled by agreement, by a direct answer or by a village resolution. Guided to a court or to "
                  "arbitration, withdrawn and refused are not among them."),
        kinds=(events.MOVED.key,),
        count=_resolved,
        parts=OUTCOMES,
    )
)  # fmt: skip
RESOLVED_BY_TIER = register(
    Measure(
        key="disputes.resolved_at",
        title=_("Disputes resolved, by tier"),
        explain=_("Where it was settled: small matters in the village, large ones in the town."),
        kinds=(events.MOVED.key,),
        count=_tiers,
        parts=TIER_CHOICES,
    )
)
RESOLVED_BY_BODY = register(
    Measure(
        key="disputes.resolved_by_body",
        title=_("Disputes resolved, by body"),
        explain=_(
            "By the kind of body that had it when it was resolved; taken off again when it is taken back."
        ),
        kinds=(events.MOVED.key,),
        count=_bodies,
        parts=KINDS,
    )
)
REVIEWED = register(
    Measure(
        key="disputes.reviewed",
        title=_("Reviews by residents"),
        explain=_("What those who raised a dispute said of its answer; saying nothing is no consent."),
        kinds=(events.MOVED.key,),
        count=_reviewed,
        parts=REVIEWS,
    )
)
ACCEPTED_THERE = register(
    Measure(
        key="bodies.accepted",
        title=_("Accepted at specialised bodies, by body"),
        explain=_("Counted on the day of acceptance, whether it was brought there directly or handed over."),
        kinds=(events.MOVED.key,),
        count=_accepted_there,
        parts=BODY_CHOICES,
    )
)
ENDED_THERE = register(
    Measure(
        key="bodies.ended",
        title=_("Ended at specialised bodies, by body"),
        explain=_("Counted on the day of the result; taken off again when a party goes back on it."),
        kinds=(events.MOVED.key,),
        count=_ended_there,
        parts=BODY_CHOICES,
    )
)
SETTLED_THERE = register(
    Measure(
        key="bodies.settled",
        title=_("Settled at specialised bodies, by body"),
        explain=_("By agreement or by award. Withdrawn, not accepted, failed and guided to the court are not among them."),
        kinds=(events.MOVED.key,),
        count=_settled_there,
        parts=BODY_CHOICES,
    )
)  # fmt: skip
WAYS_OUT_THERE = register(
    Measure(
        key="bodies.outcomes",
        title=_("Ended at specialised bodies, by way out"),
        explain=_("The same results by how they came about."),
        kinds=(events.MOVED.key,),
        count=_outcomes_there,
        parts=BODY_OUTCOMES,
    )
)
