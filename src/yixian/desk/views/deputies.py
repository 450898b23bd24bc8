"""Deputies: the public register, when residents meet them, and the opinions they collected."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yixian.access.gate import Asked, needs
from yixian.concerns.queries import for_record
from yixian.deputies import actions, forms, queries
from yixian.deputies.actions import Call, Entry
from yixian.deputies.enums import Kind, Meet
from yixian.deputies.models import Deputy
from yixian.deputies.rules import CONSTITUENCIES, in_office
from yixian.deputies.sources import SOURCE
from yixian.desk.views.home import year
from yixian.desk.views.sending import press, send, sent
from yixian.measures.queries import figures
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])
FIGURES = ("deputies.opinions", "deputies.ended", "deputies.meetings")


@needs()
@require_GET
def deputies(request: Asked) -> HttpResponseBase:
    """The register, by kind and town, with what they heard in twelve months."""
    now, today = timezone.now(), timezone.localdate()
    kind, chosen = request.GET.get("kind", ""), request.GET.get("town", "")
    kind = kind if kind in Kind.values else ""
    town = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
    rows = list(queries.register_on(today, town=town))
    towns = Unit.objects.on(today).filter(kind=UnitKind.TOWN).defer("boundary").order_by("code", "pk")
    period = year(today)
    found = figures(list(FIGURES), None, period.since, period.until)
    kept = f"&town={town}" if town else ""
    context = {
        "rows": queries.with_meetings([row for row in rows if not kind or row.kind == kind], now),
        "tabs": [
            Tab(title=_("All"), href=f"?town={town or ''}", here=not kind, count=len(rows)),
            *(
                Tab(
                    title=each.label,
                    href=f"?kind={each.value}{kept}",
                    here=kind == each,
                    count=sum(row.kind == each for row in rows),
                )
                for each in Kind
            ),
        ],
        "towns": [
            Tab(title=_("Whole banner"), href=f"?kind={kind}", here=not town),
            *(
                Tab(title=each.name, href=f"?kind={kind}&town={each.pk}", here=town == each.pk)
                for each in towns
            ),
        ],
        "own": queries.own(request.actor, today),
        "heard": sum(found["deputies.opinions"].values()),
        "ended": sum(found["deputies.ended"].values()),
        "met": sum(found["deputies.meetings"].values()),
        "keeps": request.actor.may("deputies.keep"),
    }
    return render(request, "desk/deputies.html", context)


@needs()
@require_GET
def deputy(request: Asked, uid: UUID) -> HttpResponseBase:
    """One deputy: term, meetings, and the opinions, as far as the reader may see them."""
    found, now, today = _deputy(uid), timezone.now(), timezone.localdate()
    theirs, mine = queries.is_theirs(request.actor, found), queries.is_own(request.actor, found, today)
    keeps = request.actor.may("deputies.keep", found.constituency.lineage)
    context = {
        "deputy": found,
        "theirs": theirs,
        "mine": mine,
        "keeps": keeps,
        "sets": (mine or keeps) and in_office(found.since, found.until, today),
        "in_office": in_office(found.since, found.until, today),
        "ahead": queries.with_meetings([found], now)[0].ahead,
        "answers_for": queries.answers_for(found, today),
        "opinions": queries.opinions(request.actor, found) if theirs else [],
        "concerns": [] if theirs else for_record(request.actor, SOURCE, found.uid),
        "sees": not theirs and request.actor.may("concerns.see"),
        "now": now,
    }
    return render(request, "desk/deputy.html", context)


@needs("deputies.keep")
@CHANGE
def enter(request: Asked) -> HttpResponseBase:
    """Enter somebody in the register."""
    today = timezone.localdate()
    ground = request.actor.units("deputies.keep")
    units = Unit.objects.on(today).filter(kind__in=CONSTITUENCIES, lineage__overlap=ground)
    posts = Post.objects.on(today).filter(role=Role.DEPUTY, unit__lineage__overlap=ground)
    people = Person.objects.filter(posts__in=posts, is_active=True).distinct().order_by("name", "pk")
    form = forms.EnterForm(
        sent(request),
        constituencies=units.defer("boundary").order_by("lineage"),
        people=people,
        on=today,
    )

    def act(given: dict[str, Any]) -> Deputy:
        return actions.enter(
            by=request.actor,
            at=timezone.now(),
            uid=given["uid"],
            entry=Entry(
                kind=Kind(given["kind"]),
                name=given["name"],
                constituency=Unit.objects.defer("boundary").get(pk=given["constituency"]),
                since=given["since"],
                known_by=given["known_by"],
                person=people.get(pk=given["person"]) if given["person"] else None,
            ),
        )

    return send(
        request,
        form,
        act,
        title=_("Enter a deputy"),
        done=_("The deputy stands in the register, and on the public page."),
        lead=_("The register is public: name, constituency and term."),
        back=reverse("desk:deputies"),
        crumbs=[Tab(title=_("Deputies"), href=reverse("desk:deputies"))],
        to=lambda: reverse("desk:deputy", args=[form.cleaned_data["uid"]]),
    )


@needs("deputies.keep")
@CHANGE
def correct(request: Asked, uid: UUID) -> HttpResponseBase:
    """Put right what the public reads of a deputy."""
    found = _kept(request, uid)
    before = {"name": found.name, "known_by": found.known_by}
    return send(
        request,
        forms.CorrectForm(sent(request), initial=before),
        lambda given: actions.correct(by=request.actor, at=timezone.now(), uid=uid, **given),
        title=_("Put the entry of %(name)s right") % {"name": found.name},
        done=_("The entry was put right, and the public page with it."),
        lead=_(
            "For a name or words that were written wrongly. Kind, constituency and term stay as they are."
        ),
        **_ways(found),
    )


@needs("deputies.keep")
@CHANGE
def leave(request: Asked, uid: UUID) -> HttpResponseBase:
    """End a term."""
    found = _kept(request, uid)
    return send(
        request,
        forms.LeaveForm(sent(request), on=timezone.localdate()),
        lambda given: actions.leave(by=request.actor, at=timezone.now(), uid=uid, until=given["until"]),
        title=_("End the term of %(name)s") % {"name": found.name},
        lead=_("Meetings with residents that lie ahead are called off."),
        done=_("The term has ended; the public page no longer shows it."),
        **_ways(found),
    )


@needs("deputies.keep", "deputies.collect")
@CHANGE
def call(request: Asked, uid: UUID) -> HttpResponseBase:
    """Set a meeting with residents."""
    found, today = _deputy(uid), timezone.localdate()
    _may_set(request, found)
    form = forms.CallForm(sent(request), on=today)

    def act(given: dict[str, Any]) -> object:
        call = Call(
            uid=given["uid"],
            kind=Meet(given["kind"]),
            starts_at=form.at("since"),
            ends_at=form.at("until"),
            place=given["place"],
            spot=given["spot"],
        )
        return actions.call(by=request.actor, at=timezone.now(), deputy=uid, call=call)

    return send(
        request,
        form,
        act,
        title=_("Set a meeting with residents"),
        done=_("The meeting stands on the public page."),
        **_ways(found),
    )


@needs("deputies.keep", "deputies.collect")
@require_POST
def cancel(request: Asked, uid: UUID, meeting: UUID) -> HttpResponseBase:
    """Call a meeting off."""
    found = _deputy(uid)
    _may_set(request, found)
    return press(
        request,
        lambda: actions.cancel(by=request.actor, at=timezone.now(), deputy=uid, meeting=meeting),
        done=_("The meeting was called off."),
        back=reverse("desk:deputy", args=[uid]),
    )


@needs("deputies.collect")
@never_cache
@require_POST
def answer(request: Asked, uid: UUID, concern: UUID) -> HttpResponseBase:
    """Read the answer to an opinion as it was given; that it was read is recorded."""
    found = _deputy(uid)
    answers: list[str] = []
    refused = press(
        request,
        lambda: answers.extend(
            actions.read(by=request.actor, at=timezone.now(), deputy=uid, concern=concern)
        ),
        done="",
        back=reverse("desk:deputy", args=[uid]),
    )
    if not answers:
        return refused
    one = next(each for each in queries.opinions(request.actor, found) if each.concern.uid == concern)
    return render(request, "desk/deputy_answer.html", {"deputy": found, "one": one, "answers": answers})


def _ways(found: Deputy) -> dict[str, Any]:
    page = reverse("desk:deputy", args=[found.uid])
    crumbs = [Tab(title=_("Deputies"), href=reverse("desk:deputies")), Tab(title=found.name, href=page)]
    return {"back": page, "crumbs": crumbs}


def _deputy(uid: UUID) -> Deputy:
    try:
        return queries.deputy_of(uid)
    except Deputy.DoesNotExist:
        raise Http404 from None


def _kept(request: Asked, uid: UUID) -> Deputy:
    """The deputy, for whoever keeps the register there."""
    found = _deputy(uid)
    if not request.actor.may("deputies.keep", found.constituency.lineage):
        raise Http404
    return found


def _may_set(request: Asked, found: Deputy) -> None:
    """Raise 404 unless the deputy asks, or whoever keeps the register there."""
    mine = queries.is_own(request.actor, found, timezone.localdate())
    if not mine and not request.actor.may("deputies.keep", found.constituency.lineage):
        raise Http404
