"""The ledger and the rule book as tables for a rich console, in the active language."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from rich.markup import escape
from rich.table import Table

from yixian.rulebook import declare
from yixian.rulebook.enums import DAY_KINDS
from yixian.rulebook.ledger import LedgerDay
from yixian.rulebook.terms import Term
from yixian.rulebook.words import amount, day_text, source_text, weekday_text


def ledger_table(days: Iterable[LedgerDay]) -> Table:
    """One line a day: date, weekday, what the day is, its number, and what happened to it."""
    shown = _empty(
        pgettext("ledger", "Day"),
        pgettext("ledger", "Weekday"),
        pgettext("ledger", "Kind"),
        pgettext("ledger", "Counted"),
        pgettext("ledger", "Remark"),
    )
    for each in days:
        kind = f"{DAY_KINDS[each.kind]} {each.name}".strip()
        counted = "" if each.counted is None else str(each.counted)
        shown.add_row(*map(escape, (day_text(each.day), weekday_text(each.day), kind, counted, remark(each))))
    return shown


def rules_table(terms: Iterable[Term]) -> Table:
    """One line a row: code, what it limits, how long, source, and since when."""
    shown = _empty(
        pgettext("rulebook", "Rule"),
        pgettext("rulebook", "What it limits"),
        pgettext("rulebook", "Length"),
        pgettext("rulebook", "Source"),
        pgettext("rulebook", "In force from"),
    )
    for each in terms:
        length = amount(each.value, each.unit)
        cells = (each.code, declare.title(each.code), length, source_text(each), day_text(each.valid_from))
        shown.add_row(*map(escape, cells))
    return shown


def remark(day: LedgerDay) -> str:
    """What is to be said of a day of the ledger beside its kind and number."""
    notes = {
        _("paused"): day.paused,
        _("extension"): day.extension,
        _("the term does not end on a free day"): day.rolled and not day.due,
        _("provisional"): day.provisional,
        _("last day"): day.due,
    }
    return ", ".join(note for note, applies in notes.items() if applies)


def _empty(*headings: str) -> Table:
    return Table(*map(escape, headings))
