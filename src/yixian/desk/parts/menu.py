"""On the page of a matter: the item that was signed, the team that has it and its parts; or the way to answer a proposal."""

from typing import Any

from yixian.access.gate import Asked
from yixian.desk.parts.part import Part
from yixian.matters.models import Matter
from yixian.menu.enums import WAITING, WITH_A_TEAM
from yixian.menu.procedures import PROPOSAL, SERVICE
from yixian.menu.queries import card_of


def _context(request: Asked, matter: Matter, is_open: bool) -> dict[str, Any] | None:
    """What stands on the page of a service. Two statements, none where it is another matter."""
    may = request.actor.may
    if matter.procedure == PROPOSAL.key:
        answers = matter.step == "proposed" and may("menu.keep", matter.holder.lineage)
        return {"matter": matter, "proposal": True, "answers": answers} if answers else None
    card = card_of(matter) if matter.procedure == SERVICE.key else None
    if card is None:
        return None
    works = matter.step in WITH_A_TEAM and may("menu.work", matter.holder.lineage)
    return {
        "matter": matter,
        "proposal": False,
        "item": card.wish.item,
        "team": card.wish.team,
        "tasks": card.tasks,
        "left": sum(each.done_at is None for each in card.tasks),
        "works": works,
        "claims": matter.step in WAITING and may("menu.claim", matter.holder.lineage),
    }


PART = Part(key="menu", template="desk/menu_part.html", context=_context)
