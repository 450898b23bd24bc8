"""Drafting, approving, sending back and withdrawing a public text. Called by the actions of other packages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yixian.access.actor import Actor, Denied
from yixian.audit import record
from yixian.audit.registry import EventKind
from yixian.disclosure import declare, events, rules
from yixian.disclosure.declare import Purpose
from yixian.disclosure.enums import Stand
from yixian.disclosure.finding import Finding, Known
from yixian.disclosure.models import Snapshot
from yixian.disclosure.queries import draft_of
from yixian.kernel import sealed
from yixian.measures.keep import keep
from yixian.places.models import Unit
from yixian.procedures.language import Text

LONGEST = 4000
LONGEST_REMARK = 500


class DisclosureRefused(Exception):
    """It may not go before the public so; the message says why, `field` which of the things given it is about."""

    def __init__(self, text: Text, field: str = "", found: Sequence[Finding] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.field = field
        self.found = list(found)


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """A text for the public. It was made of the record `source` (a stream) as it stood after its event `seq`.

    `known` is what may not stand in it, beside what its form gives away; `unit` is whose right is asked for.
    """

    uid: UUID
    purpose: Purpose
    source: str
    seq: int
    unit: Unit
    text: str
    known: Sequence[Known] = ()


@transaction.atomic
def draft(*, by: Actor, at: datetime, drafted: Drafted) -> Snapshot:
    """Keep a text for the second person. It is refused while it certainly tells about somebody.

    Done once for a `uid`. Raises Denied, DisclosureRefused.
    """
    by.require(drafted.purpose.put, drafted.unit.lineage)
    if by.person_id is None:
        raise Denied(drafted.purpose.put)
    if known := Snapshot.objects.filter(uid=drafted.uid).first():
        return known
    text = drafted.text.replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST:
        raise DisclosureRefused(
            _("Write what the public is to read, in no more than 4,000 characters."), "text"
        )
    _refuse_certain(rules.findings(text, drafted.known))
    snapshot = Snapshot(
        uid=drafted.uid,
        purpose=drafted.purpose.key,
        source_stream=drafted.source,
        source_seq=drafted.seq,
        unit=drafted.unit,
        stand=Stand.DRAFT,
        made_by_id=by.person_id,
        made_at=at,
    )
    body = {
        "purpose": snapshot.purpose,
        "source": snapshot.source_stream,
        "seq": snapshot.source_seq,
        "text": sealed.put(snapshot, "draft", text),
    }
    return _tell(snapshot, by, at, events.DRAFTED, body)


@transaction.atomic
def approve(
    *, by: Actor, at: datetime, uid: UUID, known: Sequence[Known] = (), vouched: bool = False
) -> Snapshot:
    """Publish a draft, as somebody else than who wrote it.

    While it certainly tells about somebody it is refused, whatever anybody says; where it perhaps does, `vouched`
    says that each place was looked at. Raises Denied, DisclosureRefused, Snapshot.DoesNotExist.
    """
    snapshot = _in_hand(by, uid, _check)
    if snapshot.stand == Stand.UP and snapshot.checked_by_id == by.person_id:
        return snapshot
    _refuse_unless_draft(snapshot)
    if snapshot.made_by_id == by.person_id:
        raise DisclosureRefused(_("You wrote it yourself. A second person must look at it."))
    text = draft_of(snapshot)
    found = rules.findings(text, known)
    _refuse_certain(found)
    if found and not vouched:
        raise DisclosureRefused(
            _("Some places may name a person or an address. Look at each, then say that you did."),
            "vouched",
            found,
        )
    snapshot.stand, snapshot.text = Stand.UP, text
    snapshot.digest = sha256(text.encode()).hexdigest()
    snapshot.checked_by_id, snapshot.checked_at, snapshot.published_at = by.person_id, at, at
    snapshot.vouched = len(found)
    body = {"purpose": snapshot.purpose, "digest": snapshot.digest, "vouched": snapshot.vouched}
    return _tell(snapshot, by, at, events.PUBLISHED, body)


@transaction.atomic
def send_back(*, by: Actor, at: datetime, uid: UUID, remark: str) -> Snapshot:
    """Send a draft back to who wrote it. Raises Denied, DisclosureRefused, Snapshot.DoesNotExist."""
    snapshot = _in_hand(by, uid, _check)
    if snapshot.stand == Stand.RETURNED and snapshot.checked_by_id == by.person_id:
        return snapshot
    _refuse_unless_draft(snapshot)
    if snapshot.made_by_id == by.person_id:
        raise DisclosureRefused(_("You wrote it yourself. A second person must look at it."))
    said = _said(remark, "remark")
    snapshot.stand = Stand.RETURNED
    snapshot.checked_by_id, snapshot.checked_at = by.person_id, at
    body = {"purpose": snapshot.purpose, "remark": sealed.put(snapshot, "remark", said)}
    return _tell(snapshot, by, at, events.RETURNED, body)


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, uid: UUID, reason: str) -> Snapshot:
    """Take a published text, or a draft, out of the way; that it was there stays on record.

    Raises Denied, DisclosureRefused, Snapshot.DoesNotExist.
    """
    snapshot = _in_hand(by, uid, _put)
    if snapshot.stand == Stand.WITHDRAWN:
        return snapshot
    said = _said(reason, "reason")
    snapshot.stand, snapshot.text, snapshot.withdrawn_at = Stand.WITHDRAWN, "", at
    body = {"purpose": snapshot.purpose, "reason": sealed.put(snapshot, "reason", said)}
    return _tell(snapshot, by, at, events.WITHDRAWN, body)


def _put(purpose: Purpose) -> str:
    return purpose.put


def _check(purpose: Purpose) -> str:
    return purpose.check


def _in_hand(by: Actor, uid: UUID, ability: Callable[[Purpose], str]) -> Snapshot:
    rows = Snapshot.objects.select_for_update(of=("self",)).select_related("unit").defer("unit__boundary")
    snapshot = rows.get(uid=uid)
    by.require(ability(declare.get(snapshot.purpose)), snapshot.unit.lineage)
    return snapshot


def _refuse_unless_draft(snapshot: Snapshot) -> None:
    if snapshot.stand != Stand.DRAFT:
        raise DisclosureRefused(_("This draft waits no longer. Please look again at where it stands."))


def _refuse_certain(found: Sequence[Finding]) -> None:
    if left := rules.certain(found):
        text = ngettext(
            "%(n)d place tells who somebody is. It must be taken out; nobody can let it pass.",
            "%(n)d places tell who somebody is. They must be taken out; nobody can let them pass.",
            len(left),
        ) % {"n": len(left)}
        raise DisclosureRefused(text, "text", found)


def _said(text: str, field: str) -> str:
    said = text.strip()
    if not said or len(said) > LONGEST_REMARK:
        raise DisclosureRefused(_("Please say why, in no more than 500 characters."), field)
    return said


def _tell(
    snapshot: Snapshot, by: Actor, at: datetime, kind: EventKind, body: Mapping[str, object]
) -> Snapshot:
    event = record.compose(
        subject=snapshot,
        kind=kind,
        at=at,
        by_id=by.person_id,
        post_id=by.post_id,
        unit_id=snapshot.unit_id,
        body=body,
    )
    snapshot.save()
    record.append([event])
    keep([event])
    return snapshot
