"""Publishing what was asked at a gathering and what became of it: one person proposes it, a second publishes it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.disclosure.enums import Kind
from yixian.disclosure.rules import Known, certain, findings
from yixian.gatherings import events
from yixian.gatherings.actions.gatherings import LONGEST_REASON
from yixian.gatherings.actions.hand import Hand, check_words, gathering_in_hand, refuse_if
from yixian.gatherings.enums import Became, State
from yixian.gatherings.models import Gathering, Proposal, Told
from yixian.gatherings.queries import publishable
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import refuse
from yixian.matters.rules import headline_fault
from yixian.people.models import Resident

LONGEST_ANSWER = 200
BECAME = {
    Fate.OPEN: Became.OPEN,
    Fate.ANSWERED: Became.ANSWERED,
    Fate.MATTER: Became.MATTER,
    Fate.MERGED: Became.MATTER,
    Fate.CARRIED: Became.CARRIED,
    Fate.CLOSED: Became.CLOSED,
}


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One question as it is published: what was asked, in a few words that name nobody, and the answer in brief."""

    concern: UUID
    asked: str
    answer: str = ""


def tellings(proposal: Proposal) -> list[Telling]:
    """What is proposed, question by question; nothing once it was published."""
    rows = json.loads(sealed.text(proposal, "text") or "[]")
    return [Telling(concern=UUID(hex=uid), asked=asked, answer=answer) for uid, asked, answer in rows]


def still_open(told: Iterable[Telling], questions: Iterable[Concern]) -> list[Telling]:
    """Of what was proposed, the questions that may still be published."""
    known = {each.uid for each in questions}
    return [each for each in told if each.concern in known]


@transaction.atomic
def propose(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    told: Sequence[Telling],
    sure: bool = False,
    seen: int | None = None,
    token: UUID | None = None,
) -> Gathering:
    """Propose what is to be published of a gathering, in place of what was proposed before; a second person looks at it.

    Only questions that the actor sees, and none about a unit or a person, can be published. Telephone and identity
    numbers, and what is known of whoever asked, are refused; `sure` says that what only looks like a name was
    looked at. Raises Denied, Refused, Stale, Gathering.DoesNotExist.
    """
    hand = gathering_in_hand(by, at, uid, seen=seen, token=token)
    gathering = hand.subject
    if hand.done:
        return gathering
    if by.person_id is None:
        raise Denied("gatherings.keep")
    if gathering.state != State.HELD or not gathering.public or gathering.announced_at is None:
        raise refuse(_("Only of a public gathering that was held it is published what was asked."))
    _look_through(publishable(gathering, by), told, sure)
    Proposal.objects.filter(gathering=gathering).delete()
    proposal = Proposal(uid=uuid7(at), gathering=gathering, made_by_id=by.person_id, made_at=at)
    rows = [[each.concern.hex, each.asked.strip(), each.answer.strip()] for each in told]
    text = sealed.put(proposal, "text", json.dumps(rows, ensure_ascii=False))
    proposal.save()
    gathering.version += 1
    return hand.tell(events.PROPOSED, {"questions": len(told), "kind": gathering.kind, "text": text})


@transaction.atomic
def publish(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    sure: bool = False,
    seen: int | None = None,
    token: UUID | None = None,
) -> Gathering:
    """Publish what somebody else proposed, with what has become of it now, in place of what was published before.

    It is looked through once more; `sure` says that the second person looked at what only looks like a name. What
    became a complaint meanwhile is left out, and nobody is told that it was.
    Raises Denied, Refused, Stale, Gathering.DoesNotExist.
    """
    hand = gathering_in_hand(by, at, uid, seen=seen, token=token)
    gathering = hand.subject
    if hand.done:
        return gathering
    proposal = _to_check(hand)
    questions = publishable(gathering)
    told = still_open(tellings(proposal), questions)
    known = _look_through(questions, told, sure)
    gathering.told.all().delete()
    Told.objects.bulk_create(
        Told(
            gathering=gathering,
            concern_uid=each.concern,
            asked=each.asked,
            became=BECAME[Fate(known[each.concern].fate)],
            answer=each.answer,
        )
        for each in told
    )
    proposal.checked_by_id, proposal.checked_at, proposal.text = by.person_id, at, b""
    proposal.save()
    gathering.published_at = at
    gathering.version += 1
    return hand.tell(events.PUBLISHED, {"questions": len(told), "kind": gathering.kind})


@transaction.atomic
def send_back(
    *, by: Actor, at: datetime, uid: UUID, remark: str, seen: int | None = None, token: UUID | None = None
) -> Gathering:
    """Send what was proposed back to who proposed it, and say why in words that name nobody.

    Raises Denied, Refused, Stale, Gathering.DoesNotExist.
    """
    hand = gathering_in_hand(by, at, uid, seen=seen, token=token)
    gathering = hand.subject
    if hand.done:
        return gathering
    proposal = _to_check(hand)
    if not 0 < len(remark.strip()) <= LONGEST_REASON:
        raise refuse(_("Say in a few words what is to be put right."), field="remark")
    check_words(remark=remark)
    proposal.checked_by_id, proposal.checked_at, proposal.remark = by.person_id, at, remark.strip()
    proposal.save()
    gathering.version += 1
    return hand.tell(events.SENT_BACK, {"remark": proposal.remark})


def _to_check(hand: Hand[Gathering]) -> Proposal:
    """What somebody else proposed and nobody has looked at. Raises Refused."""
    proposal = Proposal.objects.filter(gathering=hand.subject, checked_by=None).first()
    if proposal is None:
        raise refuse(_("Nothing waits here to be checked. Please look again at where it stands."))
    if proposal.made_by_id == hand.by.person_id:
        raise refuse(_("You proposed it yourself. A second person must look at it."))
    return proposal


def _look_through(
    questions: Iterable[Concern], told: Iterable[Telling], sure: bool
) -> Mapping[UUID, Concern]:
    """The questions that may be published, by id. Raises Refused for what may not stand in public."""
    known = {each.uid: each for each in questions}
    for telling in told:
        if telling.concern not in known:
            raise refuse(_("This question cannot be published."))
        _check(telling, known[telling.concern], sure)
    return known


def doubts(told: Iterable[Telling]) -> list[str]:
    """What in it looks as if it named somebody, as the second person is shown it. One statement."""
    told = list(told)
    concerns = Concern.objects.filter(uid__in=[one.concern for one in told]).select_related("speaker")
    people = {each.uid: _known(each.speaker) for each in concerns}
    return [
        each.text
        for one in told
        for text in (one.asked, one.answer)
        for each in findings(text, people.get(one.concern, ()))
    ]


def _check(telling: Telling, concern: Concern, sure: bool) -> None:
    """Raise Refused for what may not stand in public."""
    asked, answer = (f"{part}_{telling.concern.hex}" for part in ("asked", "answer"))
    if not telling.asked.strip():
        raise refuse(_("Say in a few words what was asked, or leave the question out."), field=asked)
    refuse_if(headline_fault(telling.asked), asked)
    if len(telling.answer) > LONGEST_ANSWER:
        most = {"most": LONGEST_ANSWER}
        raise refuse(_("Please keep it under %(most)s characters.") % most, field=answer)
    people = _known(concern.speaker)
    for field, text in ((asked, telling.asked), (answer, telling.answer)):
        found = findings(text, people)
        if told := certain(found) if sure else found:
            words = {"words": "、".join(each.text for each in told)}
            raise refuse(_("This tells about somebody: %(words)s. Please leave it out.") % words, field=field)


def _known(speaker: Resident | None) -> list[Known]:
    """What is known of whoever asked; it is compared, and shown to nobody."""
    if speaker is None:
        return []
    kinds = (("name", Kind.NAME), ("phone", Kind.PHONE), ("address", Kind.ADDRESS))
    found = ((kind, sealed.text(speaker, column)) for column, kind in kinds)
    return [Known(kind=kind, text=text) for kind, text in found if text]
