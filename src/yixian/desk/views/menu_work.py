"""Changes of the service menu: signing for somebody, claiming, splitting, keeping menus and leading teams."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.views.changes import write
from yixian.desk.views.counter import FILED
from yixian.desk.views.matter import gate
from yixian.desk.views.menu import item_of, team_context, team_or_404
from yixian.kernel.contact import InvalidPhone
from yixian.matters.actions import Refused
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.menu import actions, queries
from yixian.menu.actions import MenuRefused
from yixian.menu.enums import ISSUED, WITH_A_TEAM
from yixian.menu.forms import SignAtDeskForm
from yixian.menu.models import MenuItem, Task, Volunteer, VolunteerTeam, Wish
from yixian.menu.procedures import PROPOSAL
from yixian.menu.rules import around
from yixian.menu.work_forms import ClaimForm, EnrolForm, ItemForm, SplitForm, TeamForm
from yixian.places.models import Unit

CHANGE = require_http_methods(["GET", "POST"])
Act = Callable[[], HttpResponse]


def _data(request: Asked) -> Any:
    return request.POST if request.method == "POST" else None


def _write(
    request: Asked, form: forms.Form, act: Act, *, title: str, back: str, submit: str = "", **more: Any
) -> HttpResponseBase:
    """Show a form, or do what it asks and go on; what stands against it stands by the fields, all typed kept."""
    if request.method == "POST" and form.is_valid():
        try:
            return act()
        except MenuRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except Refused as refused:
            for each in refused.refusals:
                form.add_error(each.field if each.field in form.fields else None, str(each.text))
        except InvalidPhone:
            form.add_error("phone", _("This is not a telephone number that can be called."))
        except (Denied, Matter.DoesNotExist):
            raise Http404 from None
    shown = {"form": form, "title": title, "back": back, "submit": submit or title, "sources": {}, **more}
    return render(request, "desk/menu_change.html", shown, status=422 if form.is_bound else 200)


def _done(request: Asked, said: str, to: str, **kwargs: Any) -> HttpResponse:
    messages.success(request, said)
    there: HttpResponse = redirect(to, **kwargs)
    return there


@needs("menu.register")
@CHANGE
def sign(request: Asked, item: UUID) -> HttpResponseBase:
    """Sign an item for somebody at the counter, on the telephone, or on the spot."""
    found, today = item_of(item), timezone.localdate()
    form = SignAtDeskForm(_data(request), item=found, own=request.actor.own_units, on=today)

    def act() -> HttpResponse:
        given = form.cleaned_data
        signed = form.signed(found, given["place"], Channel(given["channel"]))
        actions.sign(by=request.actor, at=timezone.now(), signed=signed)
        request.session[FILED] = given["ticket"].hex
        return redirect("desk:filed", uid=given["ticket"])

    return _write(
        request,
        form,
        act,
        title=_("Sign for somebody"),
        back=_menu(found.place),
        item=found,
        submit=_("Sign it"),
    )


def _menu(place: Unit) -> str:
    return f"{reverse('desk:menu')}?place={place.pk}"


@needs("menu.claim")
@CHANGE
def claim(request: Asked, uid: UUID) -> HttpResponseBase:
    """Claim an item for a team: what and where is told, who signed it only to the branch that has it."""
    try:
        wish = queries.wish_of(uid)
    except Wish.DoesNotExist:
        return _gone(request, uid)
    choices = queries.claimants(request.actor, wish, timezone.localdate())
    form = ClaimForm(_data(request), choices=choices)

    def act() -> HttpResponse:
        given = form.cleaned_data
        team = next(each.team for each in choices if each.team.pk == given["team"])
        actions.claim(by=request.actor, at=timezone.now(), uid=uid, team=team, token=given["token"])
        return _done(
            request, _("Claimed. The resident reads that your team takes it on."), "desk:matter", uid=uid
        )

    return _write(
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
    form = SplitForm(_data(request), seen=matter.version, members=members)
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


@needs("menu.keep")
@CHANGE
def item_new(request: Asked) -> HttpResponseBase:
    """Put an item on a menu, perhaps because a resident proposed it."""
    proposal = _proposal(request)
    own = request.actor.own_units
    place = (
        proposal.place if proposal else Unit.objects.filter(pk__in=own, kind__in=queries.MENU_PLACES).first()
    )
    initial = {"place": place.pk if place else None, "skill": proposal.category if proposal else ""}
    form = ItemForm(
        _data(request),
        places=request.actor.units("menu.keep"),
        on=timezone.localdate(),
        answers=proposal is not None,
        initial=initial,
    )

    def act() -> HttpResponse:
        given = form.cleaned_data
        made = actions.enter(
            by=request.actor,
            at=timezone.now(),
            uid=given["token"],
            place=given["place"],
            given=form.draft,
            since=timezone.localdate(),
            proposal=proposal.uid if proposal else None,
            answer=given.get("answer", ""),
        )
        return _done(request, _("It is on the menu."), "desk:menu_item", item=made.uid)

    return _write(
        request, form, act, title=_("Put it on the menu"), back=reverse("desk:menu"), proposal=proposal
    )


def _proposal(request: Asked) -> Matter | None:
    """The proposal that the address names, or 404 for one that is not there to be answered."""
    named = request.GET.get("proposal", "")
    if not named:
        return None
    try:
        matter = gate(request, UUID(named))
    except ValueError:
        raise Http404 from None
    answerable = matter.procedure == PROPOSAL.key and matter.step == "proposed"
    if not answerable and not MenuItem.objects.filter(proposal=matter).exists():
        raise Http404
    return matter


@needs("menu.keep")
@CHANGE
def item_change(request: Asked, item: UUID) -> HttpResponseBase:
    """Change what an item offers."""
    found = _kept(request, item)
    form = ItemForm(_data(request), places=(), on=timezone.localdate(), item=found)

    def act() -> HttpResponse:
        token = form.cleaned_data["token"]
        actions.change(by=request.actor, at=timezone.now(), item=found, given=form.draft, token=token)
        return _done(request, _("It was saved. The public menu shows it."), "desk:menu_item", item=item)

    back = reverse("desk:menu_item", kwargs={"item": item})
    return _write(request, form, act, title=_("Change the item"), back=back)


@needs("menu.keep")
@require_POST
def item_end(request: Asked, item: UUID) -> HttpResponseBase:
    """Take an item off the menu."""
    found = _kept(request, item)
    actions.end(by=request.actor, at=timezone.now(), item=found)
    messages.success(request, _("It is off the menu. What was signed of it goes on."))
    return redirect(_menu(found.place))


def _kept(request: Asked, item: UUID) -> MenuItem:
    found = item_of(item)
    if not request.actor.may("menu.keep", found.place.lineage):
        raise Http404
    return found


@needs("menu.work")
@CHANGE
def team_found(request: Asked) -> HttpResponseBase:
    """Set up a volunteer team of a branch."""
    branches = queries.branches_of(request.actor, "menu.work", timezone.localdate())
    form = TeamForm(_data(request), branches=branches)

    def act() -> HttpResponse:
        given = form.cleaned_data
        made = actions.found(
            by=request.actor,
            at=timezone.now(),
            uid=given["token"],
            branch=next(unit for unit in branches if unit.pk == given["branch"]),
            given=form.draft,
            since=timezone.localdate(),
        )
        return _done(
            request, _("The team was set up. Now enrol its members."), "desk:menu_team", uid=made.uid
        )

    return _write(request, form, act, title=_("Set up a volunteer team"), back=reverse("desk:menu_teams"))


@needs("menu.work")
@CHANGE
def team_change(request: Asked, uid: UUID) -> HttpResponseBase:
    """Change a team."""
    found = _led(request, uid)
    if found.until is not None:
        return _dissolved(request, uid)
    form = TeamForm(_data(request), team=found)

    def act() -> HttpResponse:
        token = form.cleaned_data["token"]
        actions.reshape(by=request.actor, at=timezone.now(), team=found, given=form.draft, token=token)
        return _done(request, _("It was saved."), "desk:menu_team", uid=uid)

    return _write(request, form, act, title=_("Change the team"), back=_team(uid))


def _dissolved(request: Asked, uid: UUID) -> HttpResponse:
    """Answer to a change of a team that is no more."""
    messages.warning(request, _("This team was dissolved."))
    there: HttpResponse = redirect("desk:menu_team", uid=uid)
    return there


@needs("menu.release")
@require_POST
def team_dissolve(request: Asked, uid: UUID) -> HttpResponseBase:
    """Dissolve a team; its members leave it and their telephone numbers are shredded."""
    try:
        actions.dissolve(by=request.actor, at=timezone.now(), team=team_or_404(uid))
    except MenuRefused as refused:
        messages.error(request, str(refused))
    except Denied:
        raise Http404 from None
    else:
        messages.success(
            request, _("The team was dissolved. The telephone numbers of its members are deleted.")
        )
    return redirect("desk:menu_team", uid=uid)


@needs("menu.work")
@CHANGE
def enrol(request: Asked, uid: UUID) -> HttpResponseBase:
    """Enrol members, one or many at once."""
    found = _led(request, uid)
    if found.until is not None:
        return _dissolved(request, uid)
    form = EnrolForm(_data(request))

    def act() -> HttpResponse:
        actions.enrol(
            by=request.actor,
            at=timezone.now(),
            team=found,
            members=form.members,
            since=timezone.localdate(),
            token=form.cleaned_data["token"],
        )
        return _done(request, _("They are on the team."), "desk:menu_team", uid=uid)

    return _write(request, form, act, title=_("Enrol members"), back=_team(uid))


@needs("menu.work")
@require_POST
def leave(request: Asked, uid: UUID, volunteer: UUID) -> HttpResponseBase:
    """Let a member go; the telephone number is shredded."""
    found = _led(request, uid)
    member = get_object_or_404(Volunteer.objects.select_related("team"), uid=volunteer, team=found)
    try:
        actions.leave(by=request.actor, at=timezone.now(), volunteer=member)
    except MenuRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It was saved."))
    return redirect("desk:menu_team", uid=uid)


@needs("menu.work")
@require_POST
def phones(request: Asked, uid: UUID) -> HttpResponseBase:
    """Show the telephone numbers of a team once; that they were opened stands in its history."""
    found = _led(request, uid)
    try:
        numbers = actions.open_phones(by=request.actor, at=timezone.now(), team=found)
    except Denied:
        raise Http404 from None
    return render(request, "desk/menu_team.html", team_context(request, found, numbers))


def _led(request: Asked, uid: UUID) -> VolunteerTeam:
    found = team_or_404(uid)
    if not request.actor.may("menu.work", found.branch.lineage):
        raise Http404
    return found


def _team(uid: UUID) -> str:
    return reverse("desk:menu_team", kwargs={"uid": uid})
