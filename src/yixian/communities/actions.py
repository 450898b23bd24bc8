"""Joining villages to a community, and parting them."""

from collections.abc import Mapping
from datetime import date, datetime
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
    """Join a village to a community from a day on; a form sent twice joins once. Raises Denied, Refused."""
    by.require("communities.keep", community.lineage)
    by.require("communities.keep", village.lineage)
    community, village = _locked(community), _locked(village)
    rows = Joining.objects.filter(village=village)
    standing = rows.filter(OPEN).first()
    if standing is not None and standing.community_id == community.pk and _written(community, token):
        return standing
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
    """End a joining: `until` is the first day without it, today at the latest.

    Raises Denied, Refused, Joining.DoesNotExist.
    """
    found = Joining.objects.select_related("village", "community").get(pk=joining)
    by.require("communities.keep", found.community.lineage)
    community = _locked(found.community)
    found.refresh_from_db(fields=["until"])
    if found.until is not None:
        return found
    if not found.since < until <= timezone.localdate(at):
        raise refuse(_("It ends after the day on which it began, and today at the latest."), field="until")
    found.until = until
    found.save(update_fields=["until"])
    body = {"village": found.village_id, "name": found.village.name, "until": until.isoformat()}
    _tell(by, at, community, PARTED, body, token)
    return found


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
