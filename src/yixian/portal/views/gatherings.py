"""Gatherings for everybody: a calendar, one gathering, signing up and withdrawing, feeds, what became of questions."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.gate import public
from yixian.access.queries import actor_for
from yixian.gatherings import actions, feeds, queries
from yixian.gatherings.actions.sign_ups import places_left
from yixian.gatherings.enums import State
from yixian.gatherings.forms import SignUpForm
from yixian.gatherings.models import FeedKey, Gathering, SignUp
from yixian.gatherings.rules import lunar_text
from yixian.kernel.ids import InvalidCode
from yixian.matters.actions import Refused
from yixian.places.enums import TERRITORY_KINDS, UnitKind
from yixian.places.models import Unit
from yixian.portal.tries import may_try, note_miss

NEXT, RESULTS = 12, 6


@public
@require_GET
def gatherings(request: HttpRequest) -> HttpResponseBase:
    """What is coming up, of the banner or of one town, as a list and as a month; and what became of questions."""
    now, today = timezone.now(), timezone.localdate()
    towns = list(Unit.objects.on(today).filter(kind=UnitKind.TOWN).defer("boundary").order_by("code", "pk"))
    town = next((each for each in towns if str(each.pk) == request.GET.get("town", "")), None)
    rows = Gathering.objects.open_to_all()
    if town is not None:
        rows = rows.filter(place__lineage__contains=[town.pk])
    first = queries.month_of(request.GET.get("month", ""), today)
    found = queries.in_month(rows, first)
    before, after = queries.months_beside(first)
    context = {
        "ahead": queries.ahead(rows, now, NEXT),
        "towns": towns,
        "town": town,
        "kept": f"town={town.pk}&" if town else "",
        "first": first,
        "weeks": queries.weeks(found, first),
        "any": bool(found),
        "before": f"{before:%Y-%m}",
        "after": f"{after:%Y-%m}",
        "today": today,
        "told": queries.published(RESULTS),
        "feed": reverse("portal:gatherings_unit_feed", args=[town.pk])
        if town
        else reverse("portal:gatherings_feed"),
    }
    return render(request, "portal/gatherings.html", context)


@public
@require_GET
def gathering(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """One gathering: when, where, what about; after it, what was asked and what became of it."""
    found, now = _found(uid), timezone.now()
    sheet = queries.sheet_of(found)
    left = places_left(found) if found.sign_up else None
    open_now = found.sign_up and found.state == State.ANNOUNCED and found.starts_at > now
    context = {
        "gathering": found,
        "agenda": sheet.agenda,
        "told": sheet.told,
        "left": left,
        "may_sign_up": open_now and left != 0,
        "full": open_now and left == 0,
        "over": found.ends_at <= now,
        "lunar": lunar_text(timezone.localdate(found.starts_at)),
    }
    return render(request, "portal/gathering_one.html", context)


def _found(uid: UUID) -> Gathering:
    try:
        return queries.public_one(uid)
    except Gathering.DoesNotExist:
        raise Http404 from None


@public
@never_cache
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Sign up without an account; the code that withdraws it comes at the end."""
    found = _found(uid)
    if not found.sign_up:
        raise Http404
    form = SignUpForm(request.POST or None, token=uuid4())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made, code = actions.sign_up(
                at=timezone.now(),
                uid=uid,
                sign_up=given["token"],
                given=form.contact,
                persons=given["persons"],
            )
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.text))
        else:
            shown = {"gathering": found, "code": code, "persons": made.persons}
            return render(request, "portal/gathering_signed.html", shown)
    shown = {"gathering": found, "form": form, "left": places_left(found), "sources": {}}
    return render(request, "portal/gathering_sign_up.html", shown, status=422 if form.is_bound else 200)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest) -> HttpResponseBase:
    """Withdraw with the code; name and number are erased."""
    typed, fault = "", ""
    if request.method == "POST":
        typed = request.POST.get("code", "")[:40]
        fault = _withdrawn(request, typed)
        if not fault:
            messages.success(request, _("You are off the list. What was kept of you was erased."))
            return redirect("portal:gatherings")
    shown = {"typed": typed, "fault": fault}
    return render(request, "portal/gathering_withdraw.html", shown, status=422 if fault else 200)


def _withdrawn(request: HttpRequest, typed: str) -> str:
    """Withdraw; what is wrong with the code, empty where nothing is."""
    if not may_try(request):
        return _(
            "Too many wrong codes came from here. Please wait a quarter of an hour, or ask at the counter."
        )
    try:
        actions.withdraw(at=timezone.now(), code=typed)
    except InvalidCode:
        return _("A receipt code has twelve letters and digits. One of those you typed is wrong or missing.")
    except SignUp.DoesNotExist:
        note_miss(request)
        return _("Nobody signed up with this code. Please compare it with what you wrote down.")
    return ""


@public
@require_GET
def feed(request: HttpRequest) -> HttpResponseBase:
    """Every public gathering as a calendar feed."""
    found = queries.for_feed(timezone.now())
    return _feed(request, _("Gatherings"), found)


@public
@require_GET
def unit_feed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The public gatherings of a unit and what lies below it as a calendar feed."""
    units = Unit.objects.on(timezone.localdate()).filter(kind__in=(*TERRITORY_KINDS, UnitKind.DEPARTMENT))
    unit = units.defer("boundary").filter(pk=pk).first()
    if unit is None:
        raise Http404
    return _feed(request, unit.name, queries.for_feed(timezone.now(), unit=unit))


@public
@never_cache
@require_GET
def own_feed(request: HttpRequest, key: str) -> HttpResponseBase:
    """An officer's own calendar, by its secret address alone."""
    try:
        person_id, turn = feeds.read_key(key)
        known = FeedKey.objects.select_related("person").get(person=person_id, turn=turn)
    except (feeds.BadKey, FeedKey.DoesNotExist):
        raise Http404 from None
    now = timezone.now()
    actor = actor_for(known.person, timezone.localdate(now))
    if not actor.may("gatherings.see"):
        raise Http404
    return _feed(request, _("Your own gatherings"), queries.own_feed(actor, now), own=True)


def _feed(request: HttpRequest, title: str, found: list[Gathering], *, own: bool = False) -> HttpResponseBase:
    page = "desk:gathering" if own else "portal:gathering"
    content = feeds.written(
        title,
        found,
        address=lambda each: request.build_absolute_uri(reverse(page, args=[each.uid])),
        host=request.get_host(),
    )
    response = HttpResponse(content, content_type=feeds.MEDIA_TYPE)
    if not own:
        response["Cache-Control"] = "public, max-age=900"
    return response
