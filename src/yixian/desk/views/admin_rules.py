"""Administration of rules and holidays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yixian.access.gate import Asked, needs
from yixian.channels import actions as channels
from yixian.concerns import actions as concerns
from yixian.desk.admin_forms import FIRST_YEAR, LAST_YEAR, DayForm, RecomputeForm, RuleForm, YearForm
from yixian.desk.views.admin import CHANGE, Back, data, number_of, write
from yixian.kernel.workdays import DayKind, weekday_kind
from yixian.matters.actions import recompute
from yixian.matters.actions.clocks import Recomputed
from yixian.matters.history import CLOCKS
from yixian.procedures.language import Text
from yixian.rulebook import actions, declare, notice
from yixian.rulebook.enums import DAY_KINDS, Mark, TermUnit
from yixian.rulebook.models import DayCorrection, PublishedYear
from yixian.rulebook.queries import book, forget
from yixian.rulebook.terms import Term
from yixian.rulebook.words import amount, language, weekday_text

MOST_SHOWN = 200
RULES = Back(href=reverse_lazy("desk:admin_rules"), title=gettext_lazy("Rules"))
HOLIDAYS = Back(href=reverse_lazy("desk:admin_calendar"), title=gettext_lazy("Holidays"))


@dataclass(frozen=True, kw_only=True)
class Row:
    """A rule row as the page shows it; `until` is the day from which a later one holds."""

    code: str
    title: str
    length: str
    source: str
    article: str
    mark: Text
    since: date
    until: date | None
    state: str
    newest: bool


@needs("rulebook.administer")
@require_GET
def rules(request: Asked) -> HttpResponseBase:
    """Every row, by code, with where it comes from and from when until when it holds."""
    today = timezone.localdate()
    forget()
    return render(request, "desk/admin_rules.html", {"rows": list(_rows(book(today).dated, today))})


def _rows(terms: tuple[Term, ...], today: date) -> Iterator[Row]:
    for term, after in zip(terms, (*terms[1:], None), strict=True):
        until = after.valid_from if after is not None and after.code == term.code else None
        state = "over" if until and until <= today else "coming" if term.valid_from > today else ""
        yield Row(
            code=term.code,
            title=declare.title(term.code),
            length=amount(term.value, term.unit),
            source=gettext(term.source),
            article=term.article,
            mark=Mark(term.mark).label,
            since=term.valid_from,
            until=until,
            state=state,
            newest=until is None,
        )


@needs("rulebook.administer")
@CHANGE
def rule(request: Asked) -> HttpResponseBase:
    """Put a row in force from a day."""
    today = timezone.localdate()
    newest = {term.code: term for term in book(today).dated}.get(request.GET.get("code", ""))
    initial: dict[str, Any] = {"valid_from": today, "roll_forward": True}
    if newest:
        for name in ("code", "value", "article", "roll_forward"):
            initial[name] = getattr(newest, name)
        initial |= {"unit": newest.unit.value, "mark": newest.mark.value, "source": gettext(newest.source)}

    def act(given: dict[str, Any]) -> None:
        actions.set_rule(
            by=request.actor.person_id,
            at=timezone.now(),
            **{**given, "unit": TermUnit(given["unit"]), "mark": Mark(given["mark"])},
        )

    return write(
        request,
        RuleForm(data(request), initial=initial),
        act,
        title=_("Put a row in force"),
        done=_("The row was entered."),
        back=RULES,
        lead=_(
            "Running clocks keep the row by which they began; this one holds for those that begin from its day on."
        ),
    )


@needs("rulebook.administer")
@require_GET
def calendar(request: Asked) -> HttpResponseBase:
    """The days of a year that are not what their weekday says, and those that were corrected."""
    asked = number_of(request.GET.get("year"))
    year = asked if FIRST_YEAR <= asked <= LAST_YEAR else timezone.localdate().year
    forget()
    worked = book(timezone.localdate()).calendar
    corrected = dict(DayCorrection.objects.filter(day__year=year).values_list("day", "notice_year"))
    first = date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days))
    shown = [
        {
            "day": day,
            "weekday": weekday_text(day),
            "kind": DAY_KINDS[worked.kind(day)],
            "name": worked.name(day, language()),
            "origin": _origin(day, corrected),
        }
        for day in days
        if day in corrected or worked.kind(day) is not weekday_kind(day)
    ]
    return render(
        request,
        "desk/admin_calendar.html",
        {
            "year": year,
            "years": [each for each in range(year - 2, year + 3) if FIRST_YEAR <= each <= LAST_YEAR],
            "days": shown,
            "published_until": worked.published_until,
            "notice": PublishedYear.objects.filter(year=year).first(),
            "may_recompute": request.actor.may("matters.recompute"),
        },
    )


def _origin(day: date, corrected: dict[date, int | None]) -> str:
    if day not in corrected:
        return _("the announced schedule")
    return _("corrected by hand") if corrected[day] is None else _("the notice that was entered")


def _after(request: Asked) -> str:
    """Where one goes on to when the calendar was changed."""
    recomputes = request.actor.may("matters.recompute")
    return reverse("desk:admin_deadlines" if recomputes else "desk:admin_calendar")


@needs("rulebook.administer")
@CHANGE
def day(request: Asked) -> HttpResponseBase:
    """Correct one day."""

    def act(given: dict[str, Any]) -> None:
        actions.correct_day(
            by=request.actor.person_id, at=timezone.now(), **{**given, "kind": DayKind(given["kind"])}
        )

    return write(
        request,
        DayForm(data(request), initial={"day": request.GET.get("day", "")[:10]}),
        act,
        title=_("Correct a day"),
        done=_("The day was corrected. No deadline has moved yet."),
        back=HOLIDAYS,
        then=_after(request),
        lead=_("Afterwards you see which running deadlines would move, and confirm."),
    )


@needs("rulebook.administer")
@CHANGE
def year(request: Asked) -> HttpResponseBase:
    """Enter the holiday schedule of a year."""
    posted = request.method == "POST"

    def act(given: dict[str, Any]) -> None:
        days, names = notice.parse(given["days"])
        actions.publish_year(
            by=request.actor.person_id,
            at=timezone.now(),
            year=given["year"],
            days=days,
            names=names,
            source=given["source"],
        )

    next_year = book(timezone.localdate()).calendar.published_until.year + 1
    return write(
        request,
        YearForm(data(request), request.FILES if posted else None, initial={"year": next_year}),
        act,
        title=_("Enter a year's notice"),
        done=_("The schedule was entered. No deadline has moved yet."),
        back=HOLIDAYS,
        then=_after(request),
        lead=_(
            "A notice entered earlier for that year gives way to this one; days corrected by hand stay, unless it names them."
        ),
    )


@needs("matters.recompute")
@CHANGE
def deadlines(request: Asked) -> HttpResponseBase:
    """What the calendar as it stands would move, before and after; moved once that is confirmed."""
    at = timezone.now()
    forget()
    version = book(timezone.localdate()).calendar.version
    form = RecomputeForm(data(request), initial={"calendar": version})
    if form.is_bound and form.is_valid() and form.cleaned_data["calendar"] == version:
        moved = sum(1 for _each in recompute(by=request.actor, at=at))
        moved += concerns.recompute(by=request.actor, at=at)
        moved += channels.recompute(by=request.actor, at=at)
        said = ngettext("%(count)d deadline was moved.", "%(count)d deadlines were moved.", moved)
        messages.success(request, said % {"count": moved})
        return redirect("desk:admin_calendar")
    if form.is_bound:
        messages.warning(request, _("The calendar was changed meanwhile. Please look at the list again."))
    found = recompute(by=request.actor, at=at, dry=True)
    rows = [_moved(each) for each in islice(found, MOST_SHOWN)]
    return render(
        request,
        "desk/admin_deadlines.html",
        {
            "rows": rows,
            "count": len(rows) + _counted(found),
            "form": RecomputeForm(initial={"calendar": version}),
        },
        status=422 if form.is_bound else 200,
    )


def _moved(each: Recomputed) -> dict[str, Any]:
    return {
        "number": each.matter.number,
        "clock": CLOCKS[each.before.name],
        "before": _last(each.before.due),
        "after": _last(each.after.due),
        "was_provisional": each.before.provisional,
        "is_provisional": each.after.provisional,
    }


def _last(due: Any) -> date | None:
    """The last day of a term whose end, 24:00 of that day, this is."""
    return timezone.localdate(due - timedelta(microseconds=1)) if due else None


def _counted(found: Iterable[object]) -> int:
    return sum(1 for _each in found)
