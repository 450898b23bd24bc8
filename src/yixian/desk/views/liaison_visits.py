"""Visits of those assigned to a place: planned, made, dropped, and their pictures."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yixian.access.gate import Asked, needs
from yixian.desk.views.liaison import liaison_or_404, visit_or_404
from yixian.desk.views.liaison_work import CHANGE, data, onward, write
from yixian.liaison import actions, forms
from yixian.liaison.actions import Told
from yixian.liaison.enums import Came, Met, VisitState
from yixian.liaison.models import FieldVisit, Liaison
from yixian.liaison.queries import assigned
from yixian.liaison.words import visit_title
from yixian.places.models import Unit


def _files(request: Asked) -> Any:
    return request.FILES if request.method == "POST" else None


def _at_visit(uid: UUID) -> str:
    return reverse("desk:liaison_visit", kwargs={"uid": uid})


def _held(request: Asked, uid: UUID) -> Liaison:
    """A liaison of the reader's own, or 404; of one that has ended only what was sent in is answered."""
    found = liaison_or_404(request, uid)
    ended = found.until is not None and request.method == "GET"
    if ended or not assigned.holds(request.actor, found, timezone.localdate()):
        raise Http404
    return found


@needs("liaison.see")
@CHANGE
def visit_plan(request: Asked, uid: UUID) -> HttpResponseBase:
    """Plan a visit."""
    found, today = _held(request, uid), timezone.localdate()
    offered = {"place": assigned.inside(found.place, today)}

    def act(given: dict[str, Any]) -> str:
        made = actions.plan_visit(
            by=request.actor,
            at=timezone.now(),
            liaison=uid,
            uid=given["token"],
            day=given["day"],
            place=Unit.objects.defer("boundary").get(pk=given["place"]),
            topic=given["topic"],
        )
        return _at_visit(made.uid)

    return write(
        request,
        forms.PlanVisitForm(data(request), choices=offered, day=today, place=found.place_id),
        act,
        title=_("Plan a visit"),
        done=_("The visit was planned."),
        back=onward(request, found.place),
        lead=found.place.name,
    )


@needs("liaison.see")
@CHANGE
def visit_record(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record a visit under an assignment."""
    found = _held(request, uid)
    return _record(request, found, place=found.place_id, back=onward(request, found.place))


@needs("liaison.see")
@CHANGE
def visit_made(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record that a planned visit was made. What was sent in after it went over to a colleague is told so."""
    found = assigned.own_of_visit(request.actor, uid, timezone.localdate())
    if found is None:
        raise Http404
    if request.method == "GET":
        _held(request, visit_or_404(request, uid).liaison.uid)
    visit = FieldVisit.objects.named().get(uid=uid)
    if visit.state != VisitState.PLANNED and request.method == "GET":
        return redirect(_at_visit(uid))
    initial = {"place": visit.place_id, "topic": visit.topic, "token": uid}
    return _record(request, found, back=_at_visit(uid), planned=uid, **initial)


def _record(
    request: Asked, found: Liaison, *, back: str, planned: UUID | None = None, **initial: Any
) -> HttpResponseBase:
    today = timezone.localdate()
    offered = {"place": assigned.inside(found.place, today)}
    form = forms.VisitForm(data(request), _files(request), choices=offered, day=today, **initial)

    def act(given: dict[str, Any]) -> str:
        told = Told(
            day=given["day"],
            place=Unit.objects.defer("boundary").get(pk=given["place"]),
            met=[Met(each) for each in given["met"]],
            heads=given["heads"],
            came=[Came(each) for each in given["came"]],
            topic=given["topic"],
            names=given["names"],
            note=given["note"],
            concerns=given["concerns"],
        )
        made = actions.make_visit(
            by=request.actor,
            at=timezone.now(),
            liaison=found.uid,
            uid=planned or given["token"],
            told=told,
            uploads=given["papers"],
        )
        return _at_visit(made.uid)

    return write(
        request,
        form,
        act,
        title=_("Record a visit"),
        done=_("The visit was recorded."),
        back=back,
        lead=_("Only what people tell you of their own accord. A visit offers help; it does not keep watch."),
        multipart=True,
    )


@needs("liaison.see")
@CHANGE
def visit_drop(request: Asked, uid: UUID) -> HttpResponseBase:
    """Drop a planned visit."""
    visit = visit_or_404(request, uid)
    mine = assigned.carries_on(request.actor, visit.liaison, timezone.localdate())
    if not (mine or assigned.keeps(request.actor, visit.liaison)):
        raise Http404
    if visit.state != VisitState.PLANNED and request.method == "GET":
        return redirect(_at_visit(uid))

    def act(given: dict[str, Any]) -> str:
        actions.drop_visit(
            by=request.actor, at=timezone.now(), uid=uid, reason=given["reason"], token=given["token"]
        )
        return _at_visit(uid)

    return write(
        request,
        forms.DropForm(data(request)),
        act,
        title=_("Drop this visit"),
        done=_("The visit was dropped."),
        back=_at_visit(uid),
        lead=visit_title(visit),
    )


@needs("liaison.see")
@CHANGE
def visit_pictures(request: Asked, uid: UUID) -> HttpResponseBase:
    """Add pictures to a visit."""
    visit = visit_or_404(request, uid)
    mine = assigned.carries_on(request.actor, visit.liaison, timezone.localdate())
    if visit.state != VisitState.MADE or not mine:
        raise Http404

    def act(given: dict[str, Any]) -> str:
        actions.attach(by=request.actor, at=timezone.now(), uid=uid, uploads=given["papers"])
        return _at_visit(uid)

    return write(
        request,
        forms.PicturesForm(data(request), _files(request)),
        act,
        title=_("Add pictures"),
        done=_("The pictures were added."),
        back=_at_visit(uid),
        lead=visit_title(visit),
        multipart=True,
    )
