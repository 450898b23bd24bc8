"""Leading the volunteer teams of a branch."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.views.menu import team_context, team_or_404
from yixian.desk.views.menu_sheet import CHANGE, done, show
from yixian.desk.views.sending import sent
from yixian.menu import actions, queries
from yixian.menu.actions import MenuRefused
from yixian.menu.models import Volunteer, VolunteerTeam
from yixian.menu.work_forms import EnrolForm, TeamForm


@needs("menu.work")
@CHANGE
def team_found(request: Asked) -> HttpResponseBase:
    """Set up a volunteer team of a branch."""
    branches = queries.branches_of(request.actor, "menu.work", timezone.localdate())
    form = TeamForm(sent(request), branches=branches)

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
        return done(request, _("The team was set up. Now enrol its members."), "desk:menu_team", uid=made.uid)

    return show(request, form, act, title=_("Set up a volunteer team"), back=reverse("desk:menu_teams"))


@needs("menu.work")
@CHANGE
def team_change(request: Asked, uid: UUID) -> HttpResponseBase:
    """Change a team."""
    found = _led(request, uid)
    if found.until is not None:
        return _dissolved(request, uid)
    form = TeamForm(sent(request), team=found)

    def act() -> HttpResponse:
        token = form.cleaned_data["token"]
        actions.reshape(by=request.actor, at=timezone.now(), team=found, given=form.draft, token=token)
        return done(request, _("It was saved."), "desk:menu_team", uid=uid)

    return show(request, form, act, title=_("Change the team"), back=_team(uid))


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
    form = EnrolForm(sent(request))

    def act() -> HttpResponse:
        actions.enrol(
            by=request.actor,
            at=timezone.now(),
            team=found,
            members=form.members,
            since=timezone.localdate(),
            token=form.cleaned_data["token"],
        )
        return done(request, _("They are on the team."), "desk:menu_team", uid=uid)

    return show(request, form, act, title=_("Enrol members"), back=_team(uid))


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
