"""Writing a diary: a quick entry, its writing up, files, and opening what is sealed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk import opened
from yixian.desk.views.diary import READERS, gate
from yixian.desk.views.sending import send, sent
from yixian.diary import actions, forms, queries
from yixian.diary.models import Entry
from yixian.documents.rules import FileRefused
from yixian.matters.actions import Refused, Stale
from yixian.matters.actions.store import refuse
from yixian.matters.enums import Need
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])
ROWS = "rows"
"""The prefix of the concerns in the form of an entry."""


@needs("diary.keep")
@CHANGE
def write(request: Asked) -> HttpResponseBase:
    """A quick entry with the concerns that came up. “More rows” shows the same form with room for more of them."""
    today, own = timezone.localdate(), request.actor.own_units
    data = sent(request)
    more = data is not None and "more" in data
    rows = forms.SaidFormSet(_with_more(data) if more else data, prefix=ROWS)
    form = forms.QuickForm(
        data, request.FILES or None, on=today, own=own, **({} if data else _usual(request))
    )
    ready = data is not None and not more and form.is_valid() & rows.is_valid()
    if ready and (entry := _write(request, form, rows)):
        messages.success(request, _("The entry was written."))
        return redirect("desk:diary_entry", uid=entry.uid)
    shown = {"form": form, "rows": rows, "more": more, "room": len(rows.forms) < forms.MOST_ROWS}
    return render(request, "desk/diary_write.html", shown, status=422 if data and not more else 200)


def _usual(request: Asked) -> dict[str, Any]:
    """Now, and the place of an officer's last entry; before there is one, the only unit of theirs."""
    own = request.actor.own_units
    place = queries.last_place(request.actor) or (next(iter(own)) if len(own) == 1 else None)
    return {"met_at": timezone.localtime(), "place": place}


def _with_more(given: Any) -> Any:
    """What was sent in, with room for more concerns."""
    data = given.copy()
    typed = data.get(f"{ROWS}-TOTAL_FORMS", "")
    count = int(typed) if typed.isdecimal() and len(typed) < 3 else forms.ROWS
    data[f"{ROWS}-TOTAL_FORMS"] = str(min(count + forms.MORE_ROWS, forms.MOST_ROWS))
    return data


def _write(request: Asked, form: forms.QuickForm, rows: forms.SaidRows) -> Entry | None:
    """Write the entry, or put what stands against it into the form."""
    about = form.cleaned_data["about"]
    try:
        return actions.write(
            by=request.actor,
            at=timezone.now(),
            uid=form.cleaned_data["token"],
            told=form.told,
            said=rows.said([about] if about else []),
            speaker=form.speaker,
            uploads=form.cleaned_data["papers"],
        )
    except Refused as refused:
        form.refuse(refused.refusals)
    except FileRefused as refused:
        form.add_error("papers", str(refused.text))
    except Denied:
        raise Http404 from None
    return None


def _own(request: Asked, uid: UUID) -> Entry:
    """An entry of one's own, or 404."""
    entry = gate(request, uid)
    if entry.writer_id != request.actor.person_id:
        raise Http404
    return entry


@needs("diary.keep")
@CHANGE
def correct(request: Asked, uid: UUID) -> HttpResponseBase:
    """Write one's entry up or correct it, once it was opened: its form shows what stands there."""
    entry, today = _own(request, uid), timezone.localdate()
    if not opened.is_open(request, uid, timezone.now(), "entry"):
        messages.info(request, _("Open the entry first: the form shows what stands in it."))
        return redirect("desk:diary_entry", uid=uid)
    data = sent(request)
    form = forms.WriteUpForm(
        data, on=today, own=request.actor.own_units, **({} if data else _standing(entry))
    )

    def act(given: dict[str, Any]) -> None:
        try:
            actions.correct(
                by=request.actor,
                at=timezone.now(),
                uid=uid,
                told=form.told,
                seen=given["seen"],
                token=given["token"],
            )
        except Stale as stale:
            form.overtake(str(stale), entry.version)
            raise Refused([]) from stale

    return send(
        request, form, act, title=_("Write it up"), done=_("The entry was kept anew."), **_back(entry)
    )


def _standing(entry: Entry) -> dict[str, Any]:
    """What an entry says, as the form of its writing up shows it."""
    return {
        "met_at": timezone.localtime(entry.met_at),
        "place": entry.place_id,
        "met": entry.met,
        "headline": entry.headline,
        "seen": entry.version,
        **queries.texts_of(entry.pages.get(number=entry.version)),
    }


@needs("diary.keep")
@CHANGE
def attach(request: Asked, uid: UUID) -> HttpResponseBase:
    """Add recordings, pictures or papers to one's own entry."""
    entry = _own(request, uid)
    form = forms.FilesForm(sent(request), request.FILES or None)

    def act(given: dict[str, Any]) -> None:
        try:
            actions.attach(
                by=request.actor, at=timezone.now(), uid=uid, uploads=given["papers"], token=given["token"]
            )
        except FileRefused as refused:
            raise refuse(refused.text, field="papers") from refused

    return send(
        request,
        form,
        act,
        title=_("Add files"),
        done=_("The files were added."),
        multipart=True,
        **_back(entry),
    )


def _back(entry: Entry) -> dict[str, Any]:
    """The way back to an entry."""
    here = reverse("desk:diary_entry", kwargs={"uid": entry.uid})
    crumbs = [Tab(title=_("Diary"), href=reverse("desk:diary")), Tab(title=entry.title, href=here)]
    return {"back": here, "crumbs": crumbs}


@needs(*READERS)
@require_POST
def unseal(request: Asked, uid: UUID) -> HttpResponseBase:
    """Open an entry for half an hour; who did it and why stands in its history."""
    gate(request, uid)
    asked, at = request.POST.get("need", ""), timezone.now()
    need = Need(asked) if asked in Need.values else Need.OTHER
    try:
        actions.unseal(by=request.actor, at=at, uid=uid, need=need, reason=request.POST.get("reason", ""))
    except Refused as refused:
        messages.error(request, str(refused))
    except Denied:
        raise Http404 from None
    else:
        opened.remember(request, uid, at, "entry")
    return redirect("desk:diary_entry", uid=uid)


@needs(*READERS)
@require_POST
def seal(request: Asked, uid: UUID) -> HttpResponseBase:
    """Seal it again for this browser."""
    opened.close(request, gate(request, uid).uid, "entry")
    return redirect("desk:diary_entry", uid=uid)
