"""What a petition asks for, one by one, and the opinion that answers every one of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.kernel import sealed
from yixian.matters.actions.move import carry_out
from yixian.matters.actions.store import Writing, refuse, take
from yixian.matters.models import Matter
from yixian.petitions import rules
from yixian.petitions.actions.register import keep_requests
from yixian.petitions.enums import Opinion
from yixian.petitions.events import CONCLUDED, OPINED, REQUESTED
from yixian.petitions.models import Request
from yixian.petitions.procedures import PETITION

OPEN_TO_REQUESTS = ("registered", "handling")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What an opinion says of one request: the facts found, the legal basis, and the answer (article 32)."""

    opinion: Opinion
    finding: str
    basis: str
    reply: str


@transaction.atomic
def request(
    *, by: Actor, at: datetime, uid: UUID, seen: int, texts: Sequence[str], token: UUID | None = None
) -> Matter:
    """Write down what a petition asks for, each request by itself, in place of what stood there.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("petitions.handle")
    _refuse_elsewhere(writing.matter, OPEN_TO_REQUESTS)
    if fault := rules.requests_fault(texts):
        raise refuse(fault, field="requests")
    Request.objects.filter(matter=writing.matter).delete()
    commitments = keep_requests(writing.matter, texts, at)
    writing.tell(REQUESTED, {"count": len(texts), "requests": commitments})
    return writing.store()


@transaction.atomic
def conclude(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    findings: Sequence[Finding],
    basis: str,
    answer: str,
    token: UUID | None = None,
) -> Matter:
    """Conclude a petition with an opinion: `findings` answer its requests, every one and in their order.

    What it comes to in all follows from them. Raises Denied, Refused, Stale, Matter.DoesNotExist.
    (Regulation on Petition Work, articles 32 and 34.)
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("petitions.conclude")
    matter = writing.matter
    _refuse_elsewhere(matter, ("handling",))
    requests = list(Request.objects.filter(matter=matter).order_by("number"))
    if not requests or len(findings) != len(requests):
        raise refuse(_("An opinion answers every request, each by itself."))
    for each, finding in zip(requests, findings, strict=True):
        _answer(writing, each, finding)
    late = matter.step_due_at is not None and at >= matter.step_due_at
    matter.facts = {**matter.facts, "in_time": "no" if late else "yes"}
    writing.tell(CONCLUDED, {"count": len(requests), "late": late})
    given = {
        "result": rules.result_of([each.opinion for each in findings]).value,
        "basis": basis,
        "answer": answer,
    }
    return carry_out(writing, "conclude", given)


def _answer(writing: Writing, each: Request, finding: Finding) -> None:
    texts = {"finding": finding.finding, "basis": finding.basis, "reply": finding.reply}
    if not all(text.strip() for text in texts.values()):
        raise refuse(_("Each request needs the facts found, the legal basis, and an answer."))
    commitments = {column: sealed.put(each, column, text.strip()) for column, text in texts.items()}
    each.opinion, each.answered_at = finding.opinion, writing.at
    each.save(update_fields=[*texts, "opinion", "answered_at"])
    writing.tell(OPINED, {"number": each.number, "opinion": finding.opinion.value, **commitments})


def _refuse_elsewhere(matter: Matter, steps: Sequence[str]) -> None:
    if matter.procedure != PETITION.key or matter.step not in steps:
        raise refuse(_("This matter is no longer at the step where that can be done."))
