"""On the page of a matter: who mediates, the next session, the agreement and what is owed."""

from typing import Any

from django.utils import timezone

from yixian.access.actor import Actor
from yixian.access.gate import Asked
from yixian.desk.parts.part import Part
from yixian.matters.enums import State
from yixian.matters.models import Matter
from yixian.mediation import rules
from yixian.mediation import sources as law
from yixian.mediation.queries import Due, card_of, due_of, mediates


def _context(request: Asked, matter: Matter, is_open: bool) -> dict[str, Any] | None:
    if not mediates(matter):
        return None
    at = timezone.now()
    card = card_of(matter, at)
    may = may_of(request.actor, matter)
    if card.empty and not may["mediate"]:
        return None
    today = timezone.localdate(at)
    return {
        "matter": matter,
        "card": card,
        "debts": [(each, due_of(each.due_on, today) is Due.OVERDUE) for each in card.debts],
        "may": may,
        "now": at,
        "signing": card.deal is not None and card.deal.draft and card.deal.form == "written",
        "interrupted_by": law.INTERRUPTION,
        "confirmed_by": law.CONFIRMATION,
        "performed_open": rules.move_from(matter.declaration, matter.step, "performed") is not None
        and not matter.facts.get("performed_on"),
    }


def may_of(actor: Actor, matter: Matter) -> dict[str, bool]:
    """What somebody may do about mediation in a matter where it stands."""
    handles = actor.may("mediation.handle", matter.holder.lineage) and matter.state != State.MERGED
    counsel = actor.may("mediation.advise", {*matter.holder.lineage, *matter.sight})
    return {
        "handle": handles,
        "mediate": handles and matter.standing_step.mediates,
        "advise": counsel and matter.state != State.MERGED,
    }


PART = Part(key="mediation", template="desk/mediation_part.html", context=_context)
