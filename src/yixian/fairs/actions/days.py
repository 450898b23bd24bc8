"""The day as a whole: a fair is opened, its stalls are set up and shut, it is closed, and its figures published."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import SYSTEM, Actor
from yixian.fairs import events, queries, rules
from yixian.fairs.actions.hand import Hand, fair_in_hand
from yixian.fairs.enums import AT_HAND, Numbering, State
from yixian.fairs.models import Fair, Stall
from yixian.gatherings.actions.gatherings import announce, hold
from yixian.gatherings.actions.hand import locked
from yixian.gatherings.enums import State as Held
from yixian.matters.actions.store import refuse
from yixian.places.models import Unit


@transaction.atomic
def open_fair(*, by: Actor, at: datetime, uid: UUID, numbering: Numbering) -> Fair:
    """Begin the day of the gathering `uid`; sent twice it begins once. One for everybody is announced with it.

    Raises Denied, Refused, Gathering.DoesNotExist.
    """
    gathering = locked(uid)
    by.require("gatherings.keep", gathering.unit.lineage)
    if known := queries.fair_of(uid):
        return known
    if gathering.kind not in queries.KINDS:
        raise refuse(_("Stalls and numbers belong to fairs and service days."))
    if gathering.state == Held.CANCELLED:
        raise refuse(_("It was cancelled."))
    if at < gathering.starts_at - timedelta(hours=rules.EARLIEST_HOURS):
        raise refuse(_("A fair is opened on its day, twelve hours before it begins at the earliest."))
    if gathering.public and gathering.announced_at is None:
        gathering = announce(by=by, at=at, uid=uid, begun=True)
    fair = Fair(uid=uid, gathering=gathering, numbering=numbering, opened_at=at)
    Hand(fair, by, at).tell(events.OPENED, {"kind": gathering.kind, "numbering": numbering.value})
    return fair


@transaction.atomic
def set_stall(
    *, by: Actor, at: datetime, uid: UUID, stall: UUID, unit: Unit, service: str, staff: str = ""
) -> Stall:
    """Set up a stall under the next letter; `stall` came with the form. Raises Denied, Refused, Fair.DoesNotExist."""
    hand = fair_in_hand(by, at, uid)
    hand.require_keeper()
    if known := hand.fair.stalls.filter(uid=stall).first():
        return known
    hand.require_open()
    if fault := rules.service_fault(service, staff):
        raise refuse(fault[1], field=fault[0])
    sign = rules.next_sign(set(hand.fair.stalls.values_list("sign", flat=True)))
    if not sign:
        raise refuse(_("There are no more letters for stalls."))
    row = Stall.objects.create(
        uid=stall, fair=hand.fair, sign=sign, unit=unit, service=service.strip(), staff=staff.strip()
    )
    hand.tell(events.STALL_SET, {"stall": row.uid.hex, "sign": sign, "service": row.service, "at": unit.pk})
    return row


@transaction.atomic
def shut_stall(*, by: Actor, at: datetime, uid: UUID, stall: UUID) -> Stall:
    """Shut a stall at which nobody waits any more. Raises Denied, Refused, Fair.DoesNotExist, Stall.DoesNotExist."""
    hand = fair_in_hand(by, at, uid)
    row = hand.stall(stall)
    if row.shut_at is not None:
        return row
    if row.tickets.filter(state__in=(State.WAITING, State.CALLED)).exists():
        raise refuse(_("Somebody still waits there or is being served."))
    row.shut_at = at
    row.save(update_fields=["shut_at"])
    hand.tell(events.STALL_SHUT, {"stall": row.uid.hex, "sign": row.sign})
    return row


@transaction.atomic
def close(*, by: Actor, at: datetime, uid: UUID, attended: int, course: str = "") -> Fair:
    """Close the fair and record that it was held: `attended` people came. Whoever still waits leaves unserved.

    Every telephone number that was left is erased. Raises Denied, Refused, Fair.DoesNotExist.
    """
    hand = fair_in_hand(by, at, uid)
    hand.require_keeper()
    fair = hand.fair
    if not fair.is_open:
        return fair
    if fair.tickets.filter(state=State.CALLED).exists():
        raise refuse(_("Somebody is being served: finish the numbers that were called first."))
    called_off = fair.gathering.state == Held.CANCELLED
    if not called_off:
        hold(by=by, at=at, uid=uid, attended=attended, course=course)
    return _end(hand, called_off=called_off)


def _end(hand: Hand, *, called_off: bool) -> Fair:
    """Close the fair as it stands: whoever is not done with leaves unserved, and no telephone number is kept."""
    fair, at = hand.fair, hand.at
    left = fair.tickets.filter(state__in=AT_HAND).update(state=State.LEFT, ended_at=at, phone=b"")
    fair.stalls.filter(shut_at__isnull=True).update(shut_at=at)
    fair.closed_at = at
    hand.tell(events.CLOSED, {"kind": fair.gathering.kind, "left": left, "called_off": called_off})
    return fair


def end_past(at: datetime) -> int:
    """Close what nobody closed some time after its end, and erase its telephone numbers; return how many fairs.

    Whether it was held and how many came is still to be recorded with the gathering. For the worker: each fair in a
    transaction of its own.
    """
    over = queries.left_open(at)
    found = Fair.objects.filter(closed_at__isnull=True, gathering__ends_at__lte=over)
    ended = 0
    for uid in found.order_by("pk").values_list("uid", flat=True):
        with transaction.atomic():
            hand = fair_in_hand(SYSTEM, at, uid)
            if hand.fair.is_open and hand.fair.gathering.ends_at <= over:
                _end(hand, called_off=hand.fair.gathering.state == Held.CANCELLED)
                ended += 1
    return ended


@transaction.atomic
def publish(*, by: Actor, at: datetime, uid: UUID) -> Fair:
    """Publish the figures of a fair that is closed. Raises Denied, Refused, Fair.DoesNotExist."""
    hand = fair_in_hand(by, at, uid)
    hand.require_keeper()
    if hand.fair.published_at is not None:
        return hand.fair
    if hand.fair.is_open:
        raise refuse(_("Close the fair first."))
    hand.fair.published_at = at
    found = queries.summary_of(hand.fair)
    body = {"served": found.served, "raised": found.raised, "settled": found.settled, "left": found.left}
    hand.tell(events.PUBLISHED, body)
    return hand.fair
