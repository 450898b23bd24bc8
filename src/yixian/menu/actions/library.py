"""The menu of a place: what comes on it, what changes, what is taken off."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.matters.actions.move import carry_out
from yixian.matters.actions.store import take
from yixian.matters.models import Matter
from yixian.menu import events, rules
from yixian.menu.actions.hand import MenuRefused, refuse_for, tell, written
from yixian.menu.enums import MONTHS, Skill
from yixian.menu.models import MenuItem
from yixian.menu.procedures import ENTERED, PROPOSAL
from yixian.menu.queries import MENU_PLACES
from yixian.places.models import Unit
from yixian.procedures.language import Text


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    """What an item offers: `minutes` that it takes, `capacity` of a season that runs from month to month (1 to 12)."""

    skill: str
    title: str
    about: str
    minutes: int
    capacity: int
    who_for: str = ""
    first_month: int = 1
    last_month: int = MONTHS


@transaction.atomic
def enter(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    place: Unit,
    given: ItemDraft,
    since: date,
    proposal: UUID | None = None,
    answer: str = "",
) -> MenuItem:
    """Put an item on the menu of a village or community; with `proposal`, accept that and answer who made it.

    `uid` came with the form, so that a form sent twice is done once. Raises Denied, MenuRefused, and for the
    proposal Refused, Matter.DoesNotExist.
    """
    by.require("menu.keep", place.lineage)
    Unit.objects.select_for_update(no_key=True).only("pk").get(pk=place.pk)
    if known := MenuItem.objects.filter(uid=uid).first():
        return known
    if place.kind not in MENU_PLACES:
        raise MenuRefused(_("A village or a community has a menu. Choose one of yours."), "place")
    item = MenuItem(uid=uid, place=place, since=since)
    if proposal is not None:
        item.proposal = _accept(by, at, proposal, uid, answer)
    tell(
        by=by, at=at, subject=item, unit=place.pk, kind=events.ITEM_ENTERED,
        body={**_filled(item, given), "since": since.isoformat()},
    )  # fmt: skip
    return item


def _accept(by: Actor, at: datetime, proposal: UUID, item: UUID, answer: str) -> Matter:
    writing = take(by=by, at=at, uid=proposal)
    if writing.matter.procedure != PROPOSAL.key:
        raise MenuRefused(_("This is no proposal for the menu."))
    writing.matter.facts = {**writing.matter.facts, ENTERED: item.hex}
    return carry_out(writing, "accept", {"answer": answer})


@transaction.atomic
def change(
    *, by: Actor, at: datetime, item: MenuItem, given: ItemDraft, token: UUID | None = None
) -> MenuItem:
    """Change what an item offers from now on. Raises Denied, MenuRefused."""
    row = _in_hand(by, item)
    if written(row, token):
        return row
    body = _filled(row, given)
    tell(by=by, at=at, subject=row, unit=row.place_id, kind=events.ITEM_CHANGED, body=body, token=token)
    return row


@transaction.atomic
def end(*, by: Actor, at: datetime, item: MenuItem) -> MenuItem:
    """Take an item off the menu; what was signed of it goes on. Nothing happens where it is off. Raises Denied."""
    row = _in_hand(by, item)
    if row.until is None:
        row.until = max(timezone.localdate(at), row.since)
        body = {"title": row.title, "until": row.until.isoformat()}
        tell(by=by, at=at, subject=row, unit=row.place_id, kind=events.ITEM_ENDED, body=body)
    return row


def _in_hand(by: Actor, item: MenuItem) -> MenuItem:
    rows = MenuItem.objects.select_for_update(of=("self",)).select_related("place")
    row = rows.defer("place__boundary").get(pk=item.pk)
    by.require("menu.keep", row.place.lineage)
    return row


def _filled(item: MenuItem, given: ItemDraft) -> dict[str, object]:
    """Put into an item what it offers; return it as the event tells it. Raises MenuRefused."""
    for field, fault in _faults(given).items():
        refuse_for(fault, field)
    body = {
        **asdict(given),
        "title": given.title.strip(),
        "about": given.about.strip(),
        "who_for": given.who_for.strip(),
    }
    for name, value in body.items():
        setattr(item, name, value)
    return {name: str(value) if name == "skill" else value for name, value in body.items()}


def _faults(given: ItemDraft) -> dict[str, Text | None]:
    title, about = given.title.strip(), given.about.strip()
    return {
        "skill": rules.chosen_fault([given.skill], Skill.values),
        "title": rules.text_fault(title, rules.LONGEST_TITLE),
        "about": rules.text_fault(about, rules.LONGEST_ABOUT),
        "who_for": rules.text_fault(given.who_for.strip(), rules.LONGEST_FOR, required=False),
        "minutes": rules.number_fault(given.minutes, rules.LONGEST_MINUTES),
        "capacity": rules.number_fault(given.capacity, rules.MOST_SERVED),
        "first_month": rules.number_fault(given.first_month, MONTHS),
        "last_month": rules.number_fault(given.last_month, MONTHS),
    }
