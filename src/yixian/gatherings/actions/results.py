"""Publishing what was asked at a gathering and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.disclosure.enums import Kind
from yixian.disclosure.rules import Known, certain, findings
from yixian.gatherings import events
from yixian.gatherings.actions.hand import gathering_in_hand, refuse_if
from yixian.gatherings.enums import Became, State
from yixian.gatherings.models import Gathering, Told
from yixian.gatherings.queries import publishable
from yixian.kernel import sealed
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


@transaction.atomic
def publish(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    told: Sequence[Telling],
    sure: bool = False,
    seen: int | None = None,
    token: UUID | None = None,
) -> Gathering:
    """Publish what was asked and what became of it, in place of what was published before.

    Only questions that the actor sees, and none about a unit or a person, can be published. Telephone and identity
    numbers, and what is known of whoever asked, are refused; `sure` says that what only looks like a name was
    looked at. Raises Denied, Refused, Stale, Gathering.DoesNotExist.
    """
    hand = gathering_in_hand(by, at, uid, seen=seen, token=token)
    gathering = hand.subject
    if hand.done:
        return gathering
    if gathering.state != State.HELD or not gathering.public or gathering.announced_at is None:
        raise refuse(_("Only of a public gathering that was held it is published what was asked."))
    known = {each.uid: each for each in publishable(by, gathering)}
    for telling in told:
        if telling.concern not in known:
            raise refuse(_("This question cannot be published."))
        _check(telling, known[telling.concern], sure)
    gathering.told.all().delete()
    Told.objects.bulk_create(
        Told(
            gathering=gathering,
            concern_uid=each.concern,
            asked=each.asked.strip(),
            became=BECAME[Fate(known[each.concern].fate)],
            answer=each.answer.strip(),
        )
        for each in told
    )
    gathering.published_at = at
    gathering.version += 1
    return hand.tell(events.PUBLISHED, {"questions": len(told), "kind": gathering.kind})


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
