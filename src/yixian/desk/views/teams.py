"""Teams: joint working groups and livelihood teams, what they did, and the long-standing problems they took on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.views.matter import gate, title_of
from yixian.matters.actions import Refused, Stale
from yixian.matters.forms import Writing
from yixian.matters.models import Matter
from yixian.people.models import Post
from yixian.places.models import Unit
from yixian.teams import actions, forms
from yixian.teams.actions.teams import Call, Trip
from yixian.teams.enums import Came, Capacity, Care, TeamKind, Topic
from yixian.teams.models import Member, Problem, Team, Tour
from yixian.teams.queries import teams as queries

CHANGE = require_http_methods(["GET", "POST"])


@needs("matters.see")
@require_GET
def teams(request: Asked) -> HttpResponseBase:
    """Every team by kind, with how much of it the reader may see. One statement."""
    found = queries.teams(request.actor)
    groups = [(kind.label, [each for each in found if each.kind == kind]) for kind in TeamKind]
    return render(
        request,
        "desk/teams_list.html",
        {"groups": groups, "any": bool(found), "keeps": request.actor.may("teams.keep")},
    )


def _team(request: Asked, uid: UUID, *, keeps: bool = False) -> Team:
    """A team, or 404; `keeps` asks that the reader keeps it."""
    try:
        team = queries.team_of(uid)
    except Team.DoesNotExist:
        raise Http404 from None
    if keeps and not request.actor.may("teams.keep", team.unit.lineage):
        raise Http404
    return team


@needs("matters.see")
@require_GET
def team(request: Asked, uid: UUID) -> HttpResponseBase:
    """Members, tours, visits and problems of a team. Nine statements."""
    found = _team(request, uid)
    sheet = queries.sheet_of(found, request.actor)
    return render(
        request,
        "desk/teams_team.html",
        {
            "team": found,
            "sheet": sheet,
            "tours": [_tour_row(each) for each in sheet.tours],
            "visits": [
                (each, [Care(kind).label for kind in each.care], title_of(each.matter) if each.matter else "")
                for each in sheet.visits
            ],
            "problems": [(each, title_of(each.matter)) for each in sheet.problems],
            "keeps": request.actor.may("teams.keep", found.unit.lineage),
            "files": request.actor.may("disputes.register"),
        },
    )


def _tour_row(tour: Tour) -> dict[str, Any]:
    return {
        "tour": tour,
        "places": list(tour.places.all()),
        "members": [each.name for each in tour.members.all()],
        "topics": [Topic(each).label for each in tour.topics],
    }


def _write(
    request: Asked,
    form: forms.TeamWriting,
    act: Callable[[dict[str, Any]], Team],
    *,
    title: str,
    done: str,
    team: Team | None = None,
    lead: str = "",
) -> HttpResponseBase:
    """Show a form of a team, or carry it out and go to the team; what stands against it stands by the fields."""
    if request.method == "POST" and form.is_valid():
        try:
            found = act(form.cleaned_data)
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.text))
        except (Denied, ObjectDoesNotExist):
            raise Http404 from None
        else:
            messages.success(request, done)
            return redirect("desk:team", uid=found.uid)
    shown: dict[str, Any] = {"team": team, "form": form, "title": title, "lead": lead, "sources": {}}
    return render(request, "desk/teams_change.html", shown, status=422 if form.is_bound else 200)


def _data(request: Asked) -> Any:
    return request.POST if request.method == "POST" else None


@needs("teams.keep")
@CHANGE
def found(request: Asked) -> HttpResponseBase:
    """Set up a team."""
    form = forms.TeamForm(
        _data(request),
        choices={"unit": queries.leading_units(request.actor, timezone.localdate())},
        since=timezone.localdate(),
    )
    return _write(
        request,
        form,
        lambda given: actions.found(
            by=request.actor,
            at=timezone.now(),
            uid=given["token"],
            kind=TeamKind(given["kind"]),
            name=given["name"],
            unit=Unit.objects.get(pk=given["unit"]),
            since=given["since"],
        ),
        title=_("Set up a team"),
        done=_("The team was set up."),
    )


@needs("teams.keep")
@CHANGE
def join(request: Asked, uid: UUID) -> HttpResponseBase:
    """Add a member."""
    found = _team(request, uid, keeps=True)
    posts = queries.may_join(found.unit, timezone.localdate())
    form = forms.MemberForm(
        _data(request),
        choices={"post": [(each.pk, f"{each.person.name} · {each.unit.name}") for each in posts]},
        since=timezone.localdate(),
    )
    return _write(
        request,
        form,
        lambda given: actions.join(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            capacity=Capacity(given["capacity"]),
            since=given["since"],
            post=Post.objects.select_related("person", "unit").get(pk=given["post"])
            if given["post"]
            else None,
            name=given["name"],
            token=given["token"],
        ),
        title=_("Add a member"),
        done=_("The member joined."),
        team=found,
    )


@needs("teams.keep")
@CHANGE
def leave(request: Asked, uid: UUID, member: int) -> HttpResponseBase:
    """End a membership."""
    found = _team(request, uid, keeps=True)
    row = found.members.filter(pk=member, until=None).first()
    if row is None:
        raise Http404
    return _write(
        request,
        forms.TeamWriting(_data(request)),
        lambda given: actions.leave(
            by=request.actor, at=timezone.now(), uid=uid, member=member, token=given["token"]
        ),
        title=_("End the membership of %(name)s") % {"name": row.name},
        done=_("The member left the team."),
        team=found,
        lead=_("What they did with the team stays in its history."),
    )


@needs("teams.keep")
@CHANGE
def tour(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record a tour."""
    found, today = _team(request, uid, keeps=True), timezone.localdate()
    form = forms.TourForm(
        _data(request),
        choices={
            "places": queries.places_of(found.unit, today),
            "members": [(each.pk, each.name) for each in found.members.filter(until=None)],
        },
        day=today,
    )

    def act(given: dict[str, Any]) -> Team:
        trip = Trip(
            day=given["day"],
            places=list(Unit.objects.filter(pk__in=given["places"])),
            members=list(Member.objects.filter(pk__in=given["members"])),
            topics=[Topic(each) for each in given["topics"]],
            helped=given["helped"],
            settled=given["settled"],
            note=given["note"],
        )
        return actions.tour(
            by=request.actor, at=timezone.now(), uid=uid, tour_uid=given["token"], trip=trip
        ).team

    return _write(request, form, act, title=_("Record a tour"), done=_("The tour was recorded."), team=found)


@needs("teams.keep")
@CHANGE
def household(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record a visit to a household."""
    found, today = _team(request, uid, keeps=True), timezone.localdate()
    seen = Matter.objects.visible_to(request.actor)
    problems = found.problems.filter(matter__in=seen).select_related("matter__place").order_by("-taken_at")
    form = forms.HouseholdForm(
        _data(request),
        choices={
            "place": queries.places_of(found.unit, today),
            "matter": [
                (each.matter.uid, f"{each.matter.number} {title_of(each.matter)}")
                for each in problems.defer("matter__story", "matter__place__boundary")[: queries.NEWEST]
            ],
        },
        day=today,
    )

    def act(given: dict[str, Any]) -> Team:
        actions.household(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            call=Call(
                day=given["day"],
                place=Unit.objects.get(pk=given["place"]),
                came=Came(given["came"]),
                household=given["household"],
                care=[Care(each) for each in given["care"]],
                heard=given["heard"],
            ),
            matter=UUID(given["matter"]) if given["matter"] else None,
            token=given["token"],
        )
        return found

    return _write(
        request,
        form,
        act,
        title=_("Record a visit to a household"),
        done=_("The visit was recorded."),
        team=found,
        lead=_("A household is never named here. A visit offers help; it does not keep watch."),
    )


def _problem_form(
    request: Asked,
    matter: Matter,
    form: Writing,
    act: Callable[[dict[str, Any]], Problem],
    *,
    title: str,
    done: str,
) -> HttpResponseBase:
    """Show a form about a long-standing problem, or carry it out and go back to its matter."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.refusals)
        except Stale as stale:
            form.overtake(str(stale), matter.version)
        except (Denied, ObjectDoesNotExist):
            raise Http404 from None
        else:
            messages.success(request, done)
            return redirect("desk:matter", uid=matter.uid)
    shown = {
        "matter": matter,
        "matter_title": title_of(matter),
        "form": form,
        "title": title,
        "lead": "",
        "back_to": "desk:matter",
        "sources": {},
    }
    return render(request, "desk/cases_change.html", shown, status=422 if form.is_bound else 200)


@needs("teams.keep")
@CHANGE
def take_on(request: Asked, uid: UUID) -> HttpResponseBase:
    """Take a matter on as a long-standing problem."""
    matter = gate(request, uid)
    members = Member.objects.filter(until=None, team__in=queries.kept_by(request.actor)).select_related(
        "team"
    )
    form = forms.ProblemForm(
        _data(request),
        seen=matter.version,
        choices={
            "lead": [
                (each.pk, f"{each.team.name} · {each.name}") for each in members.order_by("team__name", "pk")
            ]
        },
    )

    def act(given: dict[str, Any]) -> Problem:
        lead = Member.objects.select_related("team", "post__unit", "post__person").get(pk=given["lead"])
        return actions.take_on(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            team=lead.team.uid,
            lead=lead,
            stands_since=given["stands_since"],
            plan=given["plan"],
            token=given["token"],
        )

    return _problem_form(
        request,
        matter,
        form,
        act,
        title=_("Take it on as a long-standing problem"),
        done=_("The team has it now."),
    )


@needs("teams.keep")
@CHANGE
def settle(request: Asked, uid: UUID) -> HttpResponseBase:
    """Write down the result of a long-standing problem."""
    matter = gate(request, uid)
    if not Problem.objects.filter(matter=matter, settled_at=None).exists():
        raise Http404
    return _problem_form(
        request,
        matter,
        forms.SettledForm(_data(request), seen=matter.version),
        lambda given: actions.settle(
            by=request.actor, at=timezone.now(), uid=uid, result=given["result"], token=given["token"]
        ),
        title=_("Write down the result"),
        done=_("The result was written down."),
    )
