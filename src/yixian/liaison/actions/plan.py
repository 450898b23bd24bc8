"""The development plan of a place."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.liaison.actions.hand import Hand, allow, check
from yixian.liaison.enums import OPEN_ITEMS, ItemState
from yixian.liaison.events import ITEM_MOVED, ITEM_PLANNED
from yixian.liaison.models import Liaison, PlanItem
from yixian.liaison.queries.assigned import may_plan, stands
from yixian.liaison.rules import plan_fault, remark_fault, title_fault
from yixian.matters.actions.store import refuse
from yixian.places.models import Unit


@transaction.atomic
def plan_item(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    place: Unit,
    title: str,
    until: date,
    helper: Liaison | None = None,
) -> PlanItem:
    """Put an item into the plan of a place; `uid` came with the form. Raises Denied, Refused."""
    today = timezone.localdate(at)
    allow(may_plan(by, place, today))
    Unit.objects.select_for_update(no_key=True).defer("boundary").get(pk=place.pk)
    if known := PlanItem.objects.filter(uid=uid).first():
        return known
    if not stands(place, today):
        raise refuse(_("This place is no more."), field="title")
    check(title_fault(title), "title")
    check(plan_fault(until, today), "until")
    _check_helper(place, helper)
    item = PlanItem(uid=uid, place=place, liaison=helper, title=title.strip(), until=until)
    body = {"until": until.isoformat(), "helper": helper.uid.hex if helper else None}
    Hand(by=by, at=at).tell(item, ITEM_PLANNED, place.pk, body)
    return item


@dataclass(frozen=True, kw_only=True)
class Change:
    """How an item stands now, until when, and who helps; `remark` is a few words that name nobody."""

    state: ItemState
    until: date
    helper: Liaison | None = None
    remark: str = ""


@transaction.atomic
def change_item(*, by: Actor, at: datetime, uid: UUID, change: Change, token: UUID | None = None) -> PlanItem:
    """Write down how an item stands. Raises Denied, Refused, PlanItem.DoesNotExist."""
    rows = PlanItem.objects.select_for_update(of=("self",)).select_related("place")
    item = rows.defer("place__boundary").get(uid=uid)
    today = timezone.localdate(at)
    allow(may_plan(by, item.place, today))
    hand = Hand(by=by, at=at, token=token)
    if hand.done(item):
        return item
    check(remark_fault(change.remark), "remark")
    if change.state is ItemState.DROPPED and not change.remark.strip():
        raise refuse(_("Say in a few words why it is dropped."), field="remark")
    if change.until != item.until and change.state in OPEN_ITEMS:
        check(plan_fault(change.until, today), "until")
    _check_helper(item.place, change.helper, item)
    before, item.state, item.until = item.state, change.state, change.until
    item.liaison, item.remark = change.helper, change.remark.strip()
    item.ended_on = None if item.is_open else today
    body = {
        "before": before,
        "state": item.state,
        "until": item.until.isoformat(),
        "helper": change.helper.uid.hex if change.helper else None,
        "remark": item.remark,
    }
    hand.tell(item, ITEM_MOVED, item.place_id, body)
    return item


def _check_helper(place: Unit, helper: Liaison | None, item: PlanItem | None = None) -> None:
    """Raise Refused where somebody helps who is not assigned to the place or the town above it."""
    kept = item is not None and helper is not None and item.liaison_id == helper.pk
    if helper is None or kept:
        return
    if helper.place_id not in place.lineage or helper.until is not None:
        raise refuse(_("Whoever helps is assigned to this place or to its town."), field="helper")
