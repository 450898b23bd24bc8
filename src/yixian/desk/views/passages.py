"""Handing a matter over, taking it, refusing it, deciding on a refusal, and giving it back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from yixian.access.gate import Asked, needs
from yixian.desk.views.changes import CHANGE, sent, write
from yixian.desk.views.matter import gate
from yixian.matters import actions, forms
from yixian.matters.enums import PassageState, RefusalGround
from yixian.matters.models import Matter
from yixian.matters.passages import may_answer, may_decide, passages_of, under_way, ways
from yixian.places.models import Unit

Act = Callable[[dict[str, Any]], object]


@needs("matters.hand_over")
@CHANGE
def offer(request: Asked, uid: UUID) -> HttpResponseBase:
    """Offer it to another unit, in its own procedure or in another one."""
    matter = gate(request, uid)
    found = ways(matter, timezone.localdate())
    choices = [
        (way.procedure.title, [(f"{way.procedure.key}:{unit.pk}", unit.name) for unit in way.units])
        for way in found
        if way.units
    ]
    form = forms.OfferForm(sent(request), seen=matter.version, ways=choices)

    def act(given: dict[str, Any]) -> None:
        into, unit = given["to"]
        actions.offer(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            to=Unit.objects.get(pk=unit),
            into=into,
            reason=given["reason"],
            **form.written,
        )

    return write(
        request,
        matter,
        form,
        act,
        title=_("Hand it over"),
        done=_("It was offered. Until it is taken, your unit answers for it."),
        lead=_(
            "It goes with its whole file: nobody is asked to tell it twice. Until the other unit takes it, yours answers for it."
        ),
    )


@needs("matters.take_over")
@CHANGE
def take_over(request: Asked, uid: UUID) -> HttpResponseBase:
    """Take what is offered to one's unit."""
    matter = _offered(request, uid)
    form = forms.Writing(sent(request), seen=matter.version)
    return write(
        request,
        matter,
        form,
        lambda given: actions.take_over(by=request.actor, at=timezone.now(), uid=uid, **form.written),
        title=_("Take it over"),
        done=_("Your unit has it now."),
        lead=_("From now on your unit answers for it, and its clocks are yours."),
    )


@needs("matters.take_over")
@CHANGE
def turn_down(request: Asked, uid: UUID) -> HttpResponseBase:
    """Refuse what is offered to one's unit."""
    matter = _offered(request, uid)
    form = forms.TurnDownForm(sent(request), seen=matter.version)
    return write(
        request,
        matter,
        form,
        lambda given: actions.turn_down(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            ground=RefusalGround(given["ground"]),
            reason=given["reason"],
            **form.written,
        ),
        title=_("Do not take it"),
        done=_("The refusal was sent with its reasons. It counts once it is agreed to or decided."),
        lead=_(
            "Give your reasons in detail: whoever offered it, or who stands above both units, decides on them."
        ),
    )


@needs("matters.hand_over")
@CHANGE
def keep(request: Asked, uid: UUID) -> HttpResponseBase:
    """Take an offer back, or agree to its refusal."""
    matter, passage = _passage(request, uid)
    refused = passage.state == PassageState.REFUSED
    form = forms.ReasonForm(sent(request), seen=matter.version)
    if not request.actor.may("matters.hand_over", matter.holder.lineage):
        raise Http404
    return write(
        request,
        matter,
        form,
        lambda given: actions.keep(
            by=request.actor, at=timezone.now(), uid=uid, reason=given["reason"], **form.written
        ),
        title=_("Agree to the refusal") if refused else _("Take the offer back"),
        done=_("It stays with your unit."),
    )


@needs("matters.arbitrate")
@CHANGE
def decide(request: Asked, uid: UUID) -> HttpResponseBase:
    """Decide on a refused hand-over."""
    matter, passage = _passage(request, uid)
    if passage.state != PassageState.REFUSED or not may_decide(request.actor, passage):
        raise Http404
    form = forms.DecideForm(sent(request), seen=matter.version)
    return write(
        request,
        matter,
        form,
        lambda given: actions.decide(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            order=given["order"] == "take",
            reason=given["reason"],
            **form.written,
        ),
        title=_("Decide who has it"),
        done=_("It was decided."),
        lead=_("%(sender)s offered it to %(receiver)s, which refused it.")
        % {"sender": passage.from_unit.name, "receiver": passage.to_unit.name},
    )


@needs("matters.hand_over")
@CHANGE
def give_back(request: Asked, uid: UUID) -> HttpResponseBase:
    """Give it back to where it was taken over from."""
    matter = gate(request, uid)
    form = forms.ReasonForm(sent(request), seen=matter.version)
    if not request.actor.may("matters.hand_over", matter.holder.lineage):
        raise Http404
    return write(
        request,
        matter,
        form,
        lambda given: actions.give_back(
            by=request.actor, at=timezone.now(), uid=uid, reason=given["reason"], **form.written
        ),
        title=_("Give it back"),
        done=_("It was given back with its file."),
        lead=_("Whoever raised it reads the reason."),
    )


def _passage(request: Asked, uid: UUID) -> tuple[Matter, Any]:
    """The matter with its hand-over under way, or 404."""
    matter = gate(request, uid)
    passage = under_way(passages_of(matter)) if matter.offered_to_id else None
    if passage is None:
        raise Http404
    return matter, passage


def _offered(request: Asked, uid: UUID) -> Matter:
    """The matter that is offered to one's unit, or 404."""
    matter, passage = _passage(request, uid)
    if passage.state != PassageState.OFFERED or not may_answer(request.actor, passage):
        raise Http404
    return matter
