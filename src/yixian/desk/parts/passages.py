"""On the page of a matter: who answered for it since when, and the hand-over under way."""

from typing import Any

from django.utils import timezone

from yixian.access.gate import Asked
from yixian.desk.parts.part import Part
from yixian.matters.enums import PassageState, RefusalGround, State
from yixian.matters.models import Matter, Passage
from yixian.matters.passages import (
    legs,
    may_answer,
    may_be_given_back,
    may_decide,
    passages_of,
    under_way,
)
from yixian.procedures import registry


def _context(request: Asked, matter: Matter, is_open: bool) -> dict[str, Any] | None:
    actor, at = request.actor, timezone.now()
    passages = passages_of(matter)
    holds = actor.may("matters.hand_over", matter.holder.lineage) and matter.state == State.WORK
    if not passages and not holds:
        return None
    current = under_way(passages)
    chain = legs(matter, passages, at)
    return {
        "matter": matter,
        "legs": chain,
        "days": sum(leg.days for leg in chain),
        "passages": [(each, _into(each), _ground(each)) for each in passages],
        "current": current,
        "now": at,
        "may_offer": holds and current is None,
        "may_give_back": holds and may_be_given_back(matter, passages),
        **_answers(request, matter, current),
    }


def _answers(request: Asked, matter: Matter, current: Passage | None) -> dict[str, bool]:
    actor = request.actor
    offered = current is not None and current.state == PassageState.OFFERED
    refused = current is not None and current.state == PassageState.REFUSED
    return {
        "may_take": offered and current is not None and may_answer(actor, current),
        "may_keep": current is not None and actor.may("matters.hand_over", matter.holder.lineage),
        "may_decide": refused and current is not None and may_decide(actor, current),
    }


def _into(passage: Passage) -> str:
    """The procedure that it passes into, where it is another one."""
    changes = passage.to_procedure != passage.from_procedure
    return str(registry.get(passage.to_procedure).title) if changes else ""


def _ground(passage: Passage) -> str:
    return str(RefusalGround(passage.ground).label) if passage.ground else ""


PART = Part(key="passages", template="desk/part_passages.html", context=_context)
