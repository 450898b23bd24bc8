"""Joining villages to a community, and parting them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit import record
from yixian.audit.models import Event
from yixian.audit.registry import EventKind
from yixian.communities import rules
from yixian.communities.events import JOINED, PARTED
from yixian.communities.models import OPEN, Joining
from yixian.matters.actions.store import refuse
from yixian.measures.keep import keep
from yixian.places.models import Unit


@transaction.atomic
def join(
    *, by: Actor, at: datetime, village: Unit, community: Unit, since: date, token: UUID | None = None
) -> Joining:
    """Join a village to a community from a day on; a form sent twice joins once.

    Where the village still hangs on a community that has ended, it is parted from that one. Raises Denied, Refused.
    """
    by.require("communities.keep", community.lineage)
    by.require("communities.keep", village.lineage)
    community, village = _locked(community), _locked(village)
    rows = Joining.objects.filter(village=village)
    made = rows.filter(community=community).order_by("-pk").first()
    if made is not None and _written(community, token):
        return made
    _part_from_ended(by, at, village)
    standing = rows.filter(OPEN).first()
    if fault := rules.kinds_fault(village.kind, community.kind):
        raise refuse(fault, field="village")
    free_from = rows.filter(until__isnull=False).order_by("-until").values_list("until", flat=True).first()
    if fault := rules.day_fault(since, free_from, taken=standing is not None):
        raise refuse(fault, field="village" if standing else "since")
    if since > timezone.localdate(at):
        raise refuse(_("Enter it on the day itself or later, not ahead of time."), field="since")
    joining = Joining.objects.create(village=village, community=community, since=since)
    body = {"village": village.pk, "name": village.name, "since": since.isoformat()}
    _tell(by, at, community, JOINED, body, token)
    return joining


@transaction.atomic
def part(*, by: Actor, at: datetime, joining: int, until: date, token: UUID | None = None) -> Joining:
    """End a joining: `until` is the first day without it, today at the latest; a form sent twice ends it once.

    Raises Denied, Refused, Joining.DoesNotExist.
    """
    found = Joining.objects.select_related("village", "community").get(pk=joining)
    by.require("communities.keep", found.community.lineage)
    community = _locked(found.community)
    found.refresh_from_db(fields=["until"])
    if found.until is not None:
        if _written(community, token):
            return found
        raise refuse(_("Somebody else has parted this village already."), field="until")
    if not found.since < until <= timezone.localdate(at):
        raise refuse(_("It ends after the day on which it began, and today at the latest."), field="until")
    return _end(by, at, found, community, until, token)


def _part_from_ended(by: Actor, at: datetime, village: Unit) -> None:
    """Part a village from a community that has ended, on the day on which it did."""
    today = timezone.localdate(at)
    rows = Joining.objects.filter(OPEN, village=village, community__until__lte=today)
    found = rows.select_related("village", "community").first()
    if found is not None and found.community.until is not None:
        until = max(found.community.until, found.since + timedelta(days=1))
        _end(by, at, found, _locked(found.community), until, None)


def _end(
    by: Actor, at: datetime, joining: Joining, community: Unit, until: date, token: UUID | None
) -> Joining:
    joining.until = until
    joining.save(update_fields=["until"])
    body = {"village": joining.village_id, "name": joining.village.name, "until": until.isoformat()}
    _tell(by, at, community, PARTED, body, token)
    return joining


def _locked(unit: Unit) -> Unit:
    return Unit.objects.select_for_update().defer("boundary").get(pk=unit.pk)


def _written(unit: Unit, token: UUID | None) -> bool:
    return token is not None and Event.objects.filter(stream=unit.stream, body__token=token.hex).exists()


def _tell(
    by: Actor, at: datetime, unit: Unit, kind: EventKind, body: Mapping[str, object], token: UUID | None
) -> None:
    event = record.compose(
        subject=unit,
        kind=kind,
        at=at,
        by_id=by.person_id,
        post_id=by.post_id,
        unit_id=unit.pk,
        body={**body, **({"token": token.hex} if token else {})},
    )
    unit.save(update_fields=["chain_seq", "chain_head"])
    record.append([event])
    keep([event])
