"""What happens by itself when a limit ends. Any number of workers may run it; each row is taken once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from yixian.access.actor import SYSTEM
from yixian.matters.actions.move import carry_out
from yixian.matters.actions.standing import told
from yixian.matters.actions.store import Writing
from yixian.matters.events import ESCALATED
from yixian.matters.models import Matter
from yixian.procedures.enums import Mover
from yixian.rulebook.queries import book
from yixian.rulebook.terms import Clock

ESCALATE_AGAIN = "matters.escalate_again"


def wake(at: datetime, most: int = 1000) -> int:
    """Lapse or escalate what has run over at `at`, each in a transaction of its own; return how many."""
    count = 0
    while count < most and _wake_one(at):
        count += 1
    return count


@transaction.atomic
def _wake_one(at: datetime) -> bool:
    rows = Matter.objects.placed().select_for_update(of=("self",), skip_locked=True)
    matter = rows.filter(wake_at__lte=at).order_by("wake_at").first()
    if matter is None:
        return False
    writing = Writing(matter=matter, by=SYSTEM, at=at, mover=Mover.CLOCK)
    if matter.standing_step.lapse:
        carry_out(writing, matter.standing_step.lapse, {})
    else:
        _escalate(writing)
    return True


def _escalate(writing: Writing) -> None:
    matter, at = writing.matter, writing.at
    matter.escalation += 1
    higher = told(matter, matter.escalation, at)
    if higher is None and matter.escalation > 1:
        matter.wake_at = None
        writing.store(changes=False)
        return
    if higher is not None:
        matter.sight = sorted({*matter.sight, *higher.lineage})
    body = {
        "procedure": matter.procedure,
        "version": matter.procedure_version,
        "source": matter.step,
        "level": matter.escalation,
    }
    writing.tell(ESCALATED, body | {"holder": matter.holder_id, "to": higher.pk if higher else None})
    today = timezone.localdate(at)
    again = Clock.start("again", book(today).term(ESCALATE_AGAIN), at, book(today).calendar)
    matter.wake_at = again.due if higher is not None else None
    writing.store(changes=False)
