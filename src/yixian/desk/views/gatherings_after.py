"""What comes after a gathering: publication, minutes, and the list of those who signed up."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk import opened
from yixian.desk.paper_forms import PaperForm
from yixian.desk.views.changes import CHANGE, sent
from yixian.desk.views.gatherings import gate
from yixian.desk.views.gatherings_write import page_of, write
from yixian.documents.actions import WORD
from yixian.documents.papers.gatherings import MINUTES
from yixian.documents.serve import answer
from yixian.documents.storage import FileLost, read
from yixian.gatherings import actions, forms, papers, queries
from yixian.gatherings.actions.minutes import material
from yixian.gatherings.enums import State
from yixian.gatherings.models import Gathering
from yixian.matters.enums import Need


@needs("gatherings.keep")
@CHANGE
def publish(request: Asked, uid: UUID) -> HttpResponseBase:
    """Propose what is to be published of what was asked and what became of it."""
    found = gate(request, uid, keeps=True)
    if found.state != State.HELD or found.announced_at is None:
        raise Http404
    before = _before(found)
    questions = {}
    for each in queries.publishable(found, request.actor):
        asked, answer = before.get(each.uid, (each.headline, ""))
        questions[each.uid] = (asked, answer, each.get_fate_display())
    form = forms.PublishForm(sent(request), seen=found.version, questions=questions)
    return write(
        request,
        form,
        lambda given: page_of(
            actions.propose(
                by=request.actor,
                at=timezone.now(),
                uid=uid,
                told=form.told,
                sure=given["sure"],
                **form.written,
            )
        ),
        title=_("Publish what was asked"),
        done=_("It waits for the second person, and stands on the public page once they have looked at it."),
        back=page_of(found),
        gathering=found,
        lead=_(
            "What was asked, in words that name nobody, and what became of it. Complaints about somebody are not in it."
        ),
    )


def _before(found: Gathering) -> dict[UUID, tuple[str, str]]:
    """What was asked and answered, as it was last proposed or else published, by question."""
    proposal = queries.proposal_of(found)
    proposed = actions.tellings(proposal) if proposal else []
    if proposed:
        return {each.concern: (each.asked, each.answer) for each in proposed}
    return {each.concern_uid: (each.asked, each.answer) for each in found.told.all()}


@needs("gatherings.keep")
@CHANGE
def check(request: Asked, uid: UUID) -> HttpResponseBase:
    """The second person looks at what somebody proposed, and publishes it or sends it back."""
    found = gate(request, uid, keeps=True)
    proposal = queries.proposal_of(found)
    if proposal is None or not proposal.waits or proposal.made_by_id == request.actor.person_id:
        messages.info(request, _("Nothing waits here for you to check."))
        return redirect(page_of(found))
    told = actions.still_open(actions.tellings(proposal), queries.publishable(found))
    lead = (
        _("%(who)s proposed it. Everybody will read it: see that it names nobody.")
        if told
        else _("%(who)s proposed it. No question stands in it.")
    )
    form = forms.CheckForm(sent(request), seen=found.version)

    def act(given: dict[str, Any]) -> str:
        common = {"by": request.actor, "at": timezone.now(), "uid": uid, **form.written}
        if given["decision"] == "back":
            actions.send_back(**common, remark=given["remark"])
            return page_of(found)
        actions.publish(**common, sure=given["sure"])
        return page_of(found)

    return write(
        request,
        form,
        act,
        title=_("Check what is to be published"),
        done=_("It was saved."),
        back=page_of(found),
        gathering=found,
        lead=lead % {"who": proposal.made_by.name},
        told=told,
        doubts=actions.doubts(told),
    )


@needs("gatherings.keep")
@CHANGE
def minutes(request: Asked, uid: UUID) -> HttpResponseBase:
    """Make out the minutes."""
    found = gate(request, uid, keeps=True)
    at = timezone.now()
    form = PaperForm(
        MINUTES,
        sent(request),
        seen=found.version,
        known=material(found, by=request.actor, at=at),
        earlier=papers.earlier(found),
    )
    return write(
        request,
        form,
        lambda given: _made(request, found, form, at),
        title=str(MINUTES.title),
        done=_("The minutes were made out."),
        back=page_of(found),
        gathering=found,
    )


def _made(request: Asked, found: Gathering, form: PaperForm, at: datetime) -> str:
    actions.make_minutes(
        by=request.actor, at=at, uid=found.uid, given=form.given, token=form.written["token"]
    )
    return page_of(found)


@needs("gatherings.see")
@require_GET
def paper(request: Asked, uid: UUID, paper: UUID) -> HttpResponseBase:
    """Minutes that were made out, as a Word file, for those who keep it or have a task there."""
    found = gate(request, uid)
    helps = bool(request.actor.own_units & set(found.sight))
    if not helps and not request.actor.may("gatherings.keep", found.unit.lineage):
        raise Http404
    made = next((each for each in papers.minutes_of(found) if each.issued.pk == paper), None)
    if made is None:
        raise Http404
    if not made.readable:
        messages.info(request, _("These minutes are not up to date any more. New ones are to be made out."))
        return redirect(page_of(found))
    try:
        word = read(bytes(made.issued.file.digest))
    except FileLost as lost:
        messages.error(request, str(lost))
        return redirect(page_of(found))
    return answer(word, WORD, f"{MINUTES.heading} {timezone.localdate(found.starts_at)}.docx")


@needs("people.open")
@require_POST
def names(request: Asked, uid: UUID) -> HttpResponseBase:
    """Open the list of those who signed up for half an hour; that it was opened stands in the history."""
    found = gate(request, uid, keeps=True)
    asked, at = request.POST.get("need", ""), timezone.now()
    try:
        actions.open_names(
            by=request.actor, at=at, uid=uid, need=Need(asked) if asked in Need.values else Need.HANDLING
        )
    except Denied:
        raise Http404 from None
    opened.remember(request, uid, at, "gathering")
    return redirect(page_of(found))
