"""Services of the menu at work: signing for somebody, claiming, giving out parts."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.views.changes import write
from yixian.desk.views.counter import FILED
from yixian.desk.views.menu import item_of
from yixian.desk.views.menu_sheet import CHANGE, done, menu_at, show
from yixian.desk.views.sending import sent
from yixian.matters.actions import Refused
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.menu import actions, queries
from yixian.menu.enums import ISSUED, WITH_A_TEAM
from yixian.menu.forms import SignAtDeskForm
from yixian.menu.models import Task, Volunteer, Wish
from yixian.menu.rules import around
from yixian.menu.work_forms import ClaimForm, SplitForm


@needs("menu.register")
@CHANGE
def sign(request: Asked, item: UUID) -> HttpResponseBase:
    """Sign an item for somebody at the counter, on the telephone, or on the spot."""
    found, today = item_of(item), timezone.localdate()
    form = SignAtDeskForm(sent(request), item=found, own=request.actor.own_units, on=today)

    def act() -> HttpResponse:
        given = form.cleaned_data
        signed = form.signed(found, given["place"], Channel(given["channel"]))
        actions.sign(by=request.actor, at=timezone.now(), signed=signed)
        request.session[FILED] = given["ticket"].hex
        return redirect("desk:filed", uid=given["ticket"])

    return show(
        request,
        form,
        act,
        title=_("Sign for somebody"),
        back=menu_at(found.place),
        item=found,
        submit=_("Sign it"),
    )


@needs("menu.claim")
@CHANGE
def claim(request: Asked, uid: UUID) -> HttpResponseBase:
    """Claim an item for a team: what and where is told, who signed it only to the branch that has it."""
    try:
        wish = queries.wish_of(uid)
    except Wish.DoesNotExist:
        return _gone(request, uid)
    choices = queries.claimants(request.actor, wish, timezone.localdate())
    form = ClaimForm(sent(request), choices=choices)

    def act() -> HttpResponse:
        given = form.cleaned_data
        team = next(each.team for each in choices if each.team.pk == given["team"])
        actions.claim(by=request.actor, at=timezone.now(), uid=uid, team=team, token=given["token"])
        return done(
            request, _("Claimed. The resident reads that your team takes it on."), "desk:matter", uid=uid
        )

    return show(
        request,
        form,
        act,
        title=_("Claim it"),
        back=reverse("desk:menu_board"),
        item=wish.item,
        wish=wish,
        choices=choices,
        far=not choices and wish.matter.step == ISSUED and _far(request, wish),
        now=timezone.now(),
    )


def _far(request: Asked, wish: Wish) -> bool:
    """Whether none of the branches that somebody claims for is around the place of an item."""
    own = queries.branches_of(request.actor, "menu.claim", timezone.localdate())
    every = queries.towns()
    return not any(around(each.lineage, wish.matter.place.lineage, every) for each in own)


def _gone(request: Asked, uid: UUID) -> HttpResponseBase:
    """Answer to a claim of what waits no longer: one's own is shown, another's is told."""
    if Matter.objects.visible_to(request.actor).filter(uid=uid, wish__team__isnull=False).exists():
        return redirect("desk:matter", uid=uid)
    if not Wish.objects.filter(matter__uid=uid, matter__about_units=[], matter__about_persons=[]).exists():
        raise Http404
    messages.warning(request, _("It waits no longer: another branch has claimed it, or it was withdrawn."))
    return redirect("desk:menu_board")


@needs("menu.work")
@CHANGE
def split(request: Asked, uid: UUID) -> HttpResponseBase:
    """Give a part of a service to a member of the team."""
    wish = _with_us(request, uid)
    if wish is None or wish.team is None:
        return _moved_on(request, uid)
    matter = wish.matter
    members = list(Volunteer.objects.on(timezone.localdate()).filter(team=wish.team))
    if not members:
        nobody = {
            "title": _("Give a part to a member"),
            "item": wish.item,
            "matter": matter,
            "team": wish.team,
        }
        return render(
            request, "desk/menu_nobody.html", nobody, status=422 if request.method == "POST" else 200
        )
    form = SplitForm(sent(request), seen=matter.version, members=members)
    return write(
        request,
        matter,
        form,
        lambda given: actions.split(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            task=given["task"],
            volunteer=next(each for each in members if each.pk == given["volunteer"]),
            what=given["what"],
            **form.written,
        ),
        title=_("Give a part to a member"),
        done=_("The part was given out."),
    )


def _with_us(request: Asked, uid: UUID) -> Wish | None:
    """A service that a team of the actor's has in hand, None where it has not, or not any more."""
    rows = Matter.objects.visible_to(request.actor).placed()
    matter = rows.filter(uid=uid, step__in=WITH_A_TEAM, wish__team__isnull=False).first()
    if matter is None or not request.actor.may("menu.work", matter.holder.lineage):
        return None
    wish = (
        Wish.objects.select_related("team", "item__place").defer("item__place__boundary").get(matter=matter)
    )
    wish.matter = matter
    return wish


def _moved_on(request: Asked, uid: UUID) -> HttpResponseBase:
    """Answer to what was sent of a service that moved on meanwhile: it is said where it stands; 404 for a mere visit."""
    known = Wish.objects.filter(matter__uid=uid, matter__about_units=[], matter__about_persons=[])
    if request.method != "POST" or not known.exists():
        raise Http404
    messages.warning(request, _("Your team has this in hand no longer. Nothing was changed."))
    if Matter.objects.visible_to(request.actor).filter(uid=uid).exists():
        return redirect("desk:matter", uid=uid)
    return redirect("desk:menu_board")


@needs("menu.work")
@require_POST
def tick(request: Asked, uid: UUID, task: UUID) -> HttpResponseBase:
    """Mark a part done."""
    return _part(request, uid, task, actions.tick)


@needs("menu.work")
@require_POST
def drop(request: Asked, uid: UUID, task: UUID) -> HttpResponseBase:
    """Take a part back."""
    return _part(request, uid, task, actions.drop)


def _part(request: Asked, uid: UUID, task: UUID, act: Callable[..., Matter]) -> HttpResponseBase:
    try:
        act(by=request.actor, at=timezone.now(), uid=uid, task=task)
    except Refused as refused:
        messages.error(request, str(refused))
    except (Denied, Matter.DoesNotExist):
        return _moved_on(request, uid)
    except Task.DoesNotExist:
        messages.warning(request, _("This part was taken back already."))
    return redirect("desk:matter", uid=uid)
