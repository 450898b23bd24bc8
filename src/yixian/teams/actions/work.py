"""Working on a leader's case: its plan, visits, joint consultations, decisions, and what was done.

Whoever leads, undertakes or keeps a case plans and writes down; who assists visits. Only the leader decides, or
whoever keeps the case writes the decision down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.registry import EventKind
from yixian.matters.actions.store import refuse
from yixian.places.models import Unit
from yixian.teams.actions.hand import (
    Case,
    allow,
    case_in_hand,
    check_heading,
    check_unit,
    end_of,
    sealed_words,
    told,
    writer,
)
from yixian.teams.enums import Care, Met, OpinionState, TaskKind
from yixian.teams.events import ABSENT, CALLED, DECIDED, DONE, ON_SITE, OPINED, PLANNED, VISITED
from yixian.teams.models import Consultation, Opinion, Sponsorship, Task, Visit
from yixian.teams.rules import decision_fault, future_fault, past_fault

FEWEST = 2
"""So many units at least consult jointly."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be done, in a few words for lists and in sealed ones, by whom and until when."""

    what: str
    unit: Unit
    until: date
    text: str = ""
    care: Care | None = None


@transaction.atomic
def plan(*, by: Actor, at: datetime, uid: UUID, wanted: Wanted, token: UUID | None = None) -> Sponsorship:
    """Add a step to the plan. Raises Denied, Refused, Matter.DoesNotExist."""
    case = case_in_hand(by=by, at=at, uid=uid, token=token)
    if case.writing.done:
        return case.row
    allow(case.leads, case.undertakes, case.keeps)
    _task(case, wanted, TaskKind.PLAN, PLANNED, "plan", needed=False)
    return case.store()


@transaction.atomic
def decide_on_site(
    *, by: Actor, at: datetime, uid: UUID, wanted: Wanted, token: UUID | None = None
) -> Sponsorship:
    """Record what the leader decided on the spot. Raises Denied, Refused, Matter.DoesNotExist."""
    case = case_in_hand(by=by, at=at, uid=uid, token=token)
    if case.writing.done:
        return case.row
    allow(case.leads, case.keeps)
    _task(case, wanted, TaskKind.ON_SITE, ON_SITE, "decision")
    return case.store()


@transaction.atomic
def done(
    *, by: Actor, at: datetime, uid: UUID, task: int, result: str = "", token: UUID | None = None
) -> Sponsorship:
    """Mark what was planned or decided as done; the unit whose task it is may too.

    Raises Denied, Refused, Matter.DoesNotExist, Task.DoesNotExist.
    """
    case = case_in_hand(by=by, at=at, uid=uid, token=token)
    found = case.row.tasks.select_related("unit").get(pk=task)
    if case.writing.done:
        return case.row
    theirs = by.may("teams.undertake", found.unit.lineage)
    allow(case.leads, case.undertakes, case.assists, case.keeps, theirs)
    if found.done_at is not None:
        raise refuse(_("This was marked as done already."))
    found.done_at, found.done_seq = at, case.matter.chain_seq + 1
    body = {"task": found.pk, "to": found.unit_id}
    case.writing.tell(DONE, body | {"result": sealed_words(case.writing, "result", result, needed=False)})
    found.save(update_fields=["done_at", "done_seq"])
    case.moved()
    return case.store()


@transaction.atomic
def visit(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    day: date,
    place: Unit,
    met: Sequence[Met],
    heard: str,
    care: Sequence[Care] = (),
    token: UUID | None = None,
) -> Sponsorship:
    """Record a visit: when, where, with whom by their part, what was heard (sealed), what help was offered.

    Raises Denied, Refused, Matter.DoesNotExist.
    """
    case = case_in_hand(by=by, at=at, uid=uid, token=token)
    if case.writing.done:
        return case.row
    allow(case.leads, case.undertakes, case.assists, case.keeps)
    if fault := future_fault(day, timezone.localdate(at)):
        raise refuse(fault, field="day")
    if not met:
        raise refuse(_("Please say with whom you spoke."), field="met")
    seq = case.matter.chain_seq + 1
    body = {"day": day.isoformat(), "place": place.pk, "met": sorted(met), "care": sorted(care)}
    case.writing.tell(VISITED, body | {"heard": sealed_words(case.writing, "heard", heard)})
    Visit.objects.create(
        case=case.row,
        matter=case.matter,
        place=place,
        day=day,
        by_id=writer(by),
        met=sorted(met),
        care=sorted(care),
        seq=seq,
    )
    case.moved()
    return case.store()


@transaction.atomic
def call(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    day: date,
    units: Sequence[Unit],
    question: str,
    token: UUID | None = None,
) -> Sponsorship:
    """Call a joint consultation of several units. Raises Denied, Refused, Matter.DoesNotExist."""
    case = case_in_hand(by=by, at=at, uid=uid, token=token)
    if case.writing.done:
        return case.row
    allow(case.leads, case.keeps)
    invited = {unit.pk: unit for unit in units}
    if len(invited) < FEWEST:
        raise refuse(_("A joint consultation needs two units at least."), field="units")
    for unit in invited.values():
        check_unit(case.matter, unit, "units")
    seq = case.matter.chain_seq + 1
    body = {"day": day.isoformat(), "due": told(day), "units": sorted(invited)}
    case.writing.tell(CALLED, body | {"question": sealed_words(case.writing, "question", question)})
    made = Consultation.objects.create(case=case.row, day=day, seq=seq)
    Opinion.objects.bulk_create(Opinion(consultation=made, unit_id=pk) for pk in sorted(invited))
    return case.store()


@transaction.atomic
def opine(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    consultation: int,
    unit: int,
    opinion: str,
    token: UUID | None = None,
) -> Sponsorship:
    """Write down the opinion of an invited unit, sealed.

    Raises Denied, Refused, Matter.DoesNotExist, Opinion.DoesNotExist.
    """
    case = case_in_hand(by=by, at=at, uid=uid, token=token)
    row = _awaited(case, consultation, unit)
    if case.writing.done:
        return case.row
    row.state, row.seq = OpinionState.GIVEN, case.matter.chain_seq + 1
    words = sealed_words(case.writing, "opinion", opinion)
    case.writing.tell(OPINED, {"consultation": consultation, "to": unit, "opinion": words})
    row.save(update_fields=["state", "seq"])
    return case.store()


@transaction.atomic
def absent(
    *, by: Actor, at: datetime, uid: UUID, consultation: int, unit: int, token: UUID | None = None
) -> Sponsorship:
    """Note that an invited unit was absent. Raises Denied, Refused, Matter.DoesNotExist, Opinion.DoesNotExist."""
    case = case_in_hand(by=by, at=at, uid=uid, token=token)
    row = _awaited(case, consultation, unit)
    if case.writing.done:
        return case.row
    row.state = OpinionState.ABSENT
    case.writing.tell(ABSENT, {"consultation": consultation, "to": unit})
    row.save(update_fields=["state"])
    return case.store()


@transaction.atomic
def decide(
    *, by: Actor, at: datetime, uid: UUID, consultation: int, wanted: Wanted, token: UUID | None = None
) -> Sponsorship:
    """Record what a joint consultation decided, once every invited unit gave its opinion or was noted absent.

    Raises Denied, Refused, Matter.DoesNotExist, Consultation.DoesNotExist.
    """
    case = case_in_hand(by=by, at=at, uid=uid, token=token)
    row = case.row.consultations.get(pk=consultation)
    if case.writing.done:
        return case.row
    allow(case.leads, case.keeps)
    states = list(row.opinions.values_list("state", flat=True))
    if fault := decision_fault(states, decided=row.decided_at is not None):
        raise refuse(fault)
    row.decided_at = at
    row.save(update_fields=["decided_at"])
    _task(case, wanted, TaskKind.CONSULTATION, DECIDED, "decision", consultation=row)
    return case.store()


def _awaited(case: Case, consultation: int, unit: int) -> Opinion:
    """The opinion of a unit in a consultation of this case, while it is awaited."""
    row = Opinion.objects.get(consultation=consultation, consultation__case=case.row, unit=unit)
    if case.writing.done:
        return row
    allow(case.leads, case.undertakes, case.keeps)
    if row.state != OpinionState.AWAITED:
        raise refuse(_("What this unit said stands there already."))
    return row


def _task(
    case: Case,
    wanted: Wanted,
    kind: TaskKind,
    event: EventKind,
    key: str,
    *,
    needed: bool = True,
    consultation: Consultation | None = None,
) -> None:
    """Add something to be done, with its event."""
    what = check_heading(wanted.what)
    if fault := past_fault(wanted.until, timezone.localdate(case.writing.at)):
        raise refuse(fault, field="until")
    check_unit(case.matter, wanted.unit, "unit")
    seq = case.matter.chain_seq + 1
    body = {"to": wanted.unit.pk, "due": told(wanted.until), "care": wanted.care.value if wanted.care else ""}
    case.writing.tell(event, body | {key: sealed_words(case.writing, key, wanted.text, needed=needed)})
    Task.objects.create(
        case=case.row,
        kind=kind,
        consultation=consultation,
        what=what,
        care=wanted.care or "",
        unit=wanted.unit,
        seq=seq,
        due_at=end_of(wanted.until),
    )
