"""Terms, sources and days in words, in the active language."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.utils.translation import gettext as _

from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.terms import Term


def amount(value: int, unit: TermUnit) -> str:
    """A length of time, such as “60 days”."""
    texts = {
        TermUnit.DAYS: ngettext("%(n)d day", "%(n)d days", value),
        TermUnit.WORKING_DAYS: ngettext("%(n)d working day", "%(n)d working days", value),
        TermUnit.MONTHS: ngettext("%(n)d month", "%(n)d months", value),
        TermUnit.YEARS: ngettext("%(n)d year", "%(n)d years", value),
    }
    return texts[unit] % {"n": value}


def source_text(term: Term) -> str:
    """Statute and article, or that it is a local setting.

    A source that a package declares is translated; one that an administrator entered stands as entered.
    """
    facts = {"source": gettext(term.source), "article": term.article}
    if term.mark is Mark.K:
        return _("local setting, not law: %(source)s") % facts
    named = _("%(source)s, Art. %(article)s") % facts if term.article else facts["source"]
    return _("%(named)s, from a secondary text") % {"named": named} if term.mark is Mark.V2 else named


def term_text(term: Term) -> str:
    """Length and source, such as “60 days (Regulation …, Art. 34)”."""
    return _("%(amount)s (%(source)s)") % {
        "amount": amount(term.value, term.unit),
        "source": source_text(term),
    }


def day_text(day: date) -> str:
    return format_date(day, pgettext("format of a day", "j F Y"))


def weekday_text(day: date) -> str:
    return str(WEEKDAYS[day.weekday()])


def language() -> str:
    """The active language, as calendars name their days in it."""
    return get_language() or "zh-hans"


def unknown_code(code: str) -> str:
    return _("No rule is called %(code)s.") % {"code": code}
