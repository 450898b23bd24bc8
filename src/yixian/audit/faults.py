"""A fault: what is wrong, and exactly where."""

from collections.abc import Callable
from dataclasses import dataclass

from yixian.audit.enums import PLACES, SENTENCES, Flaw


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that proof fails on. `where` is used when neither stream nor seal is known."""

    flaw: Flaw
    stream: str | None = None
    seq: int | None = None
    event_id: int | None = None
    seal: int | None = None
    detail: str = ""
    where: str = "log"

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """Return one line, place first; give `gettext` to have it in the reader's language."""
        words = {"stream": self.stream, "seq": self.seq, "event": self.event_id, "seal": self.seal}
        place = translate(PLACES[self._place()]) % words
        return f"{place}: {translate(SENTENCES[self.flaw]) % {'detail': self.detail}}"

    def _place(self) -> str:
        if self.seal is not None:
            return "seal"
        if self.stream is None:
            return self.where
        return "stream" if self.seq is None else "event"


def numbers(first: int, last: int) -> str:
    """Return the numbers from `first` to `last` as a person writes them."""
    return f"{first}" if first == last else f"{first}–{last}"


def gap(before: int, after: int) -> str:
    """Return the numbers that are missing between two, or the two where they do not follow at all."""
    return numbers(before + 1, after - 1) if after > before + 1 else f"{before} → {after}"
