"""What somebody does about their own notices, and the administrator about what failed."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.audit.models import Event
from yixian.audit.record import append_to_chain
from yixian.audit.registry import EventKind
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.notices import declare, events, rules
from yixian.notices.enums import DeliveryState, Purpose, Way
from yixian.notices.installed import installed
from yixian.notices.models import UNREAD, Address, Delivery, Notice, Preference
from yixian.notices.queries import still_seen
from yixian.notices.rules import Hours
from yixian.procedures.language import Text
from yixian.rulebook.queries import book

BETWEEN_CODES = timedelta(minutes=1)
HOUR = timedelta(hours=1)
MOST_CODES = 6
"""How many codes somebody may have sent within an hour."""


class NoticesRefused(Exception):
    """The change cannot be made; the message says why, `field` which of the things given it is about."""

    def __init__(self, text: Text, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """When and how somebody wants to hear; `unwanted` names, by way, kinds that are not sent there."""

    hours: Hours
    language: str
    unwanted: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read(*, by: Actor, at: datetime, pk: int) -> Notice:
    """Note that somebody has read one of their notices, and return it.

    Raises Notice.DoesNotExist, also where they may not see the record any more.
    """
    found = Notice.objects.get(person_id=_person(by), pk=pk)
    if not still_seen(by, [found]):
        raise Notice.DoesNotExist
    Notice.objects.filter(UNREAD, pk=pk).update(read_at=at)
    return found


def read_all(*, by: Actor, at: datetime, upto: int) -> int:
    """Note that somebody has read their notices up to the newest that they saw; return how many. One statement."""
    return Notice.objects.filter(UNREAD, person_id=_person(by), pk__lte=upto).update(read_at=at)


@transaction.atomic
def prefer(*, by: Actor, at: datetime, wishes: Wishes) -> Preference:
    """Set when and how somebody is told. The same again changes nothing. Raises Denied, NoticesRefused."""
    person = _person(by)
    hours = wishes.hours
    if any(not 0 <= each <= 23 for each in (hours.digest, hours.quiet_from, hours.quiet_until)):
        raise NoticesRefused(_("Choose full hours from 0 to 23."))
    if wishes.language not in dict(settings.LANGUAGES):
        raise NoticesRefused(_("Choose one of the languages offered."), "language")
    known = {kind.key for kind in declare.every()}
    unwanted = {way: sorted(known.intersection(kinds)) for way, kinds in sorted(wishes.unwanted.items())}
    values: dict[str, object] = {
        "language": wishes.language,
        "digest_hour": hours.digest,
        "quiet_from": hours.quiet_from,
        "quiet_until": hours.quiet_until,
        "urgent_breaks": hours.urgent_breaks,
        "unwanted": {way: kinds for way, kinds in unwanted.items() if way in Way.values and kinds},
    }
    row, made = Preference.objects.select_for_update().get_or_create(person_id=person, defaults=values)
    if not made and all(getattr(row, key) == value for key, value in values.items()):
        return row
    for key, value in values.items():
        setattr(row, key, value)
    row.save()
    _tell(by, at, person, events.PREFERRED, values)
    return row


def enter_address(*, by: Actor, at: datetime, uid: UUID, way: Way, typed: str) -> Address:
    """Enter where somebody is reached by a way, and have a code sent there; it replaces an earlier address.

    The same form sent twice (`uid`) is one address and one code. Raises Denied, NoticesRefused.
    """
    try:
        return _entered(by, at, uid, way, typed.strip())
    except IntegrityError:
        if not Address.objects.filter(person_id=_person(by), way=way).exists():
            raise
        return _entered(by, at, uid, way, typed.strip())


@transaction.atomic
def _entered(by: Actor, at: datetime, uid: UUID, way: Way, typed: str) -> Address:
    person = _person(by)
    ready = installed()
    if way not in ready.offered:
        raise NoticesRefused(_("This way is not set up here."))
    if fault := rules.address_fault(way, typed, ready.hosts):
        raise NoticesRefused(fault, "address")
    known = Address.objects.select_for_update().filter(person_id=person, way=way).first()
    if known is not None and known.uid == uid:
        return known
    if known is not None and known.since + BETWEEN_CODES > at:
        wait = _("A code was sent a moment ago. Please wait a minute before the next.")
        raise NoticesRefused(wait, "address")
    recent = Event.objects.filter(stream=_stream(person), kind=events.ADDRESSED.key, at__gt=at - HOUR)
    if recent.count() >= MOST_CODES:
        raise NoticesRefused(_("Several codes were sent within the hour. Please try again later."), "address")
    if known is not None:
        known.delete()
    made = Address(
        uid=uid,
        person_id=person,
        way=way,
        hint=rules.hint(way, typed),
        since=at,
        code_until=at + rules.CODE_LASTS,
    )
    commitment = sealed.put(made, "address", typed)
    sealed.put(made, "code", f"{secrets.randbelow(10**6):06d}")
    made.save(force_insert=True)
    Delivery.objects.create(
        uid=uuid7(at), address=made, purpose=Purpose.CODE, day=timezone.localdate(at), next_at=at
    )
    _tell(by, at, person, events.ADDRESSED, {"way": str(way), "address": commitment})
    return made


def verify(*, by: Actor, at: datetime, way: Way, typed: str) -> Address:
    """Prove an address with the code that was sent there. A wrong one counts. Raises Denied, NoticesRefused."""
    address = _verified(by, at, way, typed)
    if address is None:
        raise NoticesRefused(_("That is not the code that was sent."), "code")
    return address


@transaction.atomic
def _verified(by: Actor, at: datetime, way: Way, typed: str) -> Address | None:
    """The address, now proved; None, and one try less, for another code."""
    person = _person(by)
    address = Address.objects.select_for_update().filter(person_id=person, way=way).first()
    if address is None:
        raise NoticesRefused(_("Enter the address first."), "code")
    if address.verified_at is not None:
        return address
    if address.code_until is None or at >= address.code_until or address.code_tries >= rules.CODE_TRIES:
        raise NoticesRefused(
            _("This code no longer holds. Enter the address again to get a new one."), "code"
        )
    digits = "".join(str(int(each)) for each in typed if each.isdecimal())
    if not compare_digest(digits, sealed.text(address, "code")):
        address.code_tries += 1
        address.save(update_fields=["code_tries"])
        return None
    address.verified_at, address.code, address.digest_day = at, b"", timezone.localdate(at)
    address.save(update_fields=["verified_at", "code", "digest_day"])
    _tell(by, at, person, events.VERIFIED, {"way": address.way})
    return address


@transaction.atomic
def drop_address(*, by: Actor, at: datetime, way: Way) -> bool:
    """Take an address out, with what was still to be sent there; return whether there was one. Raises Denied."""
    person = _person(by)
    address = Address.objects.select_for_update().filter(person_id=person, way=way).first()
    if address is None:
        return False
    address.delete()
    _tell(by, at, person, events.DROPPED, {"way": str(way)})
    return True


@transaction.atomic
def retry(*, by: Actor, at: datetime, pk: int) -> bool:
    """Have a failed delivery tried again; return whether there was one. Raises Denied."""
    by.require("notices.administer")
    failed = Delivery.objects.filter(pk=pk, state=DeliveryState.FAILED)
    changed = failed.update(
        state=DeliveryState.WAITING, next_at=at, tries=0, reason="", ended_at=None, claimed_until=None
    )
    if changed:
        person = Delivery.objects.values_list("address__person", flat=True).get(pk=pk)
        _tell(by, at, person, events.RETRIED, {"delivery": pk})
    return bool(changed)


def clear(at: datetime) -> int:
    """Take out what has stood in the inboxes long enough, with its deliveries; return how many notices."""
    kept = book(timezone.localdate(at)).back("notices.kept", at).date()
    Delivery.objects.filter(notice__isnull=True, day__lt=kept).delete()
    _rows, found = Notice.objects.filter(day__lt=kept).delete()
    return found.get(Notice._meta.label, 0)


def _person(by: Actor) -> int:
    if by.person_id is None or not by.roles:
        raise Denied("notices")
    return by.person_id


def _stream(person: int) -> str:
    return f"notices:{person}"


def _tell(by: Actor, at: datetime, person: int, kind: EventKind, body: Mapping[str, object]) -> None:
    append_to_chain(
        _stream(person),
        kind=kind,
        at=at,
        by_id=by.person_id,
        post_id=by.post_id,
        unit_id=by.unit_id,
        body=body,
    )
