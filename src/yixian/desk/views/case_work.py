"""What is done in a leader's case. Everything is a form of its own that works without a script."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.parts.case import WORKING
from yixian.desk.views.cases import Role, case_of, may_do, role_in
from yixian.desk.views.matter import gate, title_of
from yixian.matters.actions import Refused, Stale
from yixian.matters.forms import Writing
from yixian.matters.models import Matter
from yixian.people.models import Post
from yixian.places.models import Unit
from yixian.teams import actions, forms
from yixian.teams.actions.work import Wanted
from yixian.teams.enums import Care, EndWhy, Met, OpinionState, Tie
from yixian.teams.models import Opinion, Sponsorship
from yixian.teams.queries import cases as queries

CHANGE = require_http_methods(["GET", "POST"])


def _write(
    request: Asked,
    matter: Matter,
    form: Writing,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    done: str,
    lead: str = "",
) -> HttpResponseBase:
    """Show a form of a case, or carry it out and go back to the case; what stands against it stands by the fields."""
    there = "desk:case" if queries.newest_case(matter) else "desk:matter"
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
            return redirect("desk:case", uid=matter.uid)
    shown = {
        "matter": matter,
        "matter_title": title_of(matter),
        "form": form,
        "title": title,
        "lead": lead,
        "back_to": there,
        "sources": {},
    }
    return render(request, "desk/cases_change.html", shown, status=422 if form.is_bound else 200)


def _data(request: Asked) -> Any:
    return request.POST if request.method == "POST" else None


def _usual(request: Asked, given: dict[str, Any], matter: Matter) -> dict[str, Any]:
    return {"by": request.actor, "at": timezone.now(), "uid": matter.uid, "token": given["token"]}


def _allowed(request: Asked, uid: UUID, part: Callable[[Role], bool]) -> tuple[Matter, Sponsorship]:
    """An open case in which the reader has a part, or 404."""
    matter, found = case_of(request, uid)
    role = role_in(request, matter, found, queries.leaders(timezone.localdate()))
    if not part(role):
        raise Http404
    return matter, found


def _carriers(matter: Matter, found: Sponsorship) -> list[tuple[int, str]]:
    """Who may be given something to do: who undertakes, who holds it, towns and departments it is not about."""
    listed = [(found.undertaker_id, found.undertaker.name), (matter.holder_id, matter.holder.name)]
    listed += queries.undertakers(timezone.localdate())
    return [(pk, name) for pk, name in dict(listed).items() if pk not in matter.about_units]


def _places(matter: Matter) -> list[tuple[int, str]]:
    """Where a visit may have been: the place of the matter and what stands above it."""
    above = Unit.objects.filter(pk__in=matter.place.lineage).order_by("-lineage").values_list("pk", "name")
    return sorted(above, key=lambda each: matter.place.lineage.index(each[0]), reverse=True)


def _arrangement(matter: Matter) -> dict[str, forms.Choices]:
    today = timezone.localdate()
    return {
        "leader": queries.leading_posts(today),
        "undertaker": [each for each in queries.undertakers(today) if each[0] not in matter.about_units],
        "assistants": [
            (post.pk, f"{post.person.name} · {post.unit.name}")
            for post in queries.village_posts(matter, today)
        ],
    }


def _arranged(given: dict[str, Any]) -> dict[str, Any]:
    posts = Post.objects.select_related("unit", "person")
    return {
        "leader": posts.get(pk=given["leader"]),
        "undertaker": Unit.objects.get(pk=given["undertaker"]),
        "assistants": list(posts.filter(pk__in=given["assistants"])),
    }


@needs("teams.sponsor")
@CHANGE
def sponsor(request: Asked, uid: UUID) -> HttpResponseBase:
    """Put a matter under a leader."""
    matter = gate(request, uid)
    form = forms.CaseForm(_data(request), seen=matter.version, choices=_arrangement(matter))
    return _write(
        request,
        matter,
        form,
        lambda given: actions.sponsor(**_usual(request, given, matter), **_arranged(given)),
        title=_("Put it under a leader"),
        done=_("It stands under a leader now."),
        lead=_("Nobody leads, undertakes or assists where the matter is about them or their unit."),
    )


@needs("teams.sponsor")
@CHANGE
def arrange(request: Asked, uid: UUID) -> HttpResponseBase:
    """Change who leads, undertakes and assists."""
    matter, found = _allowed(request, uid, lambda role: role.keeps)
    form = forms.CaseForm(
        _data(request),
        seen=matter.version,
        choices=_arrangement(matter),
        leader=found.post_id,
        undertaker=found.undertaker_id,
        assistants=list(found.assistants.filter(until=None).values_list("post", flat=True)),
    )
    return _write(
        request,
        matter,
        form,
        lambda given: actions.arrange(**_usual(request, given, matter), **_arranged(given)),
        title=_("Who leads, undertakes and assists"),
        done=_("The case was arranged anew."),
    )


@needs(*WORKING)
@CHANGE
def recuse(request: Asked, uid: UUID) -> HttpResponseBase:
    """Declare a tie to a party."""
    matter, _found = case_of(request, uid)
    form = forms.TieForm(_data(request), seen=matter.version)
    return _write(
        request,
        matter,
        form,
        lambda given: actions.recuse(
            **_usual(request, given, matter), tie=Tie(given["tie"]), reason=given["reason"]
        ),
        title=_("Keep out of the case"),
        done=_("You keep out of this case from now on."),
        lead=_(
            "Whoever is tied to a party neither leads nor assists. A case that you led is given to somebody else."
        ),
    )


@needs(*WORKING)
@CHANGE
def plan(request: Asked, uid: UUID) -> HttpResponseBase:
    """Add a step to the plan."""
    matter, found = _allowed(request, uid, lambda role: role.works)
    form = forms.TaskForm(
        _data(request),
        seen=matter.version,
        choices={"unit": _carriers(matter, found)},
        unit=found.undertaker_id,
    )
    return _write(
        request,
        matter,
        form,
        lambda given: actions.plan(**_usual(request, given, matter), wanted=_wanted(given)),
        title=_("Plan a step"),
        done=_("The step was planned."),
    )


def _wanted(given: dict[str, Any]) -> Wanted:
    return Wanted(
        what=given["what"],
        unit=Unit.objects.get(pk=given["unit"]),
        until=given["until"],
        text=given["text"],
        care=Care(given["care"]) if given.get("care") else None,
    )


@needs(*WORKING)
@CHANGE
def on_site(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record what was decided on the spot."""
    matter, found = _allowed(request, uid, lambda role: role.decides)
    form = forms.DecisionForm(_data(request), seen=matter.version, choices={"unit": _carriers(matter, found)})
    return _write(
        request,
        matter,
        form,
        lambda given: actions.decide_on_site(**_usual(request, given, matter), wanted=_wanted(given)),
        title=_("Record a decision on the spot"),
        done=_("The decision was recorded."),
    )


@needs(*WORKING)
@CHANGE
def done(request: Asked, uid: UUID, task: int) -> HttpResponseBase:
    """Mark something as done."""
    matter, found = case_of(request, uid)
    row = found.tasks.select_related("unit").filter(pk=task, done_at=None).first()
    if row is None or found.until is not None:
        raise Http404
    if not may_do(request, role_in(request, matter, found, queries.leaders(timezone.localdate())), row):
        raise Http404
    form = forms.ResultForm(_data(request), seen=matter.version)
    return _write(
        request,
        matter,
        form,
        lambda given: actions.done(**_usual(request, given, matter), task=task, result=given["result"]),
        title=_("Mark as done"),
        done=_("It was marked as done."),
        lead=row.what,
    )


@needs(*WORKING)
@CHANGE
def visit(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record a visit."""
    matter, _found = _allowed(request, uid, lambda role: role.works or role.assists)
    form = forms.VisitForm(
        _data(request),
        seen=matter.version,
        choices={"place": _places(matter)},
        day=timezone.localdate(),
        place=matter.place_id,
    )
    return _write(
        request,
        matter,
        form,
        lambda given: actions.visit(
            **_usual(request, given, matter),
            day=given["day"],
            place=Unit.objects.get(pk=given["place"]),
            met=[Met(each) for each in given["met"]],
            heard=given["heard"],
            care=[Care(each) for each in given["care"]],
        ),
        title=_("Record a visit"),
        done=_("The visit was recorded."),
    )


@needs(*WORKING)
@CHANGE
def call(request: Asked, uid: UUID) -> HttpResponseBase:
    """Call a joint consultation."""
    matter, found = _allowed(request, uid, lambda role: role.decides)
    form = forms.CallForm(_data(request), seen=matter.version, choices={"units": _carriers(matter, found)})
    return _write(
        request,
        matter,
        form,
        lambda given: actions.call(
            **_usual(request, given, matter),
            day=given["day"],
            units=list(Unit.objects.filter(pk__in=given["units"])),
            question=given["question"],
        ),
        title=_("Call a joint consultation"),
        done=_("The consultation was called."),
    )


@needs(*WORKING)
@CHANGE
def opine(request: Asked, uid: UUID, consultation: int, unit: int) -> HttpResponseBase:
    """Write down what an invited unit said, or that it was absent."""
    matter, found = _allowed(request, uid, lambda role: role.works)
    asked = Opinion.objects.select_related("unit").filter(consultation=consultation, consultation__case=found)
    row = asked.filter(unit=unit, state=OpinionState.AWAITED).first()
    if row is None:
        raise Http404
    form = forms.OpinionForm(_data(request), seen=matter.version)

    def act(given: dict[str, Any]) -> None:
        usual = _usual(request, given, matter) | {"consultation": consultation, "unit": unit}
        if given["absent"]:
            actions.absent(**usual)
        else:
            actions.opine(**usual, opinion=given["opinion"])

    return _write(
        request,
        matter,
        form,
        act,
        title=_("Opinion of %(unit)s") % {"unit": row.unit.name},
        done=_("It was written down."),
    )


@needs(*WORKING)
@CHANGE
def decide(request: Asked, uid: UUID, consultation: int) -> HttpResponseBase:
    """Record what a joint consultation decided."""
    matter, found = _allowed(request, uid, lambda role: role.decides)
    if not found.consultations.filter(pk=consultation, decided_at=None).exists():
        raise Http404
    form = forms.DecisionForm(_data(request), seen=matter.version, choices={"unit": _carriers(matter, found)})
    return _write(
        request,
        matter,
        form,
        lambda given: actions.decide(
            **_usual(request, given, matter), consultation=consultation, wanted=_wanted(given)
        ),
        title=_("Record what the consultation decided"),
        done=_("The decision was recorded."),
    )


@needs("teams.sponsor", "teams.lead")
@CHANGE
def end(request: Asked, uid: UUID) -> HttpResponseBase:
    """End a case."""
    matter, _found = _allowed(request, uid, lambda role: role.decides)
    form = forms.EndForm(_data(request), seen=matter.version)
    return _write(
        request,
        matter,
        form,
        lambda given: actions.end(**_usual(request, given, matter), why=EndWhy(given["why"])),
        title=_("End the case"),
        done=_("The case has ended."),
    )
