"""Leaders' cases: the list, and one case on one page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.gate import Asked, needs
from yixian.desk import opened
from yixian.desk.parts.case import WORKING
from yixian.desk.views.matter import gate, title_of
from yixian.matters.enums import Voice
from yixian.matters.models import Matter
from yixian.matters.queries import words_of
from yixian.procedures.language import Text
from yixian.teams.enums import Care, Met, OpinionState
from yixian.teams.models import Consultation, Opinion, Sponsorship, Task, Visit
from yixian.teams.queries import cases as queries
from yixian.teams.queries.cases import COUNT_UP_TO, Leaders, View
from yixian.teams.rules import task_state

CHANGE = require_http_methods(["GET", "POST"])
VIEWS: dict[View, Text] = {
    View.LEAD: gettext_lazy("I lead"),
    View.UNDERTAKE: gettext_lazy("My unit undertakes"),
    View.ASSIST: gettext_lazy("I assist"),
    View.WITHOUT: gettext_lazy("Without a leader"),
    View.STUCK: gettext_lazy("Stuck"),
    View.OPEN: gettext_lazy("All under a leader"),
    View.ENDED: gettext_lazy("Ended"),
}


@needs(*WORKING)
@require_GET
def cases(request: Asked) -> HttpResponseBase:
    """One page of cases, what is due soonest first. Six statements."""
    at = timezone.now()
    view = _view(request)
    led = queries.leaders(timezone.localdate(at))
    rows = queries.scope(request.actor, view, at, led)
    try:
        shown = queries.page(
            rows, view, after=request.GET.get("after", ""), before=request.GET.get("before", "")
        )
    except (ValueError, OverflowError):
        raise Http404 from None
    count = queries.counted(rows)
    return render(
        request,
        "desk/cases_list.html",
        {
            "view": view,
            "views": [(key.value, title, key is view) for key, title in VIEWS.items()],
            "page": shown,
            "rows": [
                (case, title_of(case.matter), led.now(case.post_id), case.quiet_until <= at)
                for case in shown.rows
            ],
            "count": count if count <= COUNT_UP_TO else f"{COUNT_UP_TO}+",
            "kept": f"view={view.value}",
            "now": at,
        },
    )


def _view(request: Asked) -> View:
    """What the address asks for; usually what the reader does in cases."""
    asked = request.GET.get("view")
    if asked in list(View):
        return View(asked)
    if request.actor.may("teams.sponsor"):
        return View.OPEN
    return View.LEAD if request.actor.may("teams.lead") else View.UNDERTAKE


@dataclass(frozen=True)
class Role:
    """What the reader is in a case."""

    leads: bool = False
    undertakes: bool = False
    assists: bool = False
    keeps: bool = False

    @property
    def works(self) -> bool:
        """Whether they may plan and write down."""
        return self.leads or self.undertakes or self.keeps

    @property
    def decides(self) -> bool:
        """Whether they may decide, or write down what was decided."""
        return self.leads or self.keeps


def case_of(request: Asked, uid: UUID) -> tuple[Matter, Sponsorship]:
    """The newest case of a matter, or 404 for whoever may not see it."""
    matter = gate(request, uid)
    case = queries.newest_case(matter)
    if case is None:
        raise Http404
    return matter, case


def role_in(request: Asked, matter: Matter, case: Sponsorship, led: Leaders) -> Role:
    if case.until is not None:
        return Role()
    actor = request.actor
    held = queries.posts_held(actor.person_id, led.on)
    seat = led.now(case.post_id)
    if matter.recusals.filter(person=actor.person_id).exists():
        return Role()
    return Role(
        leads=seat is not None and seat.post in held,
        undertakes=actor.may("teams.undertake", case.undertaker.lineage),
        assists=case.assistants.filter(until=None, post__in=held).exists(),
        keeps=actor.may("teams.sponsor", matter.holder.lineage),
    )


@needs(*WORKING)
@require_GET
def case(request: Asked, uid: UUID) -> HttpResponseBase:
    """Who leads, the plan, visits, consultations and decisions; sealed words only while the matter is open."""
    matter, found = case_of(request, uid)
    at = timezone.now()
    is_open = opened.is_open(request, matter.uid, at)
    words = words_of(matter, list(Voice)) if is_open else {}
    led = queries.leaders(timezone.localdate(at))
    file, role = queries.file_of(found), role_in(request, matter, found, led)
    seat = led.now(found.post_id)
    alone = Sponsorship.objects.filter(queries.without_leader(led), pk=found.pk, until=None).exists()
    return render(
        request,
        "desk/cases_case.html",
        {
            "matter": matter,
            "title": title_of(matter),
            "case": found,
            "seat": None if alone else seat,
            "alone": alone,
            "stuck": found.until is None and found.quiet_until <= at,
            "role": role,
            "file": file,
            "tasks": [
                _task_row(task, words, at) | {"may": may_do(request, role, task)} for task in file.tasks
            ],
            "visits": [_visit_row(visit, words) for visit in file.visits],
            "consultations": [_consultation_row(each, words) for each in file.consultations],
            "is_open": is_open,
            "now": at,
        },
    )


def may_do(request: Asked, role: Role, task: Task) -> bool:
    """Whether the reader may mark something as done: with a part in the case, or for the unit whose task it is."""
    return role.works or role.assists or request.actor.may("teams.undertake", task.unit.lineage)


Words = dict[int, dict[str, str]]


def _task_row(task: Task, words: Words, at: datetime) -> dict[str, Any]:
    said = words.get(task.seq, {})
    return {
        "task": task,
        "state": task_state(task.due_at, task.done_at, at),
        "text": said.get("plan") or said.get("decision", ""),
        "result": words.get(task.done_seq or 0, {}).get("result", ""),
    }


def _visit_row(visit: Visit, words: Words) -> dict[str, Any]:
    return {
        "visit": visit,
        "met": [Met(each).label for each in visit.met],
        "care": [Care(each).label for each in visit.care],
        "heard": words.get(visit.seq or 0, {}).get("heard", ""),
    }


def _consultation_row(row: Consultation, words: Words) -> dict[str, Any]:
    opinions: list[Opinion] = list(row.opinions.all())
    return {
        "row": row,
        "question": words.get(row.seq, {}).get("question", ""),
        "opinions": [(each, words.get(each.seq or 0, {}).get("opinion", "")) for each in opinions],
        "ready": row.decided_at is None and all(each.state != OpinionState.AWAITED for each in opinions),
    }
