"""The rule rows that packages bring along. Each package registers its own in its ``limits.py``."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import override

from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.rules import row_faults

_rows: dict[tuple[str, date], "RuleRow"] = {}


class BadRuleRow(Exception):
    """A declared row is there twice, or cannot stand in the rule book."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleRow:
    """A number as it is first installed. ``title`` says what it limits; ``source`` is marked for translation."""

    code: str
    title: str | Promise
    value: int
    unit: TermUnit
    source: str | Promise
    article: str = ""
    mark: Mark
    roll_forward: bool = True
    valid_from: date

    @property
    def source_id(self) -> str:
        """The source as it is stored: untranslated."""
        with override(None):
            return str(self.source)


def register(row: RuleRow) -> RuleRow:
    """Make a row known. Raises BadRuleRow when its code has one of that day, or when it cannot stand."""
    name = (row.code, row.valid_from)
    if name in _rows:
        raise BadRuleRow(f"{row.code} from {row.valid_from} is declared twice")
    with override(None):
        faults = list(row_faults(row.value, row.source_id, row.article, row.mark))
    if faults:
        raise BadRuleRow(f"{row.code}: {' '.join(faults)}")
    _rows[name] = row
    return row


def every() -> list[RuleRow]:
    """All declared rows, by code and day."""
    return [_rows[name] for name in sorted(_rows)]


def codes() -> frozenset[str]:
    """The codes that have a declared row."""
    return frozenset(code for code, _day in _rows)


def title(code: str) -> str:
    """What a code limits, in the active language; the code itself where nobody declares it."""
    rows = [row for row in every() if row.code == code]
    return str(rows[-1].title) if rows else code
