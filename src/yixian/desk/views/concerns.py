"""What was heard among the people: what still owes its end, one concern with its ends, and writing one down."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yixian.access.gate import Asked, needs
from yixian.concerns import actions, declare, forms, queries
from yixian.concerns.declare import Record, Source
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.concerns.rules import matter_uid
from yixian.desk import opened
from yixian.desk.views.counter import FILED
from yixian.desk.views.matter import title_of
from yixian.desk.views.sending import press, send, sent
from yixian.documents.queries import of_stream
from yixian.documents.rules import FileRefused
from yixian.kernel import sealed
from yixian.matters.actions.store import refuse
from yixian.matters.enums import Need
from yixian.matters.models import Matter
from yixian.procedures.language import Text
from yixian.rulebook.ledger import sentence
from yixian.rulebook.queries import book
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])
SIGHT = ("concerns.see", "concerns.hear")
LISTS: dict[str, Text] = {
    "owing": _("Owing their end"),
    "late": _("Past their time"),
    "mine": _("Heard by me"),
    "check": _("To be checked"),
    "ended": _("Ended"),
}


@needs(*SIGHT)
@require_GET
def concerns(request: Asked) -> HttpResponseBase:
    """What still owes its end on my ground and of my own, soonest due first; what ended, newest first."""
    which = request.GET.get("which", "owing")
    if which not in LISTS:
        raise Http404
    source = request.GET.get("source", "")
    known = {each.key: each.title for each in declare.every()}
    if source and source not in known:
        raise Http404
    at = timezone.now()
    keys = {name: request.GET.get(name, "") for name in ("after", "before")}
    try:
        shown = queries.listed(request.actor, which, at, source=source, **keys)
    except ValueError:
        raise Http404 from None
    kept = f"&source={source}" if source else ""
    counts = queries.owing_counts(request.actor, at)
    numbers = {
        "owing": counts["all"],
        "late": counts["late"],
        "mine": counts["mine"],
        "check": counts["to_check"],
    }
    return render(
        request,
        "desk/concerns_list.html",
        {
            "page": shown,
            "rows": [(each, known.get(each.source, "")) for each in shown.rows],
            "tabs": [
                Tab(title=title, href=f"?which={key}{kept}", here=key == which, count=numbers.get(key))
                for key, title in LISTS.items()
            ],
            "sources": [Tab(title=_("Everywhere"), href=f"?which={which}", here=not source)]
            + [
                Tab(title=title, href=f"?which={which}&source={key}", here=key == source)
                for key, title in known.items()
            ],
            "kept": f"which={which}{kept}",
            "which": which,
            "now": at,
        },
    )


@needs(*SIGHT)
@require_GET
def concern(request: Asked, uid: UUID) -> HttpResponseBase:
    """One concern: where it was heard, what became of it, and how it may end."""
    found = _gate(request, uid)
    at = timezone.now()
    is_open = opened.is_open(request, found.uid, at, "concern")
    source = declare.get(found.source)
    clock = found.running
    return render(
        request,
        "desk/concerns_concern.html",
        {
            "concern": found,
            "title": found.headline or source.title,
            "source": source,
            "record": _linked(source.record(request.actor, found.source_uid)),
            "matter": _seen(request, found),
            "clock": clock,
            "sentence": sentence(clock, book(timezone.localdate(at)).calendar) if clock else "",
            "now": at,
            "is_open": is_open,
            "texts": _texts(found) if is_open else {},
            "may": _may(request, found, source),
            "number": f"{found.pk:06d}",
        },
    )


@needs("concerns.hear")
@CHANGE
def hear(request: Asked, source: str, source_uid: UUID) -> HttpResponseBase:
    """Write down what somebody said at a record."""
    _source, there = _record(request, source, source_uid)
    if not there.may_add:
        raise Http404
    form = forms.HearForm(
        sent(request), on=timezone.localdate(), own=request.actor.own_units, place=there.place
    )
    back = reverse(there.url_name, kwargs=dict(there.kwargs))
    return send(
        request,
        form,
        lambda given: actions.hear(
            by=request.actor, at=timezone.now(), heard=form.heard(source, source_uid, there.unit)
        ),
        title=_("Write down what was said"),
        done=_("It was written down. It now has its time to come to an end."),
        back=back,
        crumbs=[Tab(title=there.title, href=back)],
    )


@needs("concerns.hear")
@CHANGE
def answer(request: Asked, uid: UUID) -> HttpResponseBase:
    """It was answered on the spot."""
    return _ended(
        request,
        uid,
        forms.AnswerForm(sent(request)),
        lambda given: actions.answer(by=request.actor, at=timezone.now(), uid=uid, **given),
        title=_("Answered on the spot"),
    )


@needs("concerns.hear")
@CHANGE
def close(request: Asked, uid: UUID) -> HttpResponseBase:
    """Close it with a reason, which a superior checks."""
    return _ended(
        request,
        uid,
        forms.CloseForm(sent(request)),
        lambda given: actions.close(by=request.actor, at=timezone.now(), uid=uid, **given),
        title=_("Close it with a reason"),
    )


@needs("concerns.check")
@CHANGE
def check(request: Asked, uid: UUID) -> HttpResponseBase:
    """Agree to a closing, or open it again."""
    return _ended(
        request,
        uid,
        forms.CheckForm(sent(request)),
        lambda given: actions.check(by=request.actor, at=timezone.now(), uid=uid, **given),
        title=_("Check the closing"),
    )


@needs("concerns.hear")
@CHANGE
def merge(request: Asked, uid: UUID) -> HttpResponseBase:
    """Join it with a matter."""

    def act(given: dict[str, Any]) -> None:
        digits = "".join(each for each in given["into"].rpartition("〕")[2] if each.isdecimal())
        matter = Matter.objects.visible_to(request.actor).filter(pk=int(digits[:15] or 0)).first()
        if matter is None:
            raise refuse(_("There is no such matter that you may see."), field="into")
        actions.merge(by=request.actor, at=timezone.now(), uid=uid, into=matter.uid, token=given["token"])

    return _ended(request, uid, forms.MergeForm(sent(request)), act, title=_("Join it with a matter"))


@needs("concerns.hear")
@CHANGE
def carry(request: Asked, uid: UUID) -> HttpResponseBase:
    """Carry it on to a later record of its kind."""
    found = _gate(request, uid)
    source = declare.get(found.source)
    if source.later is None:
        raise Http404
    records = [(str(each), title) for each, title in source.later(request.actor, found.source_uid)]
    return _ended(
        request,
        uid,
        forms.CarryForm(sent(request), records=records),
        lambda given: actions.carry(
            by=request.actor, at=timezone.now(), uid=uid, to=UUID(given["to"]), token=given["token"]
        ),
        title=_("Carry it on to the next time"),
    )


@needs("concerns.hear")
@CHANGE
def raise_matter(request: Asked, uid: UUID) -> HttpResponseBase:
    """Turn it into a matter; whoever said it gets the receipt code."""
    found = _gate(request, uid)
    there = declare.get(found.source).record(request.actor, found.source_uid)
    files = of_stream(there.stream) if there and there.stream else []
    form = forms.RaiseMatterForm(
        sent(request),
        headline=found.headline,
        files=[
            (str(each.uid), f"{each.media_type} · {timezone.localtime(each.added_at):%Y-%m-%d %H:%M}")
            for each in files
        ],
    )

    def act(given: dict[str, Any]) -> None:
        try:
            actions.raise_matter(by=request.actor, at=timezone.now(), uid=uid, **form.given)
        except FileRefused as refused:
            raise refuse(refused.text, field="along") from refused
        request.session[FILED] = matter_uid(uid).hex

    return _ended(
        request,
        uid,
        form,
        act,
        title=_("Turn it into a matter"),
        lead=_("The words go along as they were said. You get the receipt code for whoever said it."),
        to=lambda: reverse("desk:filed", kwargs={"uid": matter_uid(uid)}),
    )


@needs(*SIGHT)
@require_POST
def unseal(request: Asked, uid: UUID) -> HttpResponseBase:
    """Open what is sealed in a concern for half an hour; who did it and why stands in its history."""
    _gate(request, uid)
    asked = request.POST.get("need", "")
    need = Need(asked) if asked in Need.values else Need.OTHER
    at = timezone.now()

    def act() -> None:
        actions.unseal(by=request.actor, at=at, uid=uid, need=need, reason=request.POST.get("reason", ""))
        opened.remember(request, uid, at, "concern")

    return press(request, act, done="", back=reverse("desk:concern", kwargs={"uid": uid}))


@needs(*SIGHT)
@require_POST
def seal(request: Asked, uid: UUID) -> HttpResponseBase:
    """Seal it again for this browser."""
    opened.close(request, _gate(request, uid).uid, "concern")
    return redirect("desk:concern", uid=uid)


def _gate(request: Asked, uid: UUID) -> Concern:
    """The concern, or 404 for whoever may not see it."""
    try:
        return queries.for_reader(request.actor, uid)
    except Concern.DoesNotExist:
        raise Http404 from None


def _record(request: Asked, key: str, uid: UUID) -> tuple[Source, Record]:
    try:
        source = declare.get(key)
    except KeyError:
        raise Http404 from None
    there = source.record(request.actor, uid)
    if there is None:
        raise Http404
    return source, there


def _ended(
    request: Asked,
    uid: UUID,
    form: django_forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: Text,
    lead: Text = "",
    to: Callable[[], str] | None = None,
) -> HttpResponseBase:
    """A form that brings a concern to an end, and back to the concern."""
    found = _gate(request, uid)
    back = reverse("desk:concern", kwargs={"uid": uid})
    return send(
        request,
        form,
        act,
        title=title,
        lead=lead,
        done=_("Done: %(what)s") % {"what": title},
        back=back,
        crumbs=[
            Tab(title=_("Concerns"), href=reverse("desk:concerns")),
            Tab(title=found.headline or declare.get(found.source).title, href=back),
        ],
        to=to,
    )


def _linked(record: Record | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {
        "title": record.title,
        "href": reverse(record.url_name, kwargs=dict(record.kwargs)),
        "at": record.at,
    }


def _seen(request: Asked, found: Concern) -> dict[str, Any] | None:
    """The matter that it became, with a way to it for whoever may see it.

    Of one that somebody else raised, and of a discreet one, nothing is told to anybody else.
    """
    matter = found.matter
    if matter is None:
        return None
    seen = Matter.objects.visible_to(request.actor).filter(pk=matter.pk).exists()
    if not seen and (found.fate == Fate.MERGED or matter.declaration.discreet):
        return None
    return {
        "matter": matter,
        "title": title_of(matter) if seen else "",
        "step": matter.standing_step.title,
        "outcome": matter.declaration.outcome(matter.outcome).label if matter.outcome else "",
        "seen": seen,
    }


def _texts(found: Concern) -> dict[str, Any]:
    """Everything that is sealed in a concern."""
    person = found.speaker
    return {
        "words": sealed.text(found, "words"),
        "answer": sealed.text(found, "answer"),
        "name": sealed.text(person, "name") if person else "",
        "phone": sealed.text(person, "phone") if person else "",
        "said": [(each.at, sealed.text(each, "text")) for each in found.said.all()],
    }


def _may(request: Asked, found: Concern, source: Source) -> dict[str, bool]:
    """What this reader may do with it now."""
    actor = request.actor
    own = found.in_charge == actor.person_id
    works = own or actor.may("concerns.handle", found.unit.lineage)
    is_open = works and found.fate == Fate.OPEN
    unchecked = found.fate == Fate.CLOSED and found.checked_at is None
    checks = actor.may("concerns.check", found.unit.lineage)
    return {
        "open": own or actor.may("people.open", found.unit.lineage),
        "end": is_open,
        "carry": is_open and source.later is not None,
        "check": unchecked
        and checks
        and actor.person_id not in (found.closed_by_id, found.heard_by_id, found.minder_id),
    }
