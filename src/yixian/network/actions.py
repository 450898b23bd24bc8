"""Changes of what an office offers, when it is open, and who is on duty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit import record
from yixian.audit.models import Event
from yixian.audit.registry import EventKind
from yixian.network import events, rules
from yixian.network.enums import DAYS, Service
from yixian.network.kinds import VALUES
from yixian.network.models import Duty, Profile, SpecialDay, packed
from yixian.network.queries import eligible, offices
from yixian.network.rules import Spans
from yixian.people.models import Post
from yixian.places.models import Unit
from yixian.procedures.language import Text


class NetworkRefused(Exception):
    """The change cannot be made; the message says why, `field` which of the things given it is about."""

    def __init__(self, text: Text, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Description:
    """What an office offers: `week` by weekday (Monday is 0); no kind of errand means every kind."""

    services: Sequence[str]
    errands: Sequence[str] = ()
    week: Mapping[int, Spans] = field(default_factory=dict)
    on_holidays: bool = False
    phone: str = ""
    address: str = ""


@transaction.atomic
def describe(
    *, by: Actor, at: datetime, unit: Unit, given: Description, since: date, token: UUID | None = None
) -> Profile:
    """Set services, hours, telephone and address of an office from a day on. Raises Denied, NetworkRefused."""
    unit = _taken(by, at, unit, since)
    if token is not None and _written(unit, token):
        return Profile.objects.filter(unit=unit).latest("since")
    if since < timezone.localdate(at):
        raise NetworkRefused(_("It can be changed from today on, not for days that have passed."), "since")
    _refuse(_services_fault(given), "services")
    _refuse(rules.week_fault(given.week), "")
    _refuse(rules.phone_fault(given.phone), "phone")
    _refuse(_long(given.address, rules.LONGEST_ADDRESS), "address")
    latest = Profile.objects.filter(unit=unit).order_by("since").last()
    if latest is not None and since < latest.since:
        raise NetworkRefused(_("A later change is recorded already."), "since")
    if latest is not None and latest.since < since:
        latest.until = since
        latest.save(update_fields=["until"])
        latest = None
    profile = latest or Profile(unit=unit, since=since)
    _tell(by, at, unit, events.DESCRIBED, _filled(profile, given), token)
    return profile


def _filled(profile: Profile, given: Description) -> dict[str, object]:
    """Store what is offered; return it as the event tells it."""
    profile.services = [each for each in Service if each in given.services]
    profile.errands = sorted(given.errands)
    profile.hours = {str(day): packed(spans) for day, spans in sorted(given.week.items()) if spans}
    profile.on_holidays = given.on_holidays
    profile.phone, profile.address = given.phone.strip(), given.address.strip()
    profile.save()
    return {
        "since": profile.since.isoformat(),
        "services": [str(each) for each in profile.services],
        "errands": profile.errands,
        "hours": profile.hours,
        "on_holidays": profile.on_holidays,
        "phone": profile.phone,
        "address": profile.address,
    }


@transaction.atomic
def set_day(
    *,
    by: Actor,
    at: datetime,
    unit: Unit,
    day: date,
    spans: Spans,
    reason: str,
    token: UUID | None = None,
) -> SpecialDay:
    """Give a day times of its own, or none at all, and say why. Raises Denied, NetworkRefused."""
    unit = _taken(by, at, unit, day)
    if token is not None and _written(unit, token):
        return SpecialDay.objects.get(unit=unit, day=day)
    if day < timezone.localdate(at):
        raise NetworkRefused(_("This day has passed."), "day")
    _refuse(rules.spans_fault(spans), "times")
    if not reason.strip():
        raise NetworkRefused(_("Say why, so that whoever comes knows."), "reason")
    _refuse(_long(reason, rules.LONGEST_REASON), "reason")
    row, _made = SpecialDay.objects.update_or_create(
        unit=unit, day=day, defaults={"spans": packed(spans), "reason": reason.strip()}
    )
    _tell(
        by,
        at,
        unit,
        events.DAY_SET,
        {"day": day.isoformat(), "reason": row.reason, "spans": row.spans},
        token,
    )
    return row


@transaction.atomic
def drop_day(*, by: Actor, at: datetime, unit: Unit, day: date) -> None:
    """Take the times of its own from a day; nothing happens where it has none. Raises Denied, NetworkRefused."""
    unit = _taken(by, at, unit, day)
    if day < timezone.localdate(at):
        raise NetworkRefused(_("This day has passed."), "day")
    dropped, _rows = SpecialDay.objects.filter(unit=unit, day=day).delete()
    if dropped:
        _tell(by, at, unit, events.DAY_DROPPED, {"day": day.isoformat()}, None)


@transaction.atomic
def set_duty(
    *,
    by: Actor,
    at: datetime,
    unit: Unit,
    post: Post,
    weekdays: Sequence[int],
    since: date,
    token: UUID | None = None,
) -> Duty:
    """Put a post on duty on some weekdays (Monday is 0) from a day on. Raises Denied, NetworkRefused."""
    unit = _taken(by, at, unit, since)
    standing = Duty.objects.filter(unit=unit, post=post, until__isnull=True).first()
    if token is not None and _written(unit, token) and standing is not None:
        return standing
    days = sorted(set(weekdays))
    if not days or not set(days) <= set(range(DAYS)):
        raise NetworkRefused(_("Choose at least one weekday."), "weekdays")
    if post.pk not in {each.pk for each in eligible(unit, since)}:
        raise NetworkRefused(_("This post is not held at this office or its place on that day."), "post")
    if standing is not None and since < standing.since:
        raise NetworkRefused(_("A later change is recorded already."), "since")
    if standing is not None:
        standing.until = since
        standing.save(update_fields=["until"])
    duty = Duty.objects.create(unit=unit, post=post, weekdays=days, since=since)
    _tell(
        by, at, unit, events.DUTY_SET, {"post": post.pk, "weekdays": days, "since": since.isoformat()}, token
    )
    return duty


@transaction.atomic
def end_duty(*, by: Actor, at: datetime, duty: Duty, until: date) -> None:
    """End a duty: `until` is the first day without it, today at the earliest. Raises Denied, NetworkRefused."""
    unit = _taken(by, at, duty.unit, until)
    duty = Duty.objects.get(pk=duty.pk)
    if duty.until is not None:
        return
    if until < max(duty.since, timezone.localdate(at)):
        raise NetworkRefused(_("A duty ends today at the earliest, and not before it began."), "until")
    duty.until = until
    duty.save(update_fields=["until"])
    _tell(by, at, unit, events.DUTY_ENDED, {"post": duty.post_id, "until": until.isoformat()}, None)


def _taken(by: Actor, at: datetime, unit: Unit, on: date) -> Unit:
    """The office, locked and read anew. Raises Denied, and NetworkRefused where it is none on that day."""
    locked = Unit.objects.select_for_update().defer("boundary").get(pk=unit.pk)
    by.require("network.keep", locked.lineage)
    if not offices(max(on, timezone.localdate(at))).filter(pk=locked.pk).exists():
        raise NetworkRefused(_("“%(name)s” is no office of the network on that day.") % {"name": locked.name})
    return locked


def _written(unit: Unit, token: UUID) -> bool:
    """Whether a change with this token stands in the history of the unit already."""
    return Event.objects.filter(stream=unit.stream, body__token=token.hex).exists()


def _services_fault(given: Description) -> Text | None:
    if not set(given.services) <= set(Service.values) or not set(given.errands) <= VALUES:
        return _("Please choose among those offered.")
    if given.errands and Service.ERRANDS not in given.services:
        return _("Whoever runs errands of some kind offers errands: tick it above.")
    return None


def _long(text: str, most: int) -> Text | None:
    return _("Please keep it under %(most)s characters.") % {"most": most} if len(text) > most else None


def _refuse(fault: Text | None, field: str) -> None:
    if fault is not None:
        raise NetworkRefused(fault, field)


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
