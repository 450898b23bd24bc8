"""Beside a matter: which of the party's ways closes first."""

from typing import Any

from django.utils import timezone

from yixian.access.gate import Asked
from yixian.desk.parts.part import Part
from yixian.matters.enums import State
from yixian.matters.models import Matter
from yixian.matters.types import TYPES
from yixian.remedies.queries import KNOWN_ON, soonest

KINDS = frozenset(choice.value for choice in TYPES)


def _context(request: Asked, matter: Matter, is_open: bool) -> dict[str, Any] | None:
    if matter.category not in KINDS or matter.state == State.MERGED:
        return None
    now = timezone.now()
    known = bool(matter.facts.get(KNOWN_ON))
    first = soonest(matter.category, matter.facts, timezone.localdate(now)) if known else None
    return {"matter": matter, "first": first, "known": known, "now": now}


PART = Part(key="routes", template="desk/routes_part.html", context=_context, side=True)
