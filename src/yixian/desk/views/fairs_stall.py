"""The stall of a fair: call the next number, call it again, and note what came of it."""

from uuid import UUID, uuid4

from django import forms as django_forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yixian.access.gate import Asked, needs
from yixian.concerns.rules import matter_uid
from yixian.desk.views.counter import FILED
from yixian.desk.views.fairs import day_of, gathering_of, ways
from yixian.desk.views.sending import press, send, sent
from yixian.fairs import actions, forms, queries
from yixian.fairs.enums import Numbering, Outcome, State
from yixian.fairs.models import Fair, Stall, Ticket
from yixian.gatherings.models import Gathering
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])
WORKS = ("gatherings.keep", "fairs.serve")


@needs(*WORKS)
@require_GET
def stall(request: Asked, uid: UUID, stall: UUID) -> HttpResponseBase:
    """A stall as whoever stands there works with it."""
    gathering, found, row = _stall(request, uid, stall)
    board = queries.board(found)
    desk = next(each for each in board.desks if each.stall.pk == row.pk)
    own = [each for each in desk.called if each.called_by_id == request.actor.person_id]
    following = queries.next_waiting(row, found.numbering)
    context = {
        "gathering": gathering,
        "fair": found,
        "stall": row,
        "own": own,
        "others": [each for each in desk.called if each not in own],
        "following": following,
        "waiting": board.waiting if found.numbering == Numbering.COMMON else desk.waiting,
        "skipped": [each for each in board.skipped if each.stall_id == row.pk],
        "token": uuid4(),
        "crumbs": ways(gathering)["crumbs"],
    }
    return render(request, "desk/fair_stall.html", context)


@needs(*WORKS)
@require_POST
def call(request: Asked, uid: UUID, stall: UUID) -> HttpResponseBase:
    """Call the next number."""
    _gathering, _fair, row = _stall(request, uid, stall)
    return press(
        request,
        lambda: actions.call_next(
            by=request.actor, at=timezone.now(), uid=uid, stall=row.uid, token=_token(request)
        ),
        done="",
        back=_page(row),
    )


@needs(*WORKS)
@require_POST
def again(request: Asked, uid: UUID, ticket: UUID) -> HttpResponseBase:
    """Call a number again."""
    _gathering, row, stall = _ticket(request, uid, ticket)
    return press(
        request,
        lambda: actions.recall(
            by=request.actor, at=timezone.now(), uid=uid, ticket=ticket, token=_token(request)
        ),
        done=_("Number %(label)s was called again.") % {"label": row.label},
        back=_page(stall),
    )


@needs(*WORKS)
@require_POST
def skip(request: Asked, uid: UUID, ticket: UUID) -> HttpResponseBase:
    """Note that nobody came."""
    _gathering, row, stall = _ticket(request, uid, ticket)
    return press(
        request,
        lambda: actions.skip(
            by=request.actor, at=timezone.now(), uid=uid, ticket=ticket, token=_token(request)
        ),
        done=_("Number %(label)s did not come; it can be called again.") % {"label": row.label},
        back=_page(stall),
    )


@needs(*WORKS)
@never_cache
@require_POST
def phone(request: Asked, uid: UUID, ticket: UUID) -> HttpResponseBase:
    """Show the telephone number that was left, to call whoever holds the number; that is recorded."""
    gathering, row, stall = _ticket(request, uid, ticket)
    number = actions.open_phone(by=request.actor, at=timezone.now(), uid=uid, ticket=ticket)
    context = {"ticket": row, "phone": number, "stall": stall, "back": _page(stall), "gathering": gathering}
    return render(request, "desk/fair_phone.html", context)


@needs(*WORKS)
@CHANGE
def finish(request: Asked, uid: UUID, ticket: UUID) -> HttpResponseBase:
    """Note what came of a number."""
    gathering, row, stall = _ticket(request, uid, ticket)
    if row.state not in (State.CALLED, State.SERVED):
        raise Http404
    form = forms.FinishForm(sent(request), on=timezone.localdate(), place=gathering.place)
    codes: list[str] = []

    def act(given: dict[str, object]) -> None:
        _row, code = actions.finish(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            ticket=ticket,
            outcome=Outcome(str(given["outcome"])),
            said=form.said,
            token=form.cleaned_data["token"],
        )
        if code:
            codes.append(code)
            request.session[FILED] = matter_uid(ticket).hex

    crumbs = [*ways(gathering)["crumbs"], Tab(title=str(stall), href=_page(stall))]
    return send(
        request,
        form,
        act,
        title=_("Number %(label)s is done") % {"label": row.label},
        done=_("Number %(label)s is done. You can call the next one.") % {"label": row.label},
        back=_page(stall),
        crumbs=crumbs,
        page="desk/fair_finish.html",
        to=lambda: reverse("desk:filed", args=[matter_uid(ticket)]) if codes else _page(stall),
        fair=stall.fair,
        ticket=row,
        token=uuid4(),
    )


def _token(request: Asked) -> UUID | None:
    """The id that came with a button, so that one pressed twice is carried out once."""
    try:
        return django_forms.UUIDField(required=False).clean(request.POST.get("token", "")) or None
    except django_forms.ValidationError:
        return None


def _page(stall: Stall) -> str:
    return reverse("desk:fair_stall", args=[stall.fair.uid, stall.uid])


def _stall(request: Asked, uid: UUID, stall: UUID) -> tuple[Gathering, Fair, Stall]:
    """A stall, for whoever serves there or keeps the fair."""
    gathering, found = gathering_of(request, uid), day_of(uid)
    row = found.stalls.select_related("unit", "fair").defer("unit__boundary").filter(uid=stall).first()
    if row is None or not (queries.serves_at(request.actor, row) or queries.keeps(request.actor, gathering)):
        raise Http404
    return gathering, found, row


def _ticket(request: Asked, uid: UUID, ticket: UUID) -> tuple[Gathering, Ticket, Stall]:
    """A number that was called, for whoever serves where it was called."""
    row = Ticket.objects.filter(fair__uid=uid, uid=ticket).select_related("stall").first()
    if row is None or row.stall is None:
        raise Http404
    gathering, _fair, stall = _stall(request, uid, row.stall.uid)
    return gathering, row, stall
