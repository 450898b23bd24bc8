"""What comes in by the channels: the inbox, one message, and its ways to an end."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yixian.access.gate import Asked, needs
from yixian.channels import actions, declare, forms, queries
from yixian.channels.actions import telling
from yixian.channels.enums import CloseGround, MessageState
from yixian.channels.models import Message, Reply
from yixian.concerns.models import Concern
from yixian.desk import opened
from yixian.desk.views.channels import paged
from yixian.desk.views.sending import press, send, sent
from yixian.kernel import sealed
from yixian.matters.models import Matter
from yixian.procedures.language import Text
from yixian.rulebook.ledger import sentence
from yixian.rulebook.queries import book
from yixian.rulebook.terms import Clock
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])
RECEIVE = "channels.receive"
LISTS: dict[str, Text] = {
    "new": gettext_lazy("To be looked at"),
    "late": gettext_lazy("Past their time"),
    "still": gettext_lazy("Answer did not go back"),
    "all": gettext_lazy("All"),
}


@needs(RECEIVE)
@require_GET
def inbox(request: Asked) -> HttpResponseBase:
    """What came in, newest first; never what it says. Two statements."""
    which, at = request.GET.get("which", "new"), timezone.now()
    if which not in LISTS:
        raise Http404
    page = paged(request, lambda **keys: queries.inbox(request.actor, which, at, **keys))
    counts = queries.inbox_counts(request.actor, at)
    context = {
        "page": page,
        "rows": [(each, declare.get(each.channel)) for each in page.rows],
        "tabs": [
            Tab(title=title, href=f"?which={key}", here=key == which, count=counts.get(key))
            for key, title in LISTS.items()
        ],
        "kept": f"which={which}",
        "which": which,
        "now": at,
    }
    return render(request, "desk/channel_inbox.html", context)


def gate(request: Asked, uid: UUID) -> Message:
    """A message of a channel that the actor's units keep, or 404."""
    try:
        return queries.message(request.actor, uid)
    except Message.DoesNotExist:
        raise Http404 from None


@needs(RECEIVE)
@require_GET
def message(request: Asked, uid: UUID) -> HttpResponseBase:
    """One message: sealed until it is opened, what became of it, and what went back."""
    row, at = gate(request, uid), timezone.now()
    is_open = opened.is_open(request, uid, at, "message")
    clock = Clock.from_json(row.clock) if row.clock else None
    mine = Concern.objects.visible_to(request.actor).filter(pk=row.concern_id or 0)
    concern = row.concern if mine.exists() else None
    matter = row.concern.matter if row.concern else None
    sees = matter is not None and Matter.objects.visible_to(request.actor).filter(pk=matter.pk).exists()
    went = list(row.replies.all())
    replies = [each for each in went if _open_to(each, sees_concern=concern is not None, sees_matter=sees)]
    context = {
        "row": row,
        "channel": declare.get(row.channel),
        "is_open": is_open,
        "words": sealed.text(row, "words") if is_open else "",
        "replies": [(each, sealed.text(each, "words") if is_open else "") for each in replies],
        "more": len(went) > len(replies),
        "held_back": [each for each in went if each.stands_still and each not in replies],
        "concern": concern,
        "others": queries.of_sender(request.actor, row),
        "clock": clock,
        "sentence": sentence(clock, book(timezone.localdate(at)).calendar) if clock else "",
        "matter": matter if sees else None,
        "ground": CloseGround(row.ground).label if row.ground else "",
        "new": row.state == MessageState.NEW,
        "now": at,
    }
    return render(request, "desk/channel_message.html", context)


def _open_to(reply: Reply, *, sees_concern: bool, sees_matter: bool) -> bool:
    """Whether the reader may see a reply: a receipt code never, what tells of concern or matter as they see these."""
    cause = reply.cause.partition(":")[0]
    if cause == telling.WORDS:
        return sees_matter
    return cause != telling.CODE and (sees_concern or cause != telling.FATED)


@needs(RECEIVE)
@require_POST
def read(request: Asked, uid: UUID) -> HttpResponseBase:
    """Open what a message says; that stands in its history."""
    gate(request, uid)
    at = timezone.now()
    answer = press(
        request,
        lambda: actions.read(by=request.actor, at=at, uid=uid),
        done="",
        back=_page(uid),
    )
    opened.remember(request, uid, at, "message")
    return answer


def _page(uid: UUID) -> str:
    return reverse("desk:message", kwargs={"uid": uid})


def _crumbs(row: Message) -> list[Tab]:
    return [
        Tab(title=_("Messages"), href=reverse("desk:messages")),
        Tab(title=row.label, href=_page(row.uid)),
    ]


@needs(RECEIVE)
@CHANGE
def take_up(request: Asked, uid: UUID) -> HttpResponseBase:
    """Make a concern of a message."""
    row = gate(request, uid)
    if row.state != MessageState.NEW and request.method == "GET":
        raise Http404
    form = forms.TakeUpForm(sent(request), on=timezone.localdate(), own=request.actor.own_units)
    return send(
        request,
        form,
        lambda given: actions.take_up(
            by=request.actor, at=timezone.now(), uid=uid, taking=form.taking, token=given["token"]
        ),
        title=_("Take it up"),
        done=_("It was taken up. What becomes of it goes back to the sender by the same way."),
        back=_page(uid),
        to=lambda: _taken_up(request, form.cleaned_data["uid"]),
        crumbs=_crumbs(row),
        lead=_("It becomes a concern: answer it, or turn it into a matter with one step more."),
    )


def _taken_up(request: Asked, uid: UUID) -> str:
    """The concern, or the inbox for whoever may not see it, because it is about them."""
    if Concern.objects.visible_to(request.actor).filter(uid=uid).exists():
        return reverse("desk:concern", kwargs={"uid": uid})
    messages.info(request, _("It is about your own office: another one brings it to its end."))
    return reverse("desk:messages")


@needs(RECEIVE)
@CHANGE
def answer(request: Asked, uid: UUID) -> HttpResponseBase:
    """Answer whoever wrote, by the same way."""
    row = gate(request, uid)
    return send(
        request,
        forms.AnswerForm(sent(request)),
        lambda given: actions.answer(
            by=request.actor, at=timezone.now(), uid=uid, text=given["text"], token=given["token"]
        ),
        title=_("Answer the sender"),
        done=_("The answer is on its way."),
        back=_page(uid),
        crumbs=_crumbs(row),
    )


@needs(RECEIVE)
@require_POST
def again(request: Asked, uid: UUID, reply: UUID) -> HttpResponseBase:
    """Send an answer once more that did not go back, or of which nobody knows."""
    gate(request, uid)
    return press(
        request,
        lambda: actions.tell_again(by=request.actor, at=timezone.now(), uid=uid, reply=reply),
        done=_("It is tried again."),
        back=_page(uid),
    )


@needs(RECEIVE)
@CHANGE
def close(request: Asked, uid: UUID) -> HttpResponseBase:
    """Put away a message that needs no answer."""
    row = gate(request, uid)
    if row.state != MessageState.NEW and request.method == "GET":
        raise Http404
    return send(
        request,
        forms.CloseForm(sent(request)),
        lambda given: actions.close(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            ground=CloseGround(given["ground"]),
            token=given["token"],
        ),
        title=_("Put it away"),
        done=_("It was put away."),
        back=reverse("desk:messages"),
        crumbs=_crumbs(row),
    )
