"""What a package of work shows on the page of a matter, beside what every matter has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yixian.access.gate import Asked
from yixian.matters.models import Matter


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A card on the page of a matter.

    `context` takes the request, the matter and whether its sealed texts are open, and gives what `template` shows
    as `part`; None where there is nothing to show. `side` puts it into the narrow column.
    """

    key: str
    template: str
    context: Callable[[Asked, Matter, bool], dict[str, Any] | None]
    side: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with what it shows of one matter."""

    template: str
    context: dict[str, Any]


def shown(parts: tuple[Part, ...], request: Asked, matter: Matter, is_open: bool) -> dict[str, list[Shown]]:
    """The parts that have something to show, by column."""
    found: dict[str, list[Shown]] = {"main": [], "side": []}
    for part in parts:
        context = part.context(request, matter, is_open)
        if context is not None:
            found["side" if part.side else "main"].append(Shown(part.template, context))
    return found
