"""How far the dossier of a matter is complete."""

from typing import Any

from yixian.access.gate import Asked
from yixian.desk.parts.part import Part
from yixian.matters.models import Matter
from yixian.matters.papers import tallied


def _shown(_request: Asked, matter: Matter, _is_open: bool) -> dict[str, Any] | None:
    found = tallied(matter)
    if found is None:
        return None
    dossier, filled, needed, made = found
    return {
        "uid": matter.uid,
        "title": dossier.title,
        "filled": filled,
        "needed": needed,
        "made": made,
        "complete": filled == needed,
    }


PART = Part(key="papers", template="desk/papers_part.html", context=_shown, side=True)
