"""The offices of the network for everybody: where they are, when they are open, and errands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.gate import public
from yixian.liaison.queries.assigned import told_of
from yixian.network import queries, rules
from yixian.network.enums import DAYS, Service
from yixian.network.forms import ErrandForm
from yixian.network.models import SpecialDay
from yixian.network.queries import Office
from yixian.network.rules import Spans
from yixian.network.words import door_text
from yixian.places.enums import UnitKind
from yixian.places.models import Unit, UnitQuerySet
from yixian.portal.views.counter import take_in
from yixian.rulebook.queries import book
from yixian.shell.parts import Tab

DEPARTMENTS = "departments"
SERVES_LAND = (UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY)


@dataclass(frozen=True)
class Shown:
    """An office with whether it is open now, in words."""

    office: Office
    open: bool
    door: str


@dataclass(frozen=True)
class Day:
    """A day of the coming week: its times, and what is special about it."""

    day: date
    name: str
    times: Spans
    note: str


def shown(office: Office, now: datetime) -> Shown:
    """An office as a list shows it."""
    door = office.door(now)
    return Shown(office, bool(door and door.open), door_text(door, now))


@public
@require_GET
def offices(request: HttpRequest) -> HttpResponseBase:
    """The offices of a town, or those that a search means."""
    now, today = timezone.now(), timezone.localdate()
    typed = request.GET.get("q", "").strip()[:40]
    where = request.GET.get("town", "")
    towns = list(Unit.objects.on(today).filter(kind=UnitKind.TOWN).defer("boundary").order_by("code", "pk"))
    units = queries.search(typed, today) if typed else _at(where, today)
    rows = [shown(each, now) for each in queries.found(units, today)]
    tabs = [
        Tab(title=town.name, href=f"?town={town.pk}", here=not typed and where == str(town.pk))
        for town in towns
    ]
    context = {
        "rows": rows,
        "typed": typed,
        "town": next((town for town in towns if str(town.pk) == where), None),
        "towns": tabs,
        "departments": where == DEPARTMENTS,
    }
    return render(request, "portal/network_offices.html", context)


def _at(where: str, on: date) -> UnitQuerySet:
    """The offices of a town, of the departments, or else those of the banner and the stations of its towns."""
    every = queries.offices(on)
    if where == DEPARTMENTS:
        return every.filter(kind=UnitKind.DEPARTMENT_STATION)
    if where.isdecimal() and len(where) < 10:
        return every.under(int(where))
    return every.exclude(kind__in=(UnitKind.ROOM, UnitKind.DEPARTMENT_STATION))


@public
@require_GET
def office(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One office: when it is open, what it does, who is there, and how to ask for something."""
    now, today = timezone.now(), timezone.localdate()
    found = _found(pk, today)
    place = found.place
    context = {
        "one": shown(found, now),
        "office": found,
        "days": _week(found, today),
        "later": [each for each in found.special if each.day >= today + timedelta(days=DAYS)],
        "duties": queries.duties(found.unit, today),
        "weekday": today.weekday(),
        "runs": found.profile.runs if found.profile else [],
        "mediates": bool(found.profile and Service.MEDIATION in found.profile.services),
        "land": place if place is not None and place.kind in SERVES_LAND else None,
        "assigned": told_of(place, today) if place is not None else [],
        "today": today,
    }
    return render(request, "portal/network_office.html", context)


def _found(pk: int, on: date) -> Office:
    try:
        return queries.office(pk, on)
    except Unit.DoesNotExist:
        raise Http404 from None


def _week(office: Office, today: date) -> list[Day]:
    """The seven days from today on, as they are worked."""
    calendar = book(today).calendar
    days = []
    for ahead in range(DAYS):
        day = today + timedelta(days=ahead)
        special: SpecialDay | None = office.today(day)
        times = rules.spans_on(office.hours, day, rules.kind_of(calendar, day))
        note = special.reason if special else calendar.name(day, get_language() or "")
        days.append(Day(day, str(WEEKDAYS[day.weekday()]), times, note))
    return days


@public
@require_GET
def outline(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The outline of the land that an office serves, as GeoJSON."""
    place = _found(pk, timezone.localdate()).place
    features = []
    if place is not None and place.kind in SERVES_LAND and place.boundary:
        properties = {"name": place.name}
        features = [{"type": "Feature", "geometry": place.boundary, "properties": properties}]
    response = JsonResponse({"type": "FeatureCollection", "features": features})
    response["Cache-Control"] = "public, max-age=3600"
    return response


@public
@never_cache
@require_http_methods(["GET", "POST"])
def errand(request: HttpRequest) -> HttpResponseBase:
    """Ask for an errand without an account; the receipt code comes at the end."""
    chosen = request.GET.get("place", "")
    initial = {"place": chosen} if chosen.isdecimal() and len(chosen) < 10 else {}
    return take_in(request, ErrandForm, "portal/network_errand.html", **initial)
