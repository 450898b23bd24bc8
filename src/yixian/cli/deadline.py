"""`yixian deadline`: a deadline day by day, and the rules in force."""

from datetime import date, datetime, time

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from rich.console import Console

from yixian.rulebook.ledger import days, sentence
from yixian.rulebook.queries import Book, UnknownRule, book
from yixian.rulebook.table import ledger_table, rules_table
from yixian.rulebook.terms import LOCAL, Clock, ClockRefused

LANGUAGES = ("en", "zh-hans")
WIDTH_OF_A_FILE = 140
language = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="zh-hans", show_default=True, help="Language."
)


class Day(click.ParamType[date]):
    """A date as 2026-03-01."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with one line."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-03-01", param, ctx)


class Span(click.ParamType[tuple[date, date]]):
    """Two dates as 2026-03-05:2026-03-12."""

    name = "date:date"

    def convert(
        self, value: str | tuple[date, date], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, date]:
        """Return first paused day and first day that runs again, or fail with one line."""
        if isinstance(value, tuple):
            return value
        since, _colon, until = value.partition(":")
        return Day().convert(since, param, ctx), Day().convert(until, param, ctx)


@click.group()
def command() -> None:
    """Deadlines: how one comes about, and the rules that give them."""


@command.command()
@click.argument("code")
@click.option("--from", "start", type=Day(), required=True, help="The starting day; it is not counted.")
@click.option("--pause", "pauses", type=Span(), multiple=True, help="First day paused : first day after.")
@click.option("--extend", "extensions", type=int, multiple=True, help="How much to add, in the rule's unit.")
@language
def explain(
    code: str, start: date, pauses: tuple[tuple[date, date], ...], extensions: tuple[int, ...], lang: str
) -> None:
    """Print the deadline ledger of rule CODE from a starting day, and its sentence."""
    with override(lang):
        the_book = book(start)
        try:
            clock = _clock(the_book, code, start, pauses, extensions)
        except UnknownRule as unknown:
            known = ", ".join(row.code for row in the_book.rows) or "none"
            raise click.ClickException(f"{unknown}; there are: {known}") from None
        except ClockRefused as refusal:
            raise click.ClickException(str(refusal)) from None
        console = _console()
        console.print(ledger_table(days(clock, the_book.calendar)))
        console.print(sentence(clock, the_book.calendar), markup=False, soft_wrap=True)


@command.command()
@click.option("--on", type=Day(), help="In force on that day; today if not given.")
@language
def rules(on: date | None, lang: str) -> None:
    """List the rules in force."""
    with override(lang):
        _console().print(rules_table(book(on or timezone.localdate()).rows))


def _clock(
    the_book: Book,
    code: str,
    start: date,
    pauses: tuple[tuple[date, date], ...],
    extensions: tuple[int, ...],
) -> Clock:
    term, calendar = the_book.term(code), the_book.calendar
    clock = Clock.start("legal", term, datetime.combine(start, time(), LOCAL), calendar)
    reason = _("as asked for")
    for value in extensions:
        clock = clock.extend(value, term.unit, reason, None, start, calendar)
    for since, until in sorted(pauses):
        clock = clock.pause(since, reason, None).resume(until, calendar)
    return clock


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH_OF_A_FILE)
