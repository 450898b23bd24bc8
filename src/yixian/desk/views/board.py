"""The public supervision board at the desk: what is up, what waits, the texts, and the second person's look."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.board import actions, forms, queries
from yixian.board.enums import Look, Why
from yixian.board.models import Entry
from yixian.desk import opened
from yixian.desk.views.matter import gate, title_of
from yixian.disclosure.enums import Stand
from yixian.disclosure.models import Snapshot
from yixian.disclosure.queries import draft_of
from yixian.disclosure.rules import Finding, Piece, findings, pieces
from yixian.kernel import sealed
from yixian.matters import actions as matters
from yixian.matters.actions import Refused
from yixian.matters.enums import Need
from yixian.matters.models import Matter
from yixian.matters.queries import may_open
from yixian.procedures.language import Text
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])
LOOKS: dict[Look, tuple[Text, Text]] = {
    Look.UP: (
        gettext_lazy("On the board"),
        gettext_lazy("Nothing is on the board yet. Open a matter and put it up from there."),
    ),
    Look.CHECK: (
        gettext_lazy("For the second person"),
        gettext_lazy("No text waits to be checked."),
    ),
    Look.RETURNED: (
        gettext_lazy("Sent back"),
        gettext_lazy("No text was sent back to be written again."),
    ),
    Look.OWED: (
        gettext_lazy("Answer owed to the public"),
        gettext_lazy("Every matter on the board that has been answered shows its answer."),
    ),
    Look.HIDDEN: (
        gettext_lazy("Hidden by itself"),
        gettext_lazy("Nothing on the board has turned out to be such that it may not be public."),
    ),
    Look.DOWN: (
        gettext_lazy("Taken down"),
        gettext_lazy("Nothing was taken down."),
    ),
}
"""What one looks through the board for: its name, and what it means that nothing is there."""


@dataclass(frozen=True)
class Original:
    """The words that a public text is made of, with what was found in them; empty while they are sealed."""

    is_open: bool
    may_open: bool
    pieces: list[Piece]
    found: list[Finding]


@needs("board.put", "board.check")
@require_GET
def board(request: Asked) -> HttpResponseBase:
    """The entries by what is to be done about them."""
    asked, at = request.GET.get("look", ""), timezone.now()
    look = Look(asked) if asked in {each.value for each in Look} else Look.UP
    beside = {key: request.GET.get(key, "") for key in ("after", "before")}
    try:
        page = queries.listed(request.actor, look, at, **beside)
    except (ValueError, OverflowError):
        raise Http404 from None
    tally = queries.tally(request.actor)
    context = {
        "rows": [(row, title_of(row.matter)) for row in page.rows],
        "page": page,
        "kept": urlencode({"look": look.value}),
        "look": look,
        "nothing": LOOKS[look],
        "tabs": [
            Tab(title=title, href=f"?look={each.value}", here=each is look, count=tally[each])
            for each, (title, _nothing) in LOOKS.items()
        ],
        "puts": request.actor.may("board.put"),
        "now": at,
    }
    return render(request, "desk/board_list.html", context)


@needs("board.put", "board.check")
@require_POST
def unseal(request: Asked, uid: UUID) -> HttpResponseBase:
    """Open the original for half an hour and come back here; who did it and why stands in the matter's history."""
    gate(request, uid)
    at = timezone.now()
    try:
        matters.unseal(by=request.actor, at=at, uid=uid, need=Need.HANDLING)
    except Denied:
        raise Http404 from None
    opened.remember(request, uid, at)
    back = request.POST.get("back", "")
    if back == "answer":
        return redirect("desk:board_answer", uid=uid)
    known = [each.hex for each in _texts_of(uid)]
    return (
        redirect("desk:board_check", uid=UUID(back)) if back in known else redirect("desk:board_put", uid=uid)
    )


@needs("board.check")
@CHANGE
def check(request: Asked, uid: UUID) -> HttpResponseBase:
    """Look at a text as the second person, and publish it or send it back."""
    entry, snapshot = _text(request, uid)
    if snapshot.stand != Stand.DRAFT:
        if request.method != "POST":
            raise Http404
        messages.warning(request, _("That has been done already, or is no longer open here."))
        return redirect("desk:board")
    back = "remark" in request.POST
    sent = request.POST if request.method == "POST" else None
    approve = forms.ApproveForm(None if back else sent)
    send_back = forms.ReturnForm(sent if back else None)
    form: forms.BoardForm = send_back if back else approve
    if sent is not None and form.is_valid():
        try:
            (_send_back if back else _approve)(request, uid, form)
        except Refused as refused:
            form.refuse(refused.refusals)
        else:
            return redirect(f"{reverse('desk:board')}?look={Look.CHECK.value}")
    context = {
        **_looked_at(request, entry, snapshot),
        "approve": approve,
        "send_back": send_back,
        "form": form,
    }
    return render(request, "desk/board_check.html", context, status=422 if form.errors else 200)


def _looked_at(request: Asked, entry: Entry, snapshot: Snapshot) -> dict[str, Any]:
    """What the second person sees: the text with what was found in it, and the original once it is open."""
    matter, text = entry.matter, draft_of(snapshot)
    found = findings(text, queries.known_of(matter))
    is_answer = entry.answer is not None and entry.answer.pk == snapshot.pk
    return {
        "matter": matter,
        "title": title_of(matter),
        "snapshot": snapshot,
        "is_answer": is_answer,
        "draft": pieces(text, found),
        "found": found,
        "original": original_of(
            request, matter, lambda: queries.answers_of(matter) if is_answer else sealed.text(matter, "story")
        ),
        "back": snapshot.uid.hex,
        "own": snapshot.made_by_id == request.actor.person_id,
        "refusals": queries.obstacles(matter),
    }


@needs("board.put")
@CHANGE
def take_down(request: Asked, uid: UUID) -> HttpResponseBase:
    """Take a matter off the board."""
    matter = allowed(request, uid, "board.put")
    entry = queries.entry_of(matter)
    if entry is None or entry.down_at is not None:
        raise Http404
    form = forms.DownForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.take_down(
                by=request.actor,
                at=timezone.now(),
                uid=uid,
                why=Why(given["why"]),
                reason=given["reason"],
                token=given["token"],
            )
        except Refused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, _("It was taken off the public board."))
            return redirect("desk:matter", uid=uid)
    context = {
        "matter": matter,
        "matter_title": title_of(matter),
        "form": form,
        "title": _("Take it off the public board"),
        "lead": _("The public no longer sees it from that moment on; that it stood there stays on record."),
        "submit": _("Take it down"),
        "sources": {},
    }
    return render(request, "desk/change.html", context, status=422 if form.is_bound else 200)


def allowed(request: Asked, uid: UUID, ability: str) -> Matter:
    """The matter, or 404 for whoever may not do this with it."""
    matter = gate(request, uid)
    if not request.actor.may(ability, matter.holder.lineage):
        raise Http404
    return matter


def _texts_of(uid: UUID) -> list[UUID]:
    entry = Entry.objects.filter(matter__uid=uid).select_related("raised", "answer").first()
    return [each.uid for each in (entry.raised, entry.answer) if each] if entry else []


def _text(request: Asked, uid: UUID) -> tuple[Entry, Snapshot]:
    """A text of the board with its entry; 404 for whoever may not check it."""
    snapshot = Snapshot.objects.filter(uid=uid).select_related("made_by").first()
    entries = Entry.objects.visible_to(request.actor).select_related(
        "matter__holder", "matter__place", "raised", "answer"
    )
    entry = entries.filter(queries.with_text(uid)).first()
    if snapshot is None or entry is None:
        raise Http404
    if not request.actor.may("board.check", entry.matter.holder.lineage):
        raise Http404
    return entry, snapshot


def original_of(request: Asked, matter: Matter, read: Callable[[], str]) -> Original:
    """The original, while this session has opened it."""
    is_open = opened.is_open(request, matter.uid, timezone.now())
    text = read() if is_open else ""
    found = findings(text, queries.known_of(matter)) if is_open else []
    return Original(is_open, may_open(request.actor, matter), pieces(text, found), found)


def _approve(request: Asked, uid: UUID, form: forms.BoardForm) -> None:
    given = form.cleaned_data
    actions.approve(
        by=request.actor, at=timezone.now(), uid=uid, vouched=given["vouched"], token=given["token"]
    )
    messages.success(request, _("It stands on the public board now."))


def _send_back(request: Asked, uid: UUID, form: forms.BoardForm) -> None:
    actions.send_back(by=request.actor, at=timezone.now(), uid=uid, remark=form.cleaned_data["remark"])
    messages.success(request, _("It was sent back to who wrote it."))
