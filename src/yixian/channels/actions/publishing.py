"""A text on its way to the public: written, handed in, reviewed by a second person, corrected, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.record import algorithm
from yixian.channels import conf, declare, events, queries, rules
from yixian.channels.actions import queue
from yixian.channels.actions.hand import Hand, publication
from yixian.channels.enums import Kind, State
from yixian.channels.models import Edition, Picture, Publication
from yixian.channels.pictures import Drawn
from yixian.matters.actions.store import Refused, refuse
from yixian.places.models import Unit
from yixian.procedures.decide import Refusal

WRITE, REVIEW = "channels.write", "channels.review"
STALE = _("The text is not the one that you looked at: it was changed meanwhile. Please read it again.")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A text as its writer has it. `picture` replaces the one before; `bare` says that there is to be none."""

    title: str
    body: str
    kind: Kind
    channels: Sequence[str]
    valid_from: date | None = None
    valid_until: date | None = None
    picture: Drawn | None = None
    caption: str = ""
    bare: bool = False


def draft(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    wording: Wording,
    unit: Unit | None = None,
    token: UUID | None = None,
) -> Publication:
    """Write a text, or write it anew; one that waited for its review must be handed in again.

    `uid` is of the publication and came with the form; a new one is of `unit` (the writer's own, if none).
    Raises Denied, Refused.
    """
    try:
        return _draft(by, at, uid, wording, unit, token)
    except IntegrityError:
        if not Publication.objects.filter(uid=uid).exists():
            raise
        return _draft(by, at, uid, wording, unit, token)


@transaction.atomic
def _draft(
    by: Actor, at: datetime, uid: UUID, wording: Wording, unit: Unit | None, token: UUID | None
) -> Publication:
    known = Publication.objects.filter(uid=uid).exists()
    hand = publication(by, at, uid, token, WRITE) if known else _new(by, at, uid, wording, unit, token)
    if known and hand.done:
        return hand.row
    _check(wording)
    edition = _open_edition(hand.row) if known else None
    if known and edition is None:
        raise refuse(_("This text is out already. Correct it instead."))
    return _write(hand, edition or Edition(number=1), wording)


@transaction.atomic
def correct(
    *, by: Actor, at: datetime, uid: UUID, wording: Wording, correction: str, token: UUID | None = None
) -> Publication:
    """Write a corrected text and say what it corrects; it goes out when a second person has approved it.

    Raises Denied, Refused, Publication.DoesNotExist.
    """
    hand = publication(by, at, uid, token, WRITE)
    if hand.done:
        return hand.row
    if hand.row.state != State.LIVE or hand.row.current is None:
        raise refuse(_("Only what is published can be corrected."))
    if not correction.strip() or len(correction) > rules.LONGEST_REMARK or rules.CONTROL.search(correction):
        raise refuse(_("Please say in a sentence what is corrected."), field="correction")
    _check(wording)
    if fault := rules.gap_fault(hand.row.valid_from, wording.valid_from, timezone.localdate(at)):
        raise refuse(fault, field="valid_from")
    edition = _open_edition(hand.row) or Edition(
        number=hand.row.current.number + 1,
        picture=hand.row.current.picture,
        caption=hand.row.current.caption,
    )
    edition.correction = correction.strip()
    return _write(hand, edition, wording)


@transaction.atomic
def submit(*, by: Actor, at: datetime, uid: UUID, seen: str, token: UUID | None = None) -> Publication:
    """Hand a text in for review; `seen` is its digest. Raises Denied, Refused, Publication.DoesNotExist."""
    hand = publication(by, at, uid, token, WRITE)
    if hand.done:
        return hand.row
    edition = _open_edition(hand.row)
    if edition is None or edition.state != State.DRAFT:
        raise refuse(_("This text was handed in already. Nothing was changed."))
    if edition.digest != seen:
        raise refuse(STALE)
    edition.state, edition.remark = State.REVIEW, ""
    edition.save(update_fields=["state", "remark"])
    hand.row.pending, hand.row.touched_at = State.REVIEW, at
    hand.tell(events.SUBMITTED, {"edition": edition.number, "digest": edition.digest})
    return hand.store()


@transaction.atomic
def send_back(
    *, by: Actor, at: datetime, uid: UUID, seen: str, remark: str, token: UUID | None = None
) -> Publication:
    """Send a text back with a remark. Raises Denied, Refused, Publication.DoesNotExist."""
    hand = publication(by, at, uid, token, REVIEW)
    if hand.done:
        return hand.row
    edition = _reviewable(hand, seen)
    if not remark.strip() or len(remark) > rules.LONGEST_REMARK:
        raise refuse(_("Please say in a sentence or two what is to be changed."), field="remark")
    edition.state, edition.remark = State.DRAFT, remark.strip()
    edition.save(update_fields=["state", "remark"])
    hand.row.pending, hand.row.touched_at = State.DRAFT, at
    hand.tell(events.SENT_BACK, {"edition": edition.number, "remark": edition.remark})
    return hand.store()


@transaction.atomic
def approve(*, by: Actor, at: datetime, uid: UUID, seen: str, token: UUID | None = None) -> Publication:
    """Approve the very text whose digest is `seen`; it is published, and the worker sends it to its channels.

    Raises Denied, Refused, Publication.DoesNotExist.
    """
    hand = publication(by, at, uid, token, REVIEW)
    if hand.done:
        return hand.row
    edition, row = _reviewable(hand, seen), hand.row
    if row.current and (fault := rules.gap_fault(row.valid_from, edition.valid_from, timezone.localdate(at))):
        raise refuse(fault)
    edition.state, edition.reviewer_id, edition.reviewed_at = State.LIVE, by.person_id, at
    edition.save(update_fields=["state", "reviewer", "reviewed_at"])
    if row.current is not None:
        row.editions.filter(number=row.current.number).update(state=State.REPLACED)
        queue.recall(row, at)
    row.current, row.state, row.pending, row.title = edition, State.LIVE, "", edition.title
    row.channels, row.valid_until = edition.channels, edition.valid_until
    row.valid_from = edition.valid_from or row.valid_from or timezone.localdate(at)
    row.published_at, row.changed_at, row.touched_at = row.published_at or at, at, at
    told = {
        "edition": edition.number,
        "digest": edition.digest,
        "kind": row.kind,
        "writer": edition.author_id,
    }
    if edition.number == 1:
        hand.tell(events.APPROVED, told)
    else:
        hand.tell(events.CORRECTED, {**told, "correction": edition.correction})
    queue.put(hand, edition)
    return hand.store()


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, uid: UUID, reason: str, token: UUID | None = None) -> Publication:
    """Take a publication back and say why; what is being written of it is dropped. Raises Denied, Refused."""
    hand = publication(by, at, uid, token, WRITE)
    row = hand.row
    if hand.done:
        return row
    if row.state != State.LIVE:
        raise refuse(_("Only what is published can be withdrawn."))
    if not reason.strip() or len(reason) > rules.LONGEST_REMARK or rules.CONTROL.search(reason):
        raise refuse(_("Please say in a sentence why: everybody reads it."), field="reason")
    row.editions.filter(state__in=(State.DRAFT, State.REVIEW)).delete()
    queue.recall(row, at)
    row.state, row.pending, row.reason = State.WITHDRAWN, "", reason.strip()
    row.changed_at = row.touched_at = at
    hand.tell(events.WITHDRAWN, {"reason": row.reason})
    return hand.store()


@transaction.atomic
def drop(*, by: Actor, at: datetime, uid: UUID, seen: str, token: UUID | None = None) -> Publication:
    """Drop what is being written, whose digest is `seen`: a correction, or a first text with its publication.

    What was published stays as it is. Of a first text the history alone stays. Raises Denied, Refused,
    Publication.DoesNotExist.
    """
    hand = publication(by, at, uid, token, WRITE)
    row = hand.row
    if hand.done:
        return row
    edition = _open_edition(row)
    if edition is None or edition.state != State.DRAFT:
        raise refuse(_("Only what is being written can be dropped. Nothing was changed."))
    if edition.digest != seen:
        raise refuse(STALE)
    edition.delete()
    row.pending, row.touched_at = "", at
    hand.tell(events.DROPPED, {"edition": edition.number})
    return hand.store() if row.current else hand.let_go()


def _new(
    by: Actor, at: datetime, uid: UUID, wording: Wording, unit: Unit | None, token: UUID | None
) -> Hand[Publication]:
    home = unit or Unit.objects.defer("boundary").get(pk=by.unit_id or 0)
    by.require(WRITE, home.lineage)
    if queries.dropped(uid):
        raise refuse(_("This text was dropped. Please open the form anew."))
    return Hand(Publication(uid=uid, unit=home, kind=wording.kind, touched_at=at), by, at, token)


def _open_edition(row: Publication) -> Edition | None:
    return row.editions.filter(state__in=(State.DRAFT, State.REVIEW)).first()


def _check(wording: Wording) -> None:
    """Raise Refused with whatever is wrong with a text."""
    faults = rules.text_faults(
        title=wording.title, body=wording.body, since=wording.valid_from, until=wording.valid_until
    )
    open_ones = {each.key for each in conf.choices()}
    if not wording.channels or not set(wording.channels) <= open_ones:
        faults.append(("channels", _("Please choose at least one of the channels that are on.")))
    if faults:
        raise Refused([Refusal(text=text, field=field) for field, text in faults])


def _write(hand: Hand[Publication], edition: Edition, wording: Wording) -> Publication:
    """Store the text as a draft, with its digest."""
    row, by = hand.row, hand.by
    edition.title, edition.body = wording.title.strip(), wording.body.strip()
    edition.channels = [each.key for each in declare.every() if each.key in wording.channels]
    edition.valid_from, edition.valid_until = wording.valid_from, wording.valid_until
    if wording.picture or wording.bare:
        edition.picture = _picture(wording.picture)
    edition.caption = wording.caption.strip()[:80] if edition.picture else ""
    edition.state, edition.author_id, edition.written_at = State.DRAFT, by.person_id or 0, hand.at
    edition.writers = sorted({*edition.writers, by.person_id or 0})
    row.pending, row.touched_at = State.DRAFT, hand.at
    if row.current is None:
        row.kind, row.title = wording.kind, edition.title
    edition.digest = digest_of(row, edition)
    if row._state.adding:
        row.save(force_insert=True)
    edition.publication = row
    edition.save()
    hand.tell(events.WRITTEN, {"edition": edition.number, "kind": row.kind, "digest": edition.digest})
    return hand.store()


def digest_of(row: Publication, edition: Edition) -> str:
    """What a reviewer approves: everything that the public will read, and where."""
    days = [day.isoformat() if day else None for day in (edition.valid_from, edition.valid_until)]
    return rules.text_digest(
        {
            "publication": row.uid.hex,
            "edition": edition.number,
            "kind": str(row.kind),
            "title": edition.title,
            "body": edition.body,
            "picture": edition.picture.digest if edition.picture else "",
            "caption": edition.caption,
            "channels": list(edition.channels),
            "days": days,
            "correction": edition.correction,
        },
        algorithm(),
    )


def _picture(drawn: Drawn | None) -> Picture | None:
    if drawn is None:
        return None
    sizes = {"width": drawn.width, "height": drawn.height}
    row, _new = Picture.objects.get_or_create(
        digest=drawn.digest, defaults={"content": drawn.content, **sizes}
    )
    return row


def _reviewable(hand: Hand[Publication], seen: str) -> Edition:
    """The text that waits, if this actor may review it and looked at what it says now. Raises Refused."""
    edition = _open_edition(hand.row)
    if edition is None:
        raise refuse(_("This text does not wait for a review any more. Nothing was changed."))
    if fault := rules.review_fault(edition.state, edition.writers, hand.by.person_id):
        raise refuse(fault)
    if edition.digest != seen:
        raise refuse(STALE)
    return edition
