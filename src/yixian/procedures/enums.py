"""Closed vocabularies of the declaration language."""

from enum import StrEnum


class Tier(StrEnum):
    """Level of the tree at which a step is held."""

    GRID = "grid"
    VILLAGE = "village"
    TOWN = "town"
    BANNER = "banner"


class StepKind(StrEnum):
    """WORK is held by an office; WAITING is with whoever raised the matter; AFTER is answered and closed, with
    something still owed to them; END has no clock.
    """

    WORK = "work"
    WAITING = "waiting"
    AFTER = "after"
    END = "end"


class FieldKind(StrEnum):
    """What a move asks for. Free text is personal and is stored sealed; the rest is plain."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    DATE = "date"


class Mover(StrEnum):
    """Who may make a move: an officer with the ability, whoever raised the matter, the clock when a limit ends, or an
    officer of a unit that takes the matter by it.
    """

    OFFICER = "officer"
    RAISER = "raiser"
    CLOCK = "clock"
    TAKER = "taker"


class MoveKind(StrEnum):
    """The family of a move, used to order buttons and to draw the diagram."""

    FORWARD = "forward"
    SKIP = "skip"
    SETTLE = "settle"
    EXIT = "exit"
    RETURN = "return"
    CLOSE = "close"
