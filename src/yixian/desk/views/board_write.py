"""Writing what the public is to read of a matter and of its answer."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yixian.access.actor import Actor
from yixian.access.gate import Asked, needs
from yixian.board import actions, forms, queries
from yixian.board.models import Entry
from yixian.desk.views.board import CHANGE, Original, allowed, original_of
from yixian.desk.views.matter import title_of
from yixian.disclosure.enums import Stand
from yixian.disclosure.models import Snapshot
from yixian.disclosure.queries import draft_of, remark_of
from yixian.disclosure.rules import Finding, findings, pieces, redacted
from yixian.kernel import sealed
from yixian.matters.actions import Refused
from yixian.matters.models import Matter
from yixian.petitions.procedures import PETITION
from yixian.petitions.queries import details
from yixian.places.models import Unit


class Act(Protocol):
    """Proposes a text for the board."""

    def __call__(self, *, by: Actor, at: datetime, uid: UUID, draft: UUID, text: str) -> Entry: ...


@dataclass(frozen=True)
class Writing:
    """What is written: from which original, under which title, and the text of it that was written last."""

    title: str
    back: str
    original: Original
    act: Act
    last: Snapshot | None

    @property
    def returned(self) -> Snapshot | None:
        """The text that was sent back and is to be mended, where one was: nothing in it is sealed from who writes."""
        return self.last if self.last and self.last.stand == Stand.RETURNED else None


@needs("board.put")
@CHANGE
def put(request: Asked, uid: UUID) -> HttpResponseBase:
    """Write what the public is to read of a matter."""
    matter = allowed(request, uid, "board.put")
    entry = queries.entry_of(matter)
    writing = Writing(
        title=_("Put it on the public board"),
        back="put",
        original=original_of(request, matter, lambda: sealed.text(matter, "story")),
        act=partial(actions.put_up, concerns=_concerns(matter)),
        last=entry.raised if entry else None,
    )
    return _page(request, matter, writing)


@needs("board.put")
@CHANGE
def answer(request: Asked, uid: UUID) -> HttpResponseBase:
    """Write what the public is to read of the answer."""
    matter = allowed(request, uid, "board.put")
    entry = queries.entry_of(matter)
    if entry is None:
        raise Http404
    writing = Writing(
        title=_("Put the answer on the public board"),
        back="answer",
        original=original_of(request, matter, lambda: queries.answers_of(matter)),
        act=actions.answer,
        last=entry.answer,
    )
    return _page(request, matter, writing)


def _concerns(matter: Matter) -> Unit | None:
    """The place that a petition is about: it is counted where it was received."""
    petition = details(matter) if matter.procedure == PETITION.key else None
    return petition.where if petition else None


def _page(request: Asked, matter: Matter, writing: Writing) -> HttpResponseBase:
    """Show the original beside what the public will read; look at it again, or give it to the second person."""
    original, returned = writing.original, writing.returned
    proposed = redacted("".join(each.text for each in original.pieces), original.found)
    text = draft_of(returned) if returned else proposed
    form = forms.TextForm(request.POST if request.method == "POST" else None, text=text)
    found: list[Finding] = []
    typed = ""
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data["text"]
        found = findings(typed, queries.known_of(matter))
        if "look" not in request.POST and _given(request, matter, form, writing.act):
            messages.success(request, _("The text waits for the second person."))
            return redirect("desk:matter", uid=matter.uid)
    context = {
        "matter": matter,
        "matter_title": title_of(matter),
        "title": writing.title,
        "form": form,
        "original": original,
        "back": writing.back,
        "found": found,
        "draft": pieces(typed, found) if found else [],
        "looked": form.is_bound and not form.errors,
        "refusals": queries.obstacles(matter),
        "returned": returned,
        "remark": remark_of(returned) if returned else "",
    }
    return render(request, "desk/board_write.html", context, status=422 if form.errors else 200)


def _given(request: Asked, matter: Matter, form: forms.TextForm, act: Act) -> bool:
    """Give the text to the second person; what stands against it is put beside the form."""
    given = form.cleaned_data
    try:
        act(by=request.actor, at=timezone.now(), uid=matter.uid, draft=given["token"], text=given["text"])
    except Refused as refused:
        form.refuse(refused.refusals)
        return False
    return True
