"""Deciding what is sent to whom and when."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from yixian.access.actor import Actor
from yixian.kernel.ids import uuid7
from yixian.notices import rules
from yixian.notices.enums import Purpose
from yixian.notices.models import UNREAD, Address, Delivery, Notice, Preference
from yixian.notices.queries import preferences, still_seen

PROVED = Q(verified_at__isnull=False)


def plan_urgent(notices: Iterable[Notice], at: datetime) -> int:
    """Have urgent notices sent to every address of theirs that wants them; return how many deliveries. Four statements."""
    told = list(notices)
    addresses = list(Address.objects.filter(PROVED, person__in={each.person_id for each in told}))
    kept = preferences({each.person_id for each in addresses})
    made = [
        Delivery(
            uid=uuid7(at),
            address=address,
            purpose=Purpose.URGENT,
            notice=notice,
            day=timezone.localdate(at),
            next_at=rules.urgent_moment(at, kept[address.person_id].hours),
        )
        for notice in told
        for address in addresses
        if address.person_id == notice.person_id and _wants(kept[address.person_id], address, notice)
    ]
    return len(Delivery.objects.bulk_create(made, ignore_conflicts=True))


def plan_digests(at: datetime) -> int:
    """Prepare the digest of this local day for every address whose hour has come; return how many."""
    day = timezone.localdate(at)
    waiting = Address.objects.filter(PROVED).exclude(digest_day__gte=day)
    found = list(waiting.order_by("pk").values_list("pk", "person_id"))
    kept = preferences({person for _pk, person in found})
    due = [pk for pk, person in found if rules.digest_due(at, kept[person].hours)]
    return sum(_plan_digest(pk, at) for pk in due)


@transaction.atomic
def _plan_digest(pk: int, at: datetime) -> bool:
    """Prepare one digest, unless another worker does or there is nothing to tell. A few statements."""
    day = timezone.localdate(at)
    rows = Address.objects.select_for_update(skip_locked=True, no_key=True).filter(PROVED, pk=pk)
    address = rows.exclude(digest_day__gte=day).first()
    if address is None:
        return False
    told = Notice.objects.filter(UNREAD, person_id=address.person_id, pk__gt=address.carried, urgent=False)
    kept = preferences([address.person_id])[address.person_id]
    ids = [each.pk for each in told.only("pk", "kind") if _wants(kept, address, each)]
    after, address.digest_day = address.carried, day
    address.carried = max(ids, default=after)
    address.save(update_fields=["digest_day", "carried"])
    if ids:
        Delivery.objects.create(
            uid=uuid7(at),
            address=address,
            purpose=Purpose.DIGEST,
            day=day,
            after=after,
            upto=address.carried,
            next_at=rules.after_quiet(at, kept.hours),
        )
    return bool(ids)


def digest_of(delivery: Delivery, preference: Preference, actor: Actor) -> list[Notice]:
    """The notices that a digest tells of, newest first, without those read or turned off meanwhile.

    Nor those whose record its reader may not see any more. One statement, and those of `still_seen`.
    """
    address = delivery.address
    rows = Notice.objects.filter(
        UNREAD, person_id=address.person_id, pk__gt=delivery.after, pk__lte=delivery.upto, urgent=False
    )
    wanted = [each for each in rows.order_by("-pk") if _wants(preference, address, each)]
    return still_seen(actor, wanted)


def _wants(preference: Preference, address: Address, notice: Notice) -> bool:
    return notice.kind not in preference.unwanted.get(address.way, ())
