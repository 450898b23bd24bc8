"""Series of gatherings: their rule, the dates planned from it, single dates left out or moved."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.gate import Asked, needs
from yixian.desk.views.changes import sent
from yixian.desk.views.gatherings_write import write
from yixian.gatherings import actions, forms, queries
from yixian.gatherings.models import Series
from yixian.gatherings.words import rule_text

CHANGE = require_http_methods(["GET", "POST"])
NEXT = 12
"""So many dates by the rule are shown, and offered to be left out or moved."""


def _series(request: Asked, uid: UUID) -> Series:
    try:
        return queries.one_series(request.actor, uid)
    except Series.DoesNotExist:
        raise Http404 from None


def _page(series: Series) -> str:
    return reverse("desk:gathering_series_one", kwargs={"uid": series.uid})


@needs("gatherings.keep")
@require_GET
def every(request: Asked) -> HttpResponseBase:
    """The series that one keeps."""
    now, today = timezone.now(), timezone.localdate()
    found = queries.series_of(request.actor)
    dry = set(queries.without_a_date(now).filter(pk__in=[each.pk for each in found]))
    rows = [
        (each, rule_text(each.rule), each.until is not None and each.until <= today, each in dry)
        for each in found
    ]
    return render(request, "desk/gatherings_series.html", {"rows": rows})


@needs("gatherings.keep")
@require_GET
def series(request: Asked, uid: UUID) -> HttpResponseBase:
    """One series: its rule, what is planned, what comes next."""
    found, now = _series(request, uid), timezone.now()
    planned = queries.planned_of(found, now)
    context = {
        "series": found,
        "rule": rule_text(found.rule),
        "planned": planned,
        "next": queries.next_turns(found, now, NEXT),
        "exceptions": found.days.filter(day__gte=timezone.localdate()),
        "over": found.until is not None and found.until <= timezone.localdate(),
        "provisional": found.rule.cycle == "holidays",
        "now": now,
    }
    return render(request, "desk/gatherings_series_one.html", context)


@needs("gatherings.keep")
@CHANGE
def start(request: Asked) -> HttpResponseBase:
    """Begin a series."""
    today = timezone.localdate()
    organisers = queries.organisers(request.actor, today)
    own = next((each.pk for each in organisers if each.pk == request.actor.unit_id), None)
    form = forms.SeriesForm(
        sent(request), on=today, organisers=organisers, unit=own, place=own, since=today, public=True
    )
    return write(
        request,
        form,
        lambda given: _page(
            actions.start_series(by=request.actor, at=timezone.now(), uid=given["token"], plan=form.plan)
        ),
        title=_("Begin a series"),
        done=_("The series stands. Plan its next dates."),
        back=reverse("desk:gathering_series"),
    )


@needs("gatherings.keep")
@CHANGE
def fill(request: Asked, uid: UUID) -> HttpResponseBase:
    """Plan the next dates."""
    found = _series(request, uid)
    form = forms.CountForm(sent(request), token=uuid4(), count=6)

    def act(given: dict[str, Any]) -> str:
        actions.fill(by=request.actor, at=timezone.now(), uid=uid, count=given["count"])
        return _page(found)

    return write(
        request,
        form,
        act,
        title=_("Plan the next dates"),
        done=_("The dates are planned."),
        back=_page(found),
        lead=_("Those of a public series stand in the public calendar at once."),
    )


@needs("gatherings.keep")
@CHANGE
def day(request: Asked, uid: UUID) -> HttpResponseBase:
    """Leave out or move one date."""
    found, now = _series(request, uid), timezone.now()
    ahead = [each.series_day for each in queries.planned_of(found, now) if each.series_day]
    ahead += [turn.by_rule for turn in queries.next_turns(found, now, NEXT)]
    days = [(each.isoformat(), date_format(each, "Y-m-d l")) for each in sorted(set(ahead))]
    form = forms.DayForm(sent(request), days=days, token=uuid4())

    def act(given: dict[str, Any]) -> str:
        common = {"by": request.actor, "at": timezone.now(), "uid": uid, "token": given["token"]}
        what = {"day": form.chosen, "reason": given["reason"]}
        if given["to"] is None:
            actions.skip_day(**common, **what)
        else:
            actions.move_day(**common, **what, to=given["to"])
        return _page(found)

    return write(
        request,
        form,
        act,
        title=_("Leave out or move a date"),
        done=_("It was saved. The public page shows it."),
        back=_page(found),
    )


@needs("gatherings.keep")
@CHANGE
def end(request: Asked, uid: UUID) -> HttpResponseBase:
    """End a series."""
    found = _series(request, uid)
    form = forms.EndForm(sent(request), token=uuid4(), until=timezone.localdate())
    return write(
        request,
        form,
        lambda given: _page(actions.end_series(by=request.actor, at=timezone.now(), uid=uid, **given)),
        title=_("End the series"),
        done=_("The series ends."),
        back=_page(found),
    )
