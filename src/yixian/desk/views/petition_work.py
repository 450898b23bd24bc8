"""Work on a petition: its requests, the opinion, keeping it from whom it is about, supervision."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yixian.access.gate import Asked, needs
from yixian.desk import opened
from yixian.desk.views.changes import write
from yixian.desk.views.matter import title_of
from yixian.desk.views.petitions import CHANGE, petition_gate, sent_in
from yixian.kernel import sealed
from yixian.matters.models import Matter
from yixian.petitions import actions, queries, rules, work_forms
from yixian.petitions.enums import Advice, Failing
from yixian.petitions.models import Order
from yixian.petitions.procedures import IN_HAND


@needs("petitions.handle")
@CHANGE
def requests(request: Asked, uid: UUID) -> HttpResponseBase:
    """Write down what it asks for, each request by itself."""
    matter = _in_hand(request, uid, "petitions.handle")
    if not opened.is_open(request, uid, timezone.now()):
        return _open_first(request, matter)
    known = [sealed.text(each, "text") for each in queries.requests_of(matter)]
    form = work_forms.RequestsForm(sent_in(request), seen=matter.version)
    form.initial["requests"] = "\n".join(known)
    return write(
        request,
        matter,
        form,
        lambda given: actions.request(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            texts=rules.in_lines(given["requests"]),
            **form.written,
        ),
        title=_("Write down the requests"),
        done=_("The requests were written down."),
        lead=_("Each of them is answered by itself in the opinion (article 32)."),
    )


@needs("petitions.conclude")
@CHANGE
def conclude(request: Asked, uid: UUID) -> HttpResponseBase:
    """Give the opinion: facts, basis and answer for each request, then the whole."""
    matter = _in_hand(request, uid, "petitions.conclude")
    at = timezone.now()
    if not opened.is_open(request, uid, at):
        return _open_first(request, matter)
    found = queries.requests_of(matter)
    if not found:
        messages.warning(request, _("Write down first what it asks for."))
        return redirect("desk:petition_requests", uid=uid)
    form = work_forms.OpinionForm(sent_in(request), seen=matter.version, requests=found)
    answer = write(
        request,
        matter,
        form,
        lambda given: actions.conclude(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            findings=form.findings(),
            basis=given["basis"],
            answer=given["answer"],
            **form.written,
        ),
        title=_("Opinion"),
        done=_("The opinion was given. Deliver it now, with proof."),
    )
    if answer.status_code == 302:
        return answer
    blocks = [{**each, "text": sealed.text(each["request"], "text")} for each in form.blocks()]
    shown = {"matter": matter, "matter_title": title_of(matter), "form": form, "blocks": blocks}
    return render(request, "desk/petition_conclude.html", shown, status=answer.status_code)


def _in_hand(request: Asked, uid: UUID, ability: str) -> Matter:
    """A petition that the actor's unit answers for, or 404; one that is only offered to it is not yet theirs to handle."""
    matter = petition_gate(request, uid)
    if not request.actor.may(ability, matter.holder.lineage):
        raise Http404
    return matter


def _open_first(request: Asked, matter: Matter) -> HttpResponseBase:
    messages.warning(request, _("Open the sealed words first, with the reason why."))
    return redirect("desk:matter", uid=matter.uid)


@needs("petitions.handle")
@CHANGE
def seal(request: Asked, uid: UUID) -> HttpResponseBase:
    """Take it to the competent office, away from those whom it accuses."""
    matter = petition_gate(request, uid)
    if matter.step not in IN_HAND:
        raise Http404
    form = work_forms.SealForm(sent_in(request), seen=matter.version, on=timezone.localdate())
    answer = write(
        request,
        matter,
        form,
        lambda given: actions.seal(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            units=form.about_units(),
            persons=form.about_persons,
            reason=given["reason"],
            **form.written,
        ),
        title=_("It is an accusation"),
        done=_("It was sealed and went to the competent office."),
        lead=_("Those whom it is about, all below them and their staff will find it nowhere (article 30)."),
    )
    if answer.status_code == 302 and not _still_seen(request, uid):
        return redirect("desk:petitions")
    return answer


def _still_seen(request: Asked, uid: UUID) -> bool:
    return Matter.objects.visible_to(request.actor).filter(uid=uid).exists()


@needs("petitions.handle")
@CHANGE
def recuse(request: Asked, uid: UUID) -> HttpResponseBase:
    """Let an official step aside who has an interest in it."""
    matter = petition_gate(request, uid)
    people = queries.staff_with(matter, timezone.localdate())
    form = work_forms.RecuseForm(sent_in(request), seen=matter.version, people=people)
    answer = write(
        request,
        matter,
        form,
        lambda given: actions.recuse(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            person=form.people[given["person"]],
            reason=given["reason"],
            **form.written,
        ),
        title=_("Step aside"),
        done=_("They have stepped aside, and see it no longer."),
        lead=_("Whoever has a direct interest in it, or with the petitioner, steps aside (article 28)."),
    )
    if answer.status_code == 302 and not _still_seen(request, uid):
        return redirect("desk:petitions")
    return answer


@needs("petitions.supervise")
@CHANGE
def supervise(request: Asked, uid: UUID) -> HttpResponseBase:
    """Order the unit that has it to mend how it is handled."""
    matter = petition_gate(request, uid)
    form = work_forms.SuperviseForm(sent_in(request), seen=matter.version)
    return write(
        request,
        matter,
        form,
        lambda given: actions.supervise(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            failing=Failing(given["failing"]),
            advice=Advice(given["advice"]),
            order=given["order"],
            **form.written,
        ),
        title=_("Supervision order"),
        done=_("The order was issued; a written reply is due."),
        lead=_("To %(unit)s, which has it (article 40).") % {"unit": matter.holder.name},
    )


@needs("petitions.handle")
@CHANGE
def comply(request: Asked, uid: UUID, order: UUID) -> HttpResponseBase:
    """Reply in writing to a supervision order."""
    matter = petition_gate(request, uid)
    found = get_object_or_404(Order.objects.select_related("unit"), matter=matter, uid=order)
    if not request.actor.may("petitions.handle", found.unit.lineage):
        raise Http404
    if not opened.is_open(request, uid, timezone.now()):
        return _open_first(request, matter)
    form = work_forms.ComplyForm(sent_in(request), seen=matter.version)
    return write(
        request,
        matter,
        form,
        lambda given: actions.comply(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            order=order,
            reply=given["reply"],
            adopted=given["adopted"],
            **form.written,
        ),
        title=_("Reply to the supervision order"),
        done=_("The reply was recorded."),
        lead=sealed.text(found, "order"),
    )
