"""Reading a State Council holiday notice, one day a line: ``2027-01-01,holiday,元旦``."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from yixian.kernel.workdays import DayKind
from yixian.rulebook.rules import RuleRefused, day_faults, refuse


class NoticeDay(NamedTuple):
    """One line of a notice."""

    day: date
    kind: DayKind
    name: str


def parse(text: str) -> tuple[dict[date, DayKind], dict[date, str]]:
    """The days of a notice and their names. Empty lines, and lines that begin with # or “date”, are passed over.

    Raises RuleRefused with every line that cannot be read, one a line.
    """
    days: dict[date, DayKind] = {}
    names: dict[date, str] = {}
    faults: list[str] = []
    for number, line in _lines(text):
        try:
            found = _day(line, days)
        except RuleRefused as refusal:
            faults.append(_("Line %(number)d: %(fault)s") % {"number": number, "fault": refusal})
            continue
        days[found.day] = found.kind
        if found.name:
            names[found.day] = found.name
    if faults:
        raise RuleRefused("\n".join(faults))
    return days, names


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if line.strip() and not line.lstrip().startswith(("#", "date")):
            yield number, line


def _day(line: str, before: Mapping[date, DayKind]) -> NoticeDay:
    parts = [part.strip() for part in line.replace("，", ",").split(",")]
    if len(parts) not in (2, 3):
        raise RuleRefused(_("expected date,kind,name"))
    try:
        day = date.fromisoformat(parts[0])
    except ValueError:
        raise RuleRefused(_("“%(text)s” is not a date such as 2027-01-01") % {"text": parts[0]}) from None
    try:
        kind = DayKind(parts[1])
    except ValueError:
        known = ", ".join(DayKind)
        raise RuleRefused(
            _("“%(text)s” is not a kind of day; there are: %(known)s") % {"text": parts[1], "known": known}
        ) from None
    name = parts[2] if len(parts) == 3 else ""
    if day in before:
        raise RuleRefused(_("the day was named before"))
    refuse(day_faults(day, kind, name))
    return NoticeDay(day, kind, name)
