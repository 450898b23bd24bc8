"""What a declaration says of itself in words: tiers, holders, limits and bundles of moves."""

import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from yixian.procedures.enums import Mover, StepKind, Tier
from yixian.procedures.language import Limit, Move, Step, Text
from yixian.procedures.paper import Edge, Flow, Lane

TIERS: dict[Tier, Text] = {
    Tier.GRID: pgettext_lazy("procedure", "Grid"),
    Tier.VILLAGE: pgettext_lazy("procedure", "Village"),
    Tier.TOWN: pgettext_lazy("procedure", "Town"),
    Tier.BANNER: pgettext_lazy("procedure", "Banner"),
}
MOVERS: dict[Mover, Text] = {
    Mover.OFFICER: gettext_lazy("officer"),
    Mover.RAISER: gettext_lazy("whoever raised it"),
    Mover.CLOCK: gettext_lazy("by itself, when the limit ends"),
    Mover.TAKER: gettext_lazy("the unit that takes it"),
}
FLOWS: dict[Flow, Text] = {
    "on": gettext_lazy("goes on"),
    "out": gettext_lazy("leaves the ladder"),
    "back": gettext_lazy("comes back"),
}
WIDE = 1.0
NARROW = 0.51


def lane_name(lane: Lane) -> str:
    """The tier that holds the lane, or what the lane of answers and ends is called."""
    return str(TIERS[lane.tier]) if lane.tier else _("Answer and end")


def edge_label(edge: Edge, room: int, size: int) -> str:
    """The title of a single way out where it fits into ``room`` pixels, else how many ways there are.

    A single step on or back has no words: its arrow says it.
    """
    count = len(edge.moves)
    if edge.flow == "out":
        title = str(edge.moves[0].title)
        if count == 1 and text_width(title, size) <= room:
            return title
        return ngettext("%(count)d way out", "%(count)d ways out", count) % {"count": count}
    if count == 1:
        return ""
    if edge.flow == "back":
        return ngettext("%(count)d way back", "%(count)d ways back", count) % {"count": count}
    return ngettext("%(count)d way on", "%(count)d ways on", count) % {"count": count}


def holder_text(step: Step) -> str:
    """Who holds a step, as tier and kind of body; a dash where nobody in office does."""
    if step.holder is None:
        return _("whoever raised it") if step.kind is StepKind.WAITING else "–"
    bodies = " / ".join(filter(None, (step.holder.body, step.holder.fallback)))
    return f"{TIERS[step.holder.tier]}: {bodies}"


def limit_text(limit: Limit) -> str:
    """What may be done to a limit, after its rule: paused, extended and by whose right."""
    notes = [_("may be paused")] if limit.pausable else []
    if limit.extendable_by:
        notes.append(_("extended by %(ability)s") % {"ability": limit.extendable_by})
    return ", ".join(notes)


def movers_text(move: Move) -> str:
    """Who may make a move: by the ability an officer or a unit that takes the matter needs, or by whoever raised it."""
    who = []
    if Mover.OFFICER in move.movers:
        who.append(move.ability or str(MOVERS[Mover.OFFICER]))
    if Mover.RAISER in move.movers:
        who.append(str(MOVERS[Mover.RAISER]))
    if Mover.TAKER in move.movers:
        who.append(f"{move.ability} ({MOVERS[Mover.TAKER]}: {' / '.join(move.takers)})")
    return ", ".join(who)


def text_width(text: str, size: int) -> int:
    """About how many pixels a line takes at a font size, full-width characters being square."""
    return round(sum(WIDE if is_wide(character) else NARROW for character in text) * size)


def wrap(text: str, room: int, size: int, lines: int) -> list[str]:
    """Break a text into at most so many lines that fit; what is too long ends in an ellipsis."""
    found: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width((line + piece).rstrip(), size) > room:
            found.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    found.append(line.rstrip())
    if len(found) <= lines:
        return found
    last = found[lines - 1]
    while last and text_width(f"{last}…", size) > room:
        last = last[:-1]
    return [*found[: lines - 1], f"{last.rstrip()}…"]


def is_wide(character: str) -> bool:
    """Whether a character is square, as Chinese ones are."""
    return unicodedata.east_asian_width(character) in "WF"


def _pieces(text: str) -> list[str]:
    """Where a line may break: after a space, and between full-width characters."""
    found = [""]
    for character in text:
        found[-1] += character
        if character == " " or is_wide(character):
            found.append("")
    return [piece for piece in found if piece]
