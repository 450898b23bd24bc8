"""Who leads a matter, who undertakes and assists, what comes next; or the way to put it under a leader."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from yixian.access.gate import Asked
from yixian.desk.parts.part import Part
from yixian.matters.enums import OPEN_STATES
from yixian.matters.models import Matter
from yixian.teams.queries.cases import at_a_glance

WORKING = ("teams.sponsor", "teams.lead", "teams.undertake")


def context(request: Asked, matter: Matter, is_open: bool) -> dict[str, Any] | None:
    """What stands on the page of a matter. One statement."""
    told = at_a_glance(matter)
    actor, lineage = request.actor, matter.holder.lineage
    open_now = matter.state in OPEN_STATES
    may_put = open_now and told["case"] is None and actor.may("teams.sponsor", lineage)
    may_take = told["problem"] is None and actor.may("teams.keep", lineage)
    if not (told["case"] or told["problem"] or may_put or may_take):
        return None
    now = timezone.now()
    case, problem = told["case"], told["problem"]
    until = date.fromisoformat(case["until"]) if case and case["until"] else None
    return {
        "matter": matter,
        "case": case,
        "left": until is not None and until <= timezone.localdate(now),
        "stuck": bool(case) and datetime.fromisoformat(case["quiet_until"]) <= now,
        "due_at": told["due_at"],
        "problem": problem,
        "since": date.fromisoformat(problem["since"]) if problem else None,
        "works": any(actor.may(each) for each in WORKING),
        "may_put": may_put,
        "may_take": may_take,
        "may_settle": bool(problem) and not problem["settled"] and actor.may("teams.keep", lineage),
        "now": now,
    }


PART = Part(key="case", template="desk/cases_part.html", context=context, side=True)
