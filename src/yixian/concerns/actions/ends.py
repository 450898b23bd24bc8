"""The ends that a concern may come to, each once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.concerns import declare, events, rules
from yixian.concerns.actions.hand import check_text, start_clock, take, write_first
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.documents import storage
from yixian.documents.queries import of_stream
from yixian.documents.rules import Upload
from yixian.kernel import sealed
from yixian.matters.actions import open_with_files
from yixian.matters.actions.open import Opened, Raised
from yixian.matters.actions.store import refuse
from yixian.matters.codes import code_of
from yixian.matters.enums import OPEN_STATES
from yixian.matters.models import FAR, Matter
from yixian.people.rules import Contact
from yixian.places.models import Unit
from yixian.procedures import registry


@transaction.atomic
def answer(*, by: Actor, at: datetime, uid: UUID, answer: str, token: UUID | None = None) -> Concern:
    """It was answered on the spot, with these words. Raises Denied, Refused, Concern.DoesNotExist."""
    hand = take(by, at, uid, token)
    if hand.done:
        return hand.concern
    hand.require()
    check_text(rules.answer_fault(answer), "answer")
    return hand.end(Fate.ANSWERED, answer)


@transaction.atomic
def raise_matter(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    procedure: str,
    category: str,
    headline: str = "",
    files: Sequence[UUID] = (),
    token: UUID | None = None,
) -> Opened:
    """Turn it into a matter with the same words; `files` of its record go along. The code is for whoever said it.

    Whoever heard it may raise it wherever it happened. Raises Denied, Refused, FileRefused, Concern.DoesNotExist.
    """
    hand = take(by, at, uid, token)
    concern = hand.concern
    if hand.done and concern.matter is not None:
        return Opened(concern.matter, code_of(concern.matter.uid, concern.matter.code_turn), fresh=False)
    hand.require()
    if concern.fate != Fate.OPEN:
        raise refuse(_("This has come to its end already. Nothing was changed."))
    if procedure not in rules.RAISABLE:
        raise refuse(_("A concern cannot be turned into that."), field="kind")
    wanted = registry.get(procedure)
    raised = Raised(
        uid=rules.matter_uid(concern.uid),
        procedure=wanted,
        category=category,
        channel=declare.get(concern.source).channel,
        place=concern.place,
        story=sealed.text(concern, "words"),
        headline=headline.strip() or concern.headline,
        raiser=_contact(concern),
        about_units=list(Unit.objects.filter(pk__in=concern.about_units)),
        about_persons=concern.about_persons,
    )
    opened = open_with_files(
        by=by.reaching(wanted.open_ability, concern.place_id),
        at=at,
        raised=raised,
        uploads=_uploads(by, concern, files),
    )
    if not opened.fresh:
        raise refuse(_("This form is no longer valid. Please send it once more."))
    concern.matter = opened.matter
    hand.end(Fate.MATTER)
    return opened


@transaction.atomic
def merge(*, by: Actor, at: datetime, uid: UUID, into: UUID, token: UUID | None = None) -> Concern:
    """Join it with an open matter that the writer sees, or with the one that this was joined with in turn.

    Raises Denied, Refused, Concern.DoesNotExist.
    """
    hand = take(by, at, uid, token)
    if hand.done:
        return hand.concern
    hand.require()
    hand.concern.matter = _going_on(by, into)
    return hand.end(Fate.MERGED)


@transaction.atomic
def carry(*, by: Actor, at: datetime, uid: UUID, to: UUID, token: UUID | None = None) -> Concern:
    """Carry it on to a later record of its kind, where it goes on with the time that is left. Return what goes on.

    Raises Denied, Refused, Concern.DoesNotExist.
    """
    hand = take(by, at, uid, token)
    concern = hand.concern
    if hand.done:
        return concern.carried_on
    hand.require()
    source = declare.get(concern.source)
    onwards = source.later(by, concern.source_uid) if source.later else []
    if to not in {each for each, _title in onwards}:
        raise refuse(_("It cannot be carried on there."), field="to")
    kept, due = concern.clock, concern.due_at
    concern.carried_to = to
    hand.end(Fate.CARRIED)
    onward = Concern(
        uid=_uid(concern, to),
        source=concern.source,
        source_uid=to,
        place=concern.place,
        unit=concern.unit,
        heard_by_id=concern.heard_by_id,
        minder_id=concern.minder_id,
        with_unit=concern.with_unit,
        heard_at=concern.heard_at,
        headline=concern.headline,
        speaker_id=concern.speaker_id,
        carried_from=concern,
        clock=kept,
        due_at=due,
        about_units=concern.about_units,
        about_persons=concern.about_persons,
        sight=concern.sight,
    )
    commitment = sealed.put(onward, "words", sealed.text(concern, "words"))
    return write_first(by, at, onward, {"words": commitment, "carried": True})


@transaction.atomic
def close(*, by: Actor, at: datetime, uid: UUID, reason: str, token: UUID | None = None) -> Concern:
    """Close it with a reason; it owes its end until a superior agrees. Raises Denied, Refused, Concern.DoesNotExist."""
    hand = take(by, at, uid, token)
    if hand.done:
        return hand.concern
    hand.require()
    check_text(rules.answer_fault(reason), "reason")
    return hand.end(Fate.CLOSED, reason)


@transaction.atomic
def check(
    *, by: Actor, at: datetime, uid: UUID, agrees: bool, remark: str = "", token: UUID | None = None
) -> Concern:
    """A superior agrees to a closing, or opens it again with a remark. Nobody checks what they closed or heard.

    Raises Denied, Refused, Concern.DoesNotExist.
    """
    hand = take(by, at, uid, token)
    concern = hand.concern
    if hand.done:
        return concern
    by.require("concerns.check", concern.unit.lineage)
    if by.person_id in (concern.closed_by_id, concern.heard_by_id, concern.minder_id):
        raise refuse(_("Somebody else checks it: you heard it or closed it yourself."))
    if concern.fate != Fate.CLOSED or concern.checked_at is not None:
        raise refuse(_("There is nothing to check here any more. Nothing was changed."))
    if not agrees:
        check_text(rules.answer_fault(remark), "remark")
    commitment = hand.say(remark)
    if agrees:
        concern.checked_at, concern.clock, concern.due_at = at, None, FAR
    else:
        concern.fate, concern.fated_at, concern.closed_by = Fate.OPEN, None, None
        start_clock(concern, declare.get(concern.source).rule, at)
    return hand.tell(events.CHECKED, {"agrees": agrees, "remark": commitment})


def _going_on(by: Actor, uid: UUID) -> Matter:
    """The matter in which a matter goes on, locked, if both may be seen and it is still open. Raises Refused."""
    rows = Matter.objects.visible_to(by).select_for_update()
    matter = rows.filter(uid=uid).first()
    while matter is not None and matter.merged_into_id is not None:
        matter = rows.filter(pk=matter.merged_into_id).first()
    if matter is None:
        raise refuse(_("There is no such matter that you may see."), field="into")
    if matter.state not in OPEN_STATES:
        raise refuse(
            _(
                "This matter was answered already. Give the number of an open one, or turn this into a matter."
            ),
            field="into",
        )
    return matter


def _contact(concern: Concern) -> Contact | None:
    if concern.speaker is None or concern.speaker.erased_at is not None:
        return None
    kept = {column: sealed.text(concern.speaker, column) for column in ("name", "phone", "address")}
    return Contact(**kept) if any(kept.values()) else None


def _uploads(by: Actor, concern: Concern, files: Sequence[UUID]) -> list[Upload]:
    """Files of the record at which it was heard, as they are brought to the matter. Raises Denied."""
    if not files:
        return []
    there = declare.get(concern.source).record(by, concern.source_uid)
    if there is None or not there.stream:
        raise Denied("concerns.hear")
    rows = of_stream(there.stream).filter(uid__in=files)
    return [Upload(sealed.text(row, "name"), storage.read(bytes(row.digest))) for row in rows]


def _uid(concern: Concern, to: UUID) -> UUID:
    """The id under which a concern goes on, the same however often it is sent."""
    return UUID(int=concern.uid.int ^ to.int)
