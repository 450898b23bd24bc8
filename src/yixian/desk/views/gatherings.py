"""Reading gatherings: what is ahead, what is owed, a month, one gathering with its questions."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.actor import Actor
from yixian.access.gate import Asked, needs
from yixian.audit import registry
from yixian.audit.queries import history
from yixian.concerns.queries import for_record
from yixian.desk import opened
from yixian.desk.views.home import year
from yixian.fairs.queries import KINDS as FAIRS
from yixian.fairs.queries import fair_of
from yixian.gatherings import actions, feeds, papers, queries
from yixian.gatherings.enums import DEPUTIES, OPEN_DAYS, Kind, State
from yixian.gatherings.models import FeedKey, Gathering
from yixian.gatherings.rules import lunar_text
from yixian.kernel import sealed
from yixian.matters.enums import Need
from yixian.measures.queries import figures
from yixian.people.models import Person
from yixian.places.models import Unit
from yixian.shell.parts import Entry, Tab

GROUPS = (
    (gettext_lazy("open days"), OPEN_DAYS),
    (gettext_lazy("meetings and visits of deputies"), DEPUTIES),
    (gettext_lazy("lessons"), (Kind.LESSON,)),
    (gettext_lazy("fairs and service days"), (Kind.FAIR, Kind.SERVICE_DAY)),
)


def gate(request: Asked, uid: UUID, *, keeps: bool = False) -> Gathering:
    """The gathering, or 404; `keeps` asks that the reader keeps it."""
    try:
        found = queries.for_reader(request.actor, uid)
    except Gathering.DoesNotExist:
        raise Http404 from None
    if keeps and not request.actor.may("gatherings.keep", found.unit.lineage):
        raise Http404
    return found


@needs("gatherings.see")
@require_GET
def gatherings(request: Asked) -> HttpResponseBase:
    """What is ahead, what is owed, what was held; with the figures of the year."""
    now, which, kind = timezone.now(), request.GET.get("which", "ahead"), request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    owed = queries.owed(request.actor, now)
    count = owed.count() if request.actor.may("gatherings.keep") else 0
    page = _page(request, which, kind, now)
    period = year(timezone.localdate())
    counts = figures(
        ["gatherings.held", "gatherings.reached"], _ground(request.actor), period.since, period.until
    )
    held, reached = counts["gatherings.held"], counts["gatherings.reached"]
    context = {
        "page": page,
        "which": which if which in ("owed", "past") else "ahead",
        "kind": Kind(kind).label if kind else "",
        "kept": urlencode({"which": which, **({"kind": kind} if kind else {})}),
        "tabs": _tabs(request, which, count),
        "tiles": [
            (group, sum(held.get(each, 0) for each in kinds), sum(reached.get(each, 0) for each in kinds))
            for group, kinds in GROUPS
        ],
        "figures": request.actor.may("matters.see"),
        "keeps": request.actor.may("gatherings.keep"),
        "period": period,
        "now": now,
    }
    return render(request, "desk/gatherings_list.html", context)


def _ground(actor: Actor) -> Any:
    """Ids of the units that the actor's figures are counted over, as a subquery; None for the whole banner."""
    units = actor.units("gatherings.see")
    if Unit.objects.filter(pk__in=units, parent__isnull=True).exists():
        return None
    return Unit.objects.filter(lineage__overlap=units).order_by().values("pk")


def _page(request: Asked, which: str, kind: str, now: datetime) -> queries.Page:
    if which == "owed":
        return queries.Page(queries.owed_listed(request.actor, now), "", "")
    rows = Gathering.objects.visible_to(request.actor)
    past = which == "past"
    rows = rows.filter(starts_at__lte=now) if past else rows.filter(ends_at__gt=now)
    rows = rows.filter(kind=kind) if kind else rows
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return queries.listed(rows, forwards=not past, after=after, before=before)
    except ValueError:
        return queries.listed(rows, forwards=not past)


def _tabs(request: Asked, which: str, owed: int) -> list[Tab]:
    found = [
        Tab(title=_("Coming up"), href="?which=ahead", here=which not in ("owed", "past")),
        Tab(title=_("Past"), href="?which=past", here=which == "past"),
    ]
    if request.actor.may("gatherings.keep"):
        found.insert(1, Tab(title=_("To be closed"), href="?which=owed", here=which == "owed", count=owed))
    return found


@needs("gatherings.see")
@require_GET
def month(request: Asked) -> HttpResponseBase:
    """A month with its gatherings, festivals and holidays."""
    today = timezone.localdate()
    first = queries.month_of(request.GET.get("month", ""), today)
    found = queries.in_month(Gathering.objects.visible_to(request.actor), first)
    return render(
        request, "desk/gatherings_month.html", {**month_context(found, first, today), "now": timezone.now()}
    )


def month_context(found: list[Gathering], first: date, today: date) -> dict[str, Any]:
    """A month as its table shows it."""
    before, after = queries.months_beside(first)
    return {
        "first": first,
        "weeks": queries.weeks(found, first),
        "any": bool(found),
        "before": f"{before:%Y-%m}",
        "after": f"{after:%Y-%m}",
        "today": today,
    }


@needs("gatherings.see")
@require_GET
def gathering(request: Asked, uid: UUID) -> HttpResponseBase:
    """One gathering: its plan, team, questions, minutes, publication and history."""
    now, found = timezone.now(), gate(request, uid)
    keeps = request.actor.may("gatherings.keep", found.unit.lineage)
    helps = keeps or bool(request.actor.own_units & set(found.sight))
    is_open = keeps and opened.is_open(request, found.uid, now, "gathering")
    sheet, proposal = queries.sheet_of(found), queries.proposal_of(found) if keeps else None
    context = {
        "gathering": found,
        "sheet": sheet,
        "concerns": for_record(request.actor, queries.SOURCE, found.uid),
        "may_add": helps and found.state != State.CANCELLED and request.actor.may("concerns.hear"),
        "keeps": keeps,
        "proposal": proposal,
        "proposed_it": proposal is not None and proposal.made_by_id == request.actor.person_id,
        "erased": found.state == State.HELD or (sheet.signed_up and not sheet.named),
        "begun": found.starts_at <= now,
        "fair": fair_of(uid) if found.kind in FAIRS else None,
        "late": found.is_ahead and found.ends_at <= now,
        "minutes": papers.minutes_of(found) if helps else [],
        "helps": helps,
        "is_open": is_open,
        "names": _names(found) if is_open else [],
        "needs": [each for each in Need if each is not Need.OTHER],
        "may_open": keeps and request.actor.may("people.open", found.unit.lineage),
        "lunar": lunar_text(timezone.localdate(found.starts_at)),
        "entries": _history(found) if helps else [],
        "now": now,
    }
    return render(request, "desk/gatherings_one.html", context)


def _names(found: Gathering) -> list[tuple[str, str, int]]:
    return [
        (sealed.text(each.resident, "name"), sealed.text(each.resident, "phone"), each.persons)
        for each in queries.signed_up(found)
    ]


def _history(found: Gathering) -> list[Entry]:
    """What happened to it, newest first."""
    events = list(history(found.stream))
    names = dict(Person.objects.filter(pk__in={each.by_id for each in events}).values_list("pk", "name"))
    return [
        Entry(
            sentence=registry.get(each.kind).describe(each.body),
            at=each.at,
            who=names.get(each.by_id or 0, ""),
        )
        for each in reversed(events)
    ]


@needs("gatherings.see")
@require_http_methods(["GET", "POST"])
def feed(request: Asked) -> HttpResponseBase:
    """The secret address of one's own calendar feed; by POST a new one, and the one before is dead."""
    if request.method == "POST":
        actions.renew_feed(by=request.actor)
        return redirect("desk:gathering_feed")
    key = FeedKey.objects.filter(person=request.actor.person_id).first()
    address = ""
    if key is not None:
        path = reverse("portal:gatherings_own_feed", args=[feeds.key_of(key.person_id, key.turn)])
        address = request.build_absolute_uri(path)
    return render(
        request,
        "desk/gatherings_feed.html",
        {
            "address": address,
            "everybody": request.build_absolute_uri(reverse("portal:gatherings_feed")),
        },
    )
