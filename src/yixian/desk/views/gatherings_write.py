"""Planning, announcing, closing and publishing a gathering. Every change is a form that works without a script."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.views.changes import sent
from yixian.desk.views.gatherings import gate
from yixian.documents.render import PaperFailed
from yixian.gatherings import actions, forms, queries
from yixian.gatherings.actions import Seat
from yixian.gatherings.enums import Kind
from yixian.gatherings.models import Gathering, TeamPost
from yixian.matters.actions import Refused, Stale
from yixian.people.models import Post
from yixian.places.models import Unit

CHANGE = require_http_methods(["GET", "POST"])


def write(
    request: Asked,
    form: Any,
    act: Callable[[dict[str, Any]], str],
    *,
    title: str,
    done: str,
    back: str,
    gathering: Gathering | None = None,
    **more: Any,
) -> HttpResponseBase:
    """Show a form, or carry it out and go where `act` says; what stands against it stands by the fields."""
    if request.method == "POST" and form.is_valid():
        try:
            there = act(form.cleaned_data)
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.text))
        except Stale as stale:
            form.overtake(str(stale), gathering.version if gathering else 0)
        except PaperFailed as failed:
            form.add_error(None, str(failed.text))
        except (Denied, ObjectDoesNotExist):
            raise Http404 from None
        else:
            messages.success(request, done)
            return redirect(there)
    shown = {"form": form, "title": title, "back": back, "gathering": gathering, "sources": {}, "lead": ""}
    context = {**shown, "told": [], "doubts": [], **more}
    return render(request, "desk/gatherings_change.html", context, status=422 if form.is_bound else 200)


def page_of(gathering: Gathering) -> str:
    """The address of a gathering's page."""
    return reverse("desk:gathering", kwargs={"uid": gathering.uid})


@needs("gatherings.keep")
@CHANGE
def plan(request: Asked) -> HttpResponseBase:
    """Plan a gathering."""
    today = timezone.localdate()
    organisers = queries.organisers(request.actor, today)
    own = next((each.pk for each in organisers if each.pk == request.actor.unit_id), None)
    first = organisers[0].pk if organisers else None
    kind = request.GET.get("kind", "")
    form = forms.PlanForm(
        sent(request),
        on=today,
        organisers=organisers,
        unit=own or first,
        place=own or first,
        public=True,
        kind=kind if kind in Kind.values else Kind.DELIBERATION,
    )
    return write(
        request,
        form,
        lambda given: page_of(
            actions.plan(by=request.actor, at=timezone.now(), uid=given["token"], plan=form.plan)
        ),
        title=_("Plan a gathering"),
        done=_("It is planned. Announce it when it is settled."),
        back=reverse("desk:gatherings"),
    )


@needs("gatherings.keep")
@CHANGE
def change(request: Asked, uid: UUID) -> HttpResponseBase:
    """Change the plan."""
    found = gate(request, uid, keeps=True)
    today = timezone.localdate()
    agenda = [each.text for each in found.agenda.all()]
    form = forms.PlanForm(
        sent(request),
        on=today,
        organisers=queries.organisers(request.actor, today),
        seen=found.version,
        **forms.as_typed(found, agenda),
    )
    return write(
        request,
        form,
        lambda given: page_of(
            actions.change(by=request.actor, at=timezone.now(), uid=uid, plan=form.plan, **form.written)
        ),
        title=_("Change the plan"),
        done=_("The plan was changed."),
        back=page_of(found),
        gathering=found,
        lead=_("It was announced already: tell those who have signed up.")
        if found.sign_up and found.announced_at
        else "",
    )


@needs("gatherings.keep")
@require_POST
def announce(request: Asked, uid: UUID) -> HttpResponseBase:
    """Announce it."""
    found = gate(request, uid, keeps=True)
    try:
        actions.announce(by=request.actor, at=timezone.now(), uid=uid)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("It stands in the public calendar.") if found.public else _("Its team sees it.")
        )
    return redirect(page_of(found))


@needs("gatherings.keep")
@CHANGE
def cancel(request: Asked, uid: UUID) -> HttpResponseBase:
    """Call it off."""
    found = gate(request, uid, keeps=True)
    form = forms.ReasonForm(sent(request), token=uuid4())
    return write(
        request,
        form,
        lambda given: page_of(actions.cancel(by=request.actor, at=timezone.now(), uid=uid, **given)),
        title=_("Call it off"),
        done=_("It is called off; the public page says why."),
        back=page_of(found),
        gathering=found,
        lead=_("Whoever signed up left a telephone number: open the list and tell them."),
    )


@needs("gatherings.keep")
@CHANGE
def hold(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record that it was held, or put the number right."""
    found = gate(request, uid, keeps=True)
    form = forms.HeldForm(sent(request), seen=found.version)
    form.initial.update(attended=found.attended, course=found.course)
    return write(
        request,
        form,
        lambda given: page_of(
            actions.hold(
                by=request.actor,
                at=timezone.now(),
                uid=uid,
                attended=given["attended"],
                course=given["course"],
                **form.written,
            )
        ),
        title=_("It was held"),
        done=_("It is recorded. Write down what was asked, and what became of it."),
        back=page_of(found),
        gathering=found,
    )


@needs("gatherings.keep")
@CHANGE
def team(request: Asked, uid: UUID) -> HttpResponseBase:
    """Say who has which task."""
    found = gate(request, uid, keeps=True)
    seats = list(found.team.select_related("unit", "post__person", "post__unit"))
    offered = queries.may_help(found, timezone.localdate())
    form = forms.TeamForm(
        sent(request),
        seats=[(_seat_key(each), _seat_name(each), each.task) for each in seats],
        offered=[(_("Single persons"), offered.posts), (_("Whole units"), offered.units)],
        token=uuid4(),
    )
    return write(
        request,
        form,
        lambda given: page_of(
            actions.set_team(
                by=request.actor,
                at=timezone.now(),
                uid=uid,
                team=[_seat(key, task) for key, task in form.tasks.items()],
                token=given["token"],
            )
        ),
        title=_("Team and tasks"),
        done=_("It was saved; they see it from now on."),
        back=page_of(found),
        gathering=found,
    )


def _seat_key(seat: TeamPost) -> str:
    return f"p{seat.post_id}" if seat.post_id else f"u{seat.unit_id}"


def _seat_name(seat: TeamPost) -> str:
    return f"{seat.post.person.name} · {seat.unit.name}" if seat.post else seat.unit.name


def _seat(key: str, task: str) -> Seat:
    """A seat by its key: a post, or a whole unit. Raises ObjectDoesNotExist."""
    if key.startswith("p"):
        post = Post.objects.select_related("unit").defer("unit__boundary").get(pk=key[1:])
        return Seat(unit=post.unit, post=post, task=task)
    return Seat(unit=Unit.objects.defer("boundary").get(pk=key[1:]), task=task)
