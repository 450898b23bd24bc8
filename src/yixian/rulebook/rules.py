"""What may stand in the rule book: plain data in, sentences out."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from yixian.kernel.workdays import DayKind
from yixian.rulebook.enums import Mark
from yixian.rulebook.terms import MOST
from yixian.rulebook.words import day_text

LONGEST_SOURCE = 120
LONGEST_ARTICLE = 40
LONGEST_NAME = 40


class RuleRefused(Exception):
    """What was to be entered cannot stand in the rule book; the message says why, in the active language."""


def row_faults(value: int, source: str, article: str, mark: Mark) -> Iterator[str]:
    """What is wrong with a rule row."""
    if not 1 <= value <= MOST:
        yield _("The number must lie between 1 and %(most)d.") % {"most": MOST}
    if not source.strip():
        yield _("Say where the number comes from.")
    if len(source) > LONGEST_SOURCE or len(article) > LONGEST_ARTICLE:
        yield _("The source may have %(source)d characters and the article %(article)d.") % {
            "source": LONGEST_SOURCE,
            "article": LONGEST_ARTICLE,
        }
    if mark is not Mark.K and not article.strip():
        yield _("A number of the law needs its article. If there is none, mark it as a local setting.")


def day_faults(day: date, kind: DayKind, name: str) -> Iterator[str]:
    """What is wrong with calling a day a working day, a weekend, a holiday or a weekend that is worked."""
    if day.weekday() >= 5 and kind is DayKind.WORKDAY:
        yield _("%(day)s is a weekend: where it is worked, mark it as worked in exchange.") % {
            "day": day_text(day)
        }
    if day.weekday() < 5 and kind in (DayKind.WEEKEND, DayKind.MAKEUP):
        yield _("%(day)s is not a weekend: it is a working day or a public holiday.") % {"day": day_text(day)}
    if len(name) > LONGEST_NAME:
        yield _("The name of a day may have %(most)d characters.") % {"most": LONGEST_NAME}


def year_faults(
    year: int, days: Mapping[date, DayKind], names: Mapping[date, str], source: str, published_until: date
) -> Iterator[str]:
    """What is wrong with a year's holiday schedule, where one is known up to ``published_until``."""
    if not days:
        yield _("The schedule names no day.")
    if not source.strip() or len(source) > LONGEST_SOURCE:
        yield _("Name the notice in at most %(most)d characters.") % {"most": LONGEST_SOURCE}
    if year > published_until.year + 1:
        yield _("The schedule of %(year)d must be entered first.") % {"year": published_until.year + 1}
    for day in sorted({*days, *names}):
        if not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
            yield _("%(day)s is not a day of the schedule of %(year)d.") % {
                "day": day_text(day),
                "year": year,
            }
    for day, kind in sorted(days.items()):
        yield from day_faults(day, kind, names.get(day, ""))


def refuse(faults: Iterator[str]) -> None:
    """Raise RuleRefused with all that is wrong, if anything is."""
    found = list(faults)
    if found:
        raise RuleRefused(" ".join(found))
