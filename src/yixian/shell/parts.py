"""What the components of a page are given: plain values, ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yixian.procedures.language import Text


class Tone(StrEnum):
    """The colour of a chip. No tone says anything that its words do not say."""

    LATE = "late"
    SOON = "soon"
    CALM = "calm"
    STILL = "still"
    NOTE = "note"


class Voice(StrEnum):
    """Whose words stand in a history: the office's own, its answer, those of whoever raised the matter."""

    OFFICE = "office"
    ANSWER = "answer"
    RAISER = "raiser"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tab:
    """One of several views of the same thing."""

    title: Text
    href: str
    here: bool = False
    count: int | None = None


class Progress(StrEnum):
    """How far a step of a way has come."""

    DONE = "done"
    NOW = "now"
    SKIPPED = "skipped"
    AHEAD = "ahead"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """A step of a way; `note` says who or when, in a few words."""

    title: Text
    progress: Progress = Progress.AHEAD
    note: Text = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """Words that came with an entry."""

    text: str
    label: Text = ""
    voice: Voice = Voice.OFFICE


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One sentence of a history."""

    sentence: Text
    at: datetime
    who: Text = ""
    said: Sequence[Said] = ()
