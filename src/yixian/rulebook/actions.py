"""Changes of the rule book: rows, single days, and the holiday schedule of a year."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from yixian.audit import record
from yixian.audit.registry import EventKind
from yixian.kernel.workdays import DayKind, WorkCalendar, weekday_kind
from yixian.rulebook import declare, queries, rules
from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.events import DAY_CORRECTED, ROWS_INSTALLED, RULE_SET, YEAR_PUBLISHED
from yixian.rulebook.models import DayCorrection, PublishedYear, Rule
from yixian.rulebook.words import unknown_code

STREAM = "rulebook"


@transaction.atomic
def install_declared(at: datetime) -> int:
    """Insert the declared rows that are missing; return how many.

    A row that is there stays as it is. A declared local setting is not added to a code that has a row.
    """
    kept = set(Rule.objects.values_list("code", "valid_from"))
    settled = {code for code, _day in kept}
    missing = [
        row
        for row in declare.every()
        if (row.code, row.valid_from) not in kept and (row.mark is not Mark.K or row.code not in settled)
    ]
    if missing:
        Rule.objects.bulk_create([_installed(row) for row in missing])
        rows = ", ".join(f"{row.code} {row.valid_from}" for row in missing)
        _record(None, at, ROWS_INSTALLED, {"rows": rows})
    return len(missing)


@transaction.atomic
def set_rule(
    *,
    by: int | None,
    at: datetime,
    code: str,
    value: int,
    unit: TermUnit,
    source: str,
    article: str,
    mark: Mark,
    valid_from: date,
    roll_forward: bool = True,
) -> Rule:
    """Enter the row of a code from a day on, or correct the one that begins on that day.

    Clocks that run keep the row they began under. Raises RuleRefused.
    """
    if code not in declare.codes():
        raise rules.RuleRefused(unknown_code(code))
    rules.refuse(rules.row_faults(value, source, article, mark))
    numbers = {"value": value, "unit": TermUnit(unit), "mark": Mark(mark), "roll_forward": roll_forward}
    row, _created = Rule.objects.update_or_create(
        code=code, valid_from=valid_from, defaults={**numbers, "source": source, "article": article}
    )
    body = {"code": code, "valid_from": valid_from.isoformat(), "source": source, "article": article}
    _record(by, at, RULE_SET, {**body, **numbers, "unit": row.unit, "mark": row.mark})
    return row


@transaction.atomic
def correct_day(*, by: int | None, at: datetime, day: date, kind: DayKind, name: str = "") -> None:
    """Say what a day is, against the schedule. Raises RuleRefused where the kind does not fit the weekday."""
    rules.refuse(rules.day_faults(day, kind, name))
    was = queries.book(day).calendar.kind(day)
    DayCorrection.objects.update_or_create(
        day=day, defaults={"kind": kind.value, "name": name, "notice_year": None}
    )
    body = {"day": day.isoformat(), "kind": kind.value, "name": name, "was": was.value}
    _record(by, at, DAY_CORRECTED, body)


@transaction.atomic
def publish_year(
    *,
    by: int | None,
    at: datetime,
    year: int,
    days: Mapping[date, DayKind],
    names: Mapping[date, str],
    source: str,
) -> None:
    """Enter the holiday schedule of a year; a notice entered earlier for that year gives way to it.

    A day of the notice wins over a correction made by hand; other such corrections stay. Raises RuleRefused.
    """
    calendar = queries.book(date(year, 1, 1)).calendar
    rules.refuse(rules.year_faults(year, days, names, source, calendar.published_until))
    DayCorrection.objects.filter(notice_year=year).delete()
    by_hand = set(DayCorrection.objects.filter(notice_year=None).values_list("day", flat=True))
    kinds = {**_otherwise_announced(year, calendar, by_hand), **days}
    DayCorrection.objects.bulk_create(
        [
            DayCorrection(day=day, kind=kind.value, name=names.get(day, ""), notice_year=year)
            for day, kind in sorted(kinds.items())
        ],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["kind", "name", "notice_year"],
    )
    PublishedYear.objects.update_or_create(year=year, defaults={"source": source})
    body = {
        "year": year,
        "source": source,
        "days": {day.isoformat(): days[day].value for day in sorted(days)},
        "names": {day.isoformat(): names[day] for day in sorted(names)},
    }
    _record(by, at, YEAR_PUBLISHED, body)


def _otherwise_announced(year: int, calendar: WorkCalendar, by_hand: set[date]) -> dict[date, DayKind]:
    """Days of the year that the calendar package has as special, as plain days; the notice replaces them."""
    plain = WorkCalendar(published_until=calendar.published_until)
    first = date(year, 1, 1).toordinal()
    found = {
        day: weekday_kind(day)
        for day in map(date.fromordinal, range(first, date(year, 12, 31).toordinal() + 1))
    }
    return {day: kind for day, kind in found.items() if plain.kind(day) is not kind and day not in by_hand}


def _installed(row: declare.RuleRow) -> Rule:
    return Rule(
        code=row.code,
        value=row.value,
        unit=row.unit,
        source=row.source_id,
        article=row.article,
        mark=row.mark,
        roll_forward=row.roll_forward,
        valid_from=row.valid_from,
    )


def _record(by: int | None, at: datetime, kind: EventKind, body: Mapping[str, object]) -> None:
    record.append_to_chain(STREAM, kind=kind, at=at, by_id=by, body=body)
    queries.forget()
