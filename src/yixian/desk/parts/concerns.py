"""Where a matter was heard first, and what was joined with it."""

from typing import Any

from yixian.access.gate import Asked
from yixian.concerns import declare
from yixian.concerns.queries import of_matter
from yixian.desk.parts.part import Part
from yixian.matters.models import Matter


def context(request: Asked, matter: Matter, is_open: bool) -> dict[str, Any] | None:
    """The concerns that it came from, or that were joined with it. One statement."""
    if not (request.actor.may("concerns.see") or request.actor.may("concerns.hear")):
        return None
    found = of_matter(request.actor, matter)
    if not found:
        return None
    return {"rows": [(each, declare.get(each.source).title) for each in found]}


PART = Part(key="concerns", template="desk/concerns_part.html", context=context, side=True)
