"""The network: its coverage and register, what an office offers, who is on duty, and errands at the counter."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.views.counter import take_down
from yixian.desk.views.home import ground, year
from yixian.measures.queries import figures
from yixian.network import actions, queries
from yixian.network.actions import NetworkRefused
from yixian.network.enums import OFFICE_KINDS, Lack
from yixian.network.forms import DayForm, DutyForm, ErrandCounterForm, OfficeForm
from yixian.network.kinds import ERRAND_KINDS
from yixian.network.models import Duty, Profile, SpecialDay
from yixian.network.queries import Office, Row
from yixian.network.words import door_text
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

CHANGE = require_http_methods(["GET", "POST"])
KINDS = (UnitKind.STATION, UnitKind.DEPARTMENT_STATION, UnitKind.ROOM, UnitKind.RECEPTION_CENTRE)


@needs()
@require_GET
def network(request: Asked) -> HttpResponseBase:
    """How far the network reaches: its figures, what is lacking where, and the register of its bodies."""
    now, today = timezone.now(), timezone.localdate()
    rows = queries.coverage(today)
    kind, lack = request.GET.get("kind", ""), request.GET.get("lack", "")
    counts = Counter(each for row in rows for each in row.lacks)
    bodies = [row for row in rows if row.body and (not kind or row.unit.kind == kind)]
    listed = [row for row in rows if lack in row.lacks] if lack in Lack.values else []
    of_kind = Counter(row.unit.kind for row in rows if row.unit.kind in OFFICE_KINDS)
    period = year(today)
    since = timezone.make_aware(datetime.combine(period.since, time()))
    errands = figures(["errands.asked", "errands.done"], ground(request.actor), period.since, period.until)
    described = {each.unit_id: each for each in Profile.objects.on(today)} if not lack else {}
    context = {
        "tiles": [(each, of_kind[each]) for each in KINDS],
        "kind": UnitKind(kind).label if kind in OFFICE_KINDS else "",
        "lacks": [(each, counts[each]) for each in Lack],
        "lack": Lack(lack) if lack in Lack.values else None,
        "listed": listed,
        "bodies": [] if lack else [(row, described.get(row.unit.pk)) for row in bodies],
        "towns": _by_town(rows),
        "errands": _errands(errands["errands.asked"], queries.done_by_kind(request.actor, since)),
        "asked": sum(errands["errands.asked"].values()),
        "done": sum(errands["errands.done"].values()),
        "sees": request.actor.may("matters.see"),
        "period": period,
        "now": now,
    }
    return render(request, "desk/network.html", context)


def _by_town(rows: list[Row]) -> list[tuple[str, int, int]]:
    """Of each town: villages and communities with a room, and those without one."""
    places = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
    here = [(row.town.name, bool(row.lacks)) for row in rows if row.town and row.unit.kind in places]
    found = Counter(here)
    names = dict.fromkeys(name for name, _bare in here)
    return [(name, found[name, False], found[name, True]) for name in names]


def _errands(asked: dict[str, int], done: dict[str, int]) -> list[tuple[Any, int, int]]:
    """Errands asked for and done, by kind, without kinds that nobody asked for."""
    return [
        (each.label, asked.get(each.value, 0), done.get(each.value, 0))
        for each in ERRAND_KINDS
        if asked.get(each.value) or done.get(each.value)
    ]


@needs()
@require_GET
def office(request: Asked, pk: int) -> HttpResponseBase:
    """What one office offers, from when on, who is on duty, and days of their own."""
    now, today = timezone.now(), timezone.localdate()
    found = _office(pk)
    context = {
        "office": found,
        "door": door_text(found.door(now), now),
        "profiles": Profile.objects.filter(unit=found.unit).order_by("-since"),
        "special": SpecialDay.objects.filter(unit=found.unit, day__gte=today),
        "duties": queries.duties(found.unit, today),
        "keeps": request.actor.may("network.keep", found.unit.lineage),
        "today": today,
    }
    return render(request, "desk/network_office.html", context)


@needs("network.keep")
@CHANGE
def keep(request: Asked, pk: int) -> HttpResponseBase:
    """Set services, hours, telephone and address."""
    found = _kept(request, pk)
    form = OfficeForm(_data(request), profile=found.profile, on=timezone.localdate())
    return _write(
        request,
        found,
        form,
        lambda given: actions.describe(
            by=request.actor,
            at=timezone.now(),
            unit=found.unit,
            given=form.given,
            since=given["since"],
            token=given["token"],
        ),
        title=_("Services and opening hours"),
        page="desk/network_keep.html",
    )


@needs("network.keep")
@CHANGE
def day(request: Asked, pk: int) -> HttpResponseBase:
    """Give a day times of its own."""
    found = _kept(request, pk)
    return _write(
        request,
        found,
        DayForm(_data(request)),
        lambda given: actions.set_day(
            by=request.actor,
            at=timezone.now(),
            unit=found.unit,
            day=given["day"],
            spans=given["times"],
            reason=given["reason"],
            token=given["token"],
        ),
        title=_("A day with other times"),
    )


@needs("network.keep")
@require_POST
def day_drop(request: Asked, pk: int, number: int) -> HttpResponseBase:
    """Make a day like others again."""
    found = _kept(request, pk)
    row = get_object_or_404(SpecialDay, pk=number, unit=found.unit)
    return _done(
        request,
        found,
        lambda: actions.drop_day(by=request.actor, at=timezone.now(), unit=found.unit, day=row.day),
    )


@needs("network.keep")
@CHANGE
def duty(request: Asked, pk: int) -> HttpResponseBase:
    """Put somebody on duty."""
    found, today = _kept(request, pk), timezone.localdate()
    posts = queries.eligible(found.unit, today)
    return _write(
        request,
        found,
        DutyForm(_data(request), posts=posts, on=today),
        lambda given: actions.set_duty(
            by=request.actor,
            at=timezone.now(),
            unit=found.unit,
            post=next(each for each in posts if each.pk == given["post"]),
            weekdays=given["weekdays"],
            since=given["since"],
            token=given["token"],
        ),
        title=_("Put somebody on duty"),
    )


@needs("network.keep")
@require_POST
def duty_end(request: Asked, pk: int, number: int) -> HttpResponseBase:
    """End a duty today."""
    found = _kept(request, pk)
    row = get_object_or_404(Duty.objects.select_related("unit"), pk=number, unit=found.unit)
    until = max(timezone.localdate(), row.since)
    return _done(
        request,
        found,
        lambda: actions.end_duty(by=request.actor, at=timezone.now(), duty=row, until=until),
    )


@needs("errands.register")
@CHANGE
def errand(request: Asked) -> HttpResponseBase:
    """Take an errand for somebody who is at the counter or on the telephone."""
    return take_down(request, ErrandCounterForm, "desk/network_errand.html")


def _office(pk: int) -> Office:
    try:
        return queries.office(pk, timezone.localdate())
    except Unit.DoesNotExist:
        raise Http404 from None


def _kept(request: Asked, pk: int) -> Office:
    """The office, for whoever keeps it."""
    found = _office(pk)
    if not request.actor.may("network.keep", found.unit.lineage):
        raise Http404
    return found


def _data(request: Asked) -> Any:
    return request.POST if request.method == "POST" else None


def _write(
    request: Asked,
    found: Office,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    page: str = "desk/network_change.html",
) -> HttpResponseBase:
    """Show the form of a change, or make it and go back to the office; what stands against it leaves all as typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except NetworkRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except Denied:
            raise Http404 from None
        else:
            messages.success(request, _("It was saved. The public page shows it."))
            return redirect("desk:office", pk=found.unit.pk)
    shown = {"office": found, "form": form, "title": title, "sources": {}}
    return render(request, page, shown, status=422 if form.is_bound else 200)


def _done(request: Asked, found: Office, act: Callable[[], object]) -> HttpResponseBase:
    try:
        act()
    except NetworkRefused as refused:
        messages.error(request, str(refused))
    except Denied:
        raise Http404 from None
    else:
        messages.success(request, _("It was saved. The public page shows it."))
    return redirect("desk:office", pk=found.unit.pk)
