"""Long-standing problems that a team takes on: their plan and lead, and their result."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.matters.actions.store import refuse, take
from yixian.matters.enums import OPEN_STATES
from yixian.matters.models import Matter
from yixian.teams.actions.hand import check_unit, person_fault, sealed_words
from yixian.teams.actions.teams import check_day, team_in_hand
from yixian.teams.events import SETTLED, TAKEN
from yixian.teams.models import Member, Problem, Team


@transaction.atomic
def take_on(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    team: UUID,
    lead: Member,
    stands_since: date,
    plan: str,
    token: UUID | None = None,
) -> Problem:
    """Take the matter `uid` on as a long-standing problem, with a lead of the team and a plan (sealed).

    Raises Denied, Refused, Matter.DoesNotExist, Team.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, token=token)
    hand = team_in_hand(by, at, team, None)
    known = Problem.objects.filter(matter=writing.matter).first()
    if writing.done and known:
        return known
    if known is not None:
        raise refuse(_("A team has taken this on already."))
    check_day(stands_since, at, "stands_since")
    if lead.team_id != hand.team.pk or lead.until is not None:
        raise refuse(_("A member of the team leads it."), field="lead")
    _check_team(writing.matter, hand.team, lead)
    seq = writing.matter.chain_seq + 1
    body = {"team": hand.team.pk, "lead": lead.pk, "since": stands_since.isoformat()}
    writing.tell(TAKEN, body | {"plan": sealed_words(writing, "plan", plan)})
    made = Problem.objects.create(
        matter=writing.matter,
        team=hand.team,
        lead=lead,
        stands_since=stands_since,
        taken_at=at,
        plan_seq=seq,
    )
    writing.store(changes=False)
    return made


@transaction.atomic
def settle(*, by: Actor, at: datetime, uid: UUID, result: str, token: UUID | None = None) -> Problem:
    """Record the result of a long-standing problem, once whoever raised it has an answer.

    Raises Denied, Refused, Matter.DoesNotExist, Problem.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, token=token)
    row = Problem.objects.select_related("team__unit").get(matter=writing.matter)
    if writing.done:
        return row
    by.require("teams.keep", row.team.unit.lineage)
    if row.settled_at is not None:
        raise refuse(_("Its result stands there already."))
    if writing.matter.state in OPEN_STATES:
        raise refuse(_("Whoever raised it has no answer yet. Answer the matter first."))
    row.settled_at, row.result_seq = at, writing.matter.chain_seq + 1
    writing.tell(SETTLED, {"team": row.team_id, "result": sealed_words(writing, "result", result)})
    row.save(update_fields=["settled_at", "result_seq"])
    writing.store(changes=False)
    return row


def _check_team(matter: Matter, team: Team, lead: Member) -> None:
    """Raise Refused where the matter is about the team's unit, or its lead keeps out of it."""
    check_unit(matter, team.unit, "team")
    if lead.post is not None and (fault := person_fault(matter, lead.post)):
        raise refuse(fault, field="lead")
