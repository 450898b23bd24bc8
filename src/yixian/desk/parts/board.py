"""What the page of a matter shows of the public board."""

from typing import Any

from django.utils.translation import gettext as _

from yixian.access.gate import Asked
from yixian.board import queries, rules
from yixian.board.models import Entry
from yixian.desk.parts.part import Part
from yixian.disclosure.enums import Stand
from yixian.matters.models import Matter


def _context(request: Asked, matter: Matter, is_open: bool) -> dict[str, Any] | None:
    lineage = matter.holder.lineage
    puts, checks = (request.actor.may(key, lineage) for key in ("board.put", "board.check"))
    if matter.procedure not in rules.ADMITTED or not (puts or checks):
        return None
    entry = queries.entry_of(matter)
    if entry is None and (not puts or queries.obstacles(matter)):
        return None
    return {"entry": entry, **_standing(entry), **_ways(entry, matter, puts=puts, checks=checks)}


def _standing(entry: Entry | None) -> dict[str, bool]:
    return {
        "is_up": bool(entry and entry.is_up),
        "down": bool(entry and entry.down_at),
        "waits": bool(entry and entry.raised.stand == Stand.DRAFT),
        "returned": bool(entry and entry.raised.stand == Stand.RETURNED),
    }


def _ways(entry: Entry | None, matter: Matter, *, puts: bool, checks: bool) -> dict[str, Any]:
    """What somebody may do about it."""
    texts = (
        [(entry.raised, _("Check what was raised")), (entry.answer, _("Check the answer"))] if entry else []
    )
    ended = entry is None or entry.down_at is not None or entry.raised.stand == Stand.RETURNED
    owed = entry and entry.is_up and (entry.answer is None or entry.answer.stand == Stand.RETURNED)
    return {
        "checks": [
            (text.uid, title)
            for text, title in texts
            if checks and text is not None and text.stand == Stand.DRAFT
        ],
        "puts": puts and ended and not queries.obstacles(matter),
        "answers": bool(puts and owed and rules.answered(matter.state)),
        "takes_down": bool(puts and entry and entry.down_at is None),
    }


PART = Part(key="board", template="desk/board_part.html", context=_context, side=True)
