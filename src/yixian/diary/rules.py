"""Pure rules of the diary."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from django.utils.translation import gettext_lazy as _

from yixian.diary.enums import Met
from yixian.procedures.language import Text

LONGEST = 4000
SEALED = ("people", "heard", "household", "plan", "thoughts")
"""What an entry says sealed: who was met, what was heard, how the household stands, what comes next, what one thinks."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` until (not including) `until`; `month` is 0 for a whole year."""

    year: int
    month: int = 0

    @property
    def since(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, 1)

    @property
    def until(self) -> date:
        """The day after its last."""
        if not self.month:
            return date(self.year + 1, 1, 1)
        return (self.since + timedelta(days=31)).replace(day=1)

    @property
    def before(self) -> "Span":
        """The month before this one."""
        return Span.of(self.since - timedelta(days=1))

    @property
    def after(self) -> "Span":
        """The month after this one."""
        return Span.of(self.until)

    @property
    def key(self) -> str:
        """How an address names it, such as `2026-03`, or `2026` for a year."""
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    @classmethod
    def of(cls, day: date) -> "Span":
        """The month that a day lies in."""
        return Span(day.year, day.month)

    @classmethod
    def read(cls, key: str) -> Self:
        """The span that an address names. Raises ValueError."""
        year, _dash, month = key.partition("-")
        found = cls(int(year), int(month) if month else 0)
        if not (2000 <= found.year <= 2100 and 0 <= found.month <= 12 and key == found.key):
            raise ValueError(key)
        return found

    @property
    def weeks(self) -> list[list[date]]:
        """The days of a month by weeks from Monday to Sunday, filled up with days beside it."""
        first = self.since - timedelta(days=self.since.weekday())
        count = -(-(self.until - first).days // 7)
        return [[first + timedelta(days=7 * week + day) for day in range(7)] for week in range(count)]


def time_fault(met_at: datetime, now: datetime) -> Text | None:
    """What is wrong with the time at which somebody was met; None when nothing is."""
    return _("This time has not come yet.") if met_at > now else None


def texts_fault(texts: Mapping[str, str]) -> tuple[str, Text] | None:
    """The first sealed text that is too long, with what is wrong; None when none is."""
    for key in SEALED:
        if len(texts.get(key, "")) > LONGEST:
            return key, _("Please keep it under 4,000 characters.")
    return None


def met_fault(met: Collection[str]) -> Text | None:
    """What is wrong with the kinds of people met; None when nothing is."""
    return None if met and set(met) <= set(Met.values) else _("Please say with whom you spoke.")


def is_bare(texts: Mapping[str, str], concerns: int) -> bool:
    """Whether nothing was written yet of what was heard, so that the entry waits to be written up."""
    return not texts.get("heard", "").strip() and not concerns
