"""Work on what is published: writing, reviewing, correcting, withdrawing, and looking after deliveries."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yixian.access.gate import Asked, needs
from yixian.channels import actions, conf, forms, queries
from yixian.channels.enums import State
from yixian.channels.models import Edition, Publication
from yixian.channels.queries import Sheet
from yixian.desk.views.channels import gate
from yixian.desk.views.sending import press, send, sent
from yixian.places.models import Unit
from yixian.procedures.language import Text
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])


def _crumbs(row: Publication | None = None) -> list[Tab]:
    crumbs = [Tab(title=_("Publications"), href=reverse("desk:publications"))]
    return [*crumbs, Tab(title=row.title, href=page_of(row.uid))] if row else crumbs


def page_of(uid: UUID) -> str:
    """The address of a publication."""
    return reverse("desk:publication", kwargs={"uid": uid})


@needs("channels.write")
@CHANGE
def write(request: Asked) -> HttpResponseBase:
    """Write a new text."""
    form = forms.TextForm(sent(request), request.FILES or None, channels=conf.choices())
    home = _home(request)
    return send(
        request,
        form,
        lambda given: actions.draft(
            by=request.actor, at=timezone.now(), uid=given["token"], wording=form.wording, unit=home
        ),
        title=_("Write something to publish"),
        done=_("It was written down. Look at it once more, then hand it in for review."),
        back=reverse("desk:publications"),
        to=lambda: page_of(form.cleaned_data["token"]),
        crumbs=_crumbs(),
        lead=_("A second person reads it before it goes out."),
        multipart=True,
    )


def _home(request: Asked) -> Unit:
    """The unit that a new text is of: the writer's own, where they may write for it."""
    reach = request.actor.reach.get("channels.write", frozenset())
    own = Unit.objects.filter(pk__in=request.actor.own_units, lineage__overlap=sorted(reach))
    found = own.defer("boundary").order_by("pk").first()
    if found is None:
        raise Http404
    return found


@needs("channels.write")
@CHANGE
def edit(request: Asked, uid: UUID) -> HttpResponseBase:
    """Change a text that is not out yet."""
    sheet = gate(request, uid)
    if sheet.at_work is None or not request.actor.may("channels.write", sheet.publication.unit.lineage):
        raise Http404
    if sheet.at_work.number > 1:
        return _correct(request, sheet, sheet.at_work)
    form = forms.TextForm(
        sent(request),
        request.FILES or None,
        channels=conf.choices(),
        edition=sheet.at_work,
        kind=sheet.publication.kind,
    )
    return send(
        request,
        form,
        lambda given: actions.draft(
            by=request.actor, at=timezone.now(), uid=uid, wording=form.wording, token=given["token"]
        ),
        title=_("Change the text"),
        done=_("It was written down. It has to be handed in for review again."),
        back=page_of(uid),
        crumbs=_crumbs(sheet.publication),
        multipart=True,
    )


@needs("channels.write")
@CHANGE
def correct(request: Asked, uid: UUID) -> HttpResponseBase:
    """Write a corrected text."""
    sheet = gate(request, uid)
    row = sheet.publication
    current = next((each for each in sheet.editions if each.pk == row.current_id), None)
    if current is None or row.state != State.LIVE or sheet.at_work is not None:
        raise Http404
    if not request.actor.may("channels.write", row.unit.lineage):
        raise Http404
    return _correct(request, sheet, current)


def _correct(request: Asked, sheet: Sheet, edition: Edition) -> HttpResponseBase:
    row = sheet.publication
    form = forms.CorrectForm(
        sent(request),
        request.FILES or None,
        channels=conf.choices(),
        edition=edition,
        kind=row.kind,
        initial={"correction": edition.correction if edition is sheet.at_work else ""},
    )
    return send(
        request,
        form,
        lambda given: actions.correct(
            by=request.actor,
            at=timezone.now(),
            uid=row.uid,
            wording=form.wording,
            correction=given["correction"],
            token=given["token"],
        ),
        title=_("Correct it"),
        done=_("The corrected text was written down. Hand it in for review."),
        back=page_of(row.uid),
        crumbs=_crumbs(row),
        lead=_("The text that is out stays until a second person has approved the corrected one."),
        multipart=True,
    )


@needs("channels.write")
@require_POST
def submit(request: Asked, uid: UUID) -> HttpResponseBase:
    """Hand a text in for review."""
    return _seen(request, uid, actions.submit, _("It waits for a second person now."))


@needs("channels.review")
@require_POST
def review(request: Asked, uid: UUID) -> HttpResponseBase:
    """Approve the text that was looked at."""
    return _seen(request, uid, actions.approve, _("It is published and on its way to its channels."))


def _seen(request: Asked, uid: UUID, act: Callable[..., object], done: Text) -> HttpResponseBase:
    """Carry out a deed about the very text that the page showed."""
    gate(request, uid)
    form = forms.SeenForm(request.POST, seen="")
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    return press(
        request,
        lambda: act(by=request.actor, at=timezone.now(), uid=uid, seen=given["seen"], token=given["token"]),
        done=done,
        back=page_of(uid),
    )


@needs("channels.review")
@CHANGE
def send_back(request: Asked, uid: UUID) -> HttpResponseBase:
    """Send a text back to its writer."""
    sheet = gate(request, uid)
    edition = sheet.at_work
    if edition is None or edition.state != State.REVIEW:
        raise Http404
    return send(
        request,
        forms.SendBackForm(sent(request), seen=edition.digest),
        lambda given: actions.send_back(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            seen=given["seen"],
            remark=given["remark"],
            token=given["token"],
        ),
        title=_("Send it back"),
        done=_("It went back to its writer."),
        back=page_of(uid),
        crumbs=_crumbs(sheet.publication),
    )


@needs("channels.write")
@CHANGE
def withdraw(request: Asked, uid: UUID) -> HttpResponseBase:
    """Take a publication back."""
    sheet = gate(request, uid)
    if sheet.publication.state != State.LIVE:
        raise Http404
    return send(
        request,
        forms.WithdrawForm(sent(request)),
        lambda given: actions.withdraw(
            by=request.actor, at=timezone.now(), uid=uid, reason=given["reason"], token=given["token"]
        ),
        title=_("Withdraw it"),
        done=_("It was withdrawn. The website says so and why; other channels take it back where they can."),
        back=page_of(uid),
        crumbs=_crumbs(sheet.publication),
        lead=_("This takes effect at once and needs no second person. It cannot be undone: publish it anew."),
    )


@needs("channels.write")
@CHANGE
def drop(request: Asked, uid: UUID) -> HttpResponseBase:
    """Ask whether what is being written is to be dropped, and drop it; sent twice, it is dropped once."""
    if request.method == "POST" and queries.dropped(uid):
        return redirect("desk:publications")
    sheet = gate(request, uid)
    edition = sheet.at_work
    if edition is None or edition.state != State.DRAFT:
        raise Http404
    first = sheet.publication.current_id is None
    lead = (
        _("The text goes altogether. That it was there stays on record.")
        if first
        else _("The corrected text goes. The text that is out stays as it is.")
    )
    return send(
        request,
        forms.SeenForm(sent(request), seen=edition.digest),
        lambda given: actions.drop(
            by=request.actor, at=timezone.now(), uid=uid, seen=given["seen"], token=given["token"]
        ),
        title=_("Drop it"),
        done=_("It was dropped."),
        back=page_of(uid),
        to=(lambda: reverse("desk:publications")) if first else None,
        crumbs=_crumbs(sheet.publication),
        lead=lead,
    )


@needs("channels.write")
@require_POST
def again(request: Asked, uid: UUID, delivery: int) -> HttpResponseBase:
    """Try a delivery that failed once more."""
    gate(request, uid)
    return press(
        request,
        lambda: actions.try_again(by=request.actor, at=timezone.now(), uid=uid, delivery=delivery),
        done=_("It is tried again."),
        back=page_of(uid),
    )


@needs("channels.write")
@CHANGE
def settle(request: Asked, uid: UUID, delivery: int) -> HttpResponseBase:
    """Say what was found at a channel of which nobody knows whether the text arrived."""
    sheet = gate(request, uid)
    return send(
        request,
        forms.SettleForm(sent(request)),
        lambda given: actions.settle(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            delivery=delivery,
            arrived=given["arrived"] == "yes",
            token=given["token"],
        ),
        title=_("Did it arrive?"),
        done=_("It was noted."),
        back=page_of(uid),
        crumbs=_crumbs(sheet.publication),
        lead=_(
            "The connection broke while it was sent. Please look at the channel yourself, so that nothing stands there twice."
        ),
    )
