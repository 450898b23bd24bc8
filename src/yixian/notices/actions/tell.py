"""Turning the log into notices: every event once, whatever order transactions commit in.

The log is the outbox. One worker at a time holds the cursor, and moves it in the transaction that stores the
notices; so each event is told of once, and none is passed over (docs/decisions, 2026-11-24, the log is the outbox).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.db import connection, transaction
from django.utils import timezone

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.notices import declare
from yixian.notices.actions.plan import plan_urgent
from yixian.notices.declare import Audience, Due, NoticeKind, Page, Recurring
from yixian.notices.models import UNREAD, Cursor, Notice
from yixian.notices.queries import Crowd, events_seen, move_horizon, numbers_of, streams_seen
from yixian.rulebook.queries import book

BATCH = 500
EVENTS = "events"
FIRST_HOUR = 6
"""Daily notices are looked for from this local hour on, so that they stand in the morning's digest."""

_IN_ORDER = "SELECT pg_advisory_xact_lock(hashtext('yixian.notices'), hashtext(current_schema()))"

_log = structlog.get_logger("yixian.notices")


@dataclass(frozen=True)
class _Told:
    """A kind of notice that follows an event, for whom, and where it leads."""

    event: Event
    kind: NoticeKind
    audience: Audience
    page: Page


def tell(at: datetime) -> int:
    """Make the notices of whatever happened since the last turn; return of how many events one was made or not."""
    count = 0
    while read := _tell_batch(at):
        count += read
    return count


@transaction.atomic
def _tell_batch(at: datetime) -> int:
    cursor = _cursor(EVENTS)
    if cursor is None:
        return 0
    upto = move_horizon(cursor)
    fresh = book(timezone.localdate(at)).back("notices.fresh", at)
    rows = Event.objects.filter(
        id__gt=cursor.upto, id__lte=upto, kind__in=declare.event_kinds(), at__gt=fresh
    )
    found = list(rows.order_by("id")[:BATCH])
    cursor.upto = found[-1].pk if len(found) == BATCH else upto
    cursor.save()
    _store(_notices(found, at), at)
    return len(found)


def _cursor(name: str) -> Cursor | None:
    """The cursor under its lock; None while another worker has it."""
    Cursor.objects.get_or_create(name=name)
    return Cursor.objects.select_for_update(skip_locked=True).filter(name=name).first()


def _notices(events: Iterable[Event], at: datetime) -> list[Notice]:
    told = [each for event in events for kind in declare.for_event(event.kind) for each in _told(kind, event)]
    crowd = Crowd(timezone.localdate(at))
    crowd.meet(each.audience for each in told)
    chosen = [
        (each, actor)
        for each in told
        for actor in crowd.members(each.audience)
        if actor.person_id != each.event.by_id
    ]
    streams: dict[int, set[str]] = {}
    actors = {actor.person_id or 0: actor for _each, actor in chosen}
    for each, actor in chosen:
        streams.setdefault(actor.person_id or 0, set()).add(each.event.stream)
    seen = {person: streams_seen(actors[person], names) for person, names in streams.items()}
    may = [(each, actor) for each, actor in chosen if _may(each, actor, seen[actor.person_id or 0])]
    numbers = numbers_of({each.event.stream for each, _actor in may})
    return [_notice(each, actor.person_id or 0, numbers) for each, actor in may]


def _may(told: _Told, actor: Actor, seen: set[str]) -> bool:
    """Whether somebody may know of an event; nobody, where the kind cannot say."""
    if told.kind.sees is None:
        return told.event.stream in seen
    return told.event.pk in events_seen(actor, told.kind, [told.event])


def _told(kind: NoticeKind, event: Event) -> list[_Told]:
    """Ask a declaration; one that fails is logged and tells nobody, so that it holds nothing else up."""
    try:
        with transaction.atomic():
            return [_Told(event, kind, kind.to(event), kind.page(event))]
    except Exception as error:  # noqa: BLE001  (whatever a declaration does wrong)
        _log.error("notice failed", kind=kind.key, event_id=event.pk, exc_info=error)
        return []


def _notice(told: _Told, person: int, numbers: Mapping[str, str]) -> Notice:
    name, given = told.page
    return Notice(
        person_id=person,
        kind=told.kind.key,
        event_id=told.event.pk,
        stream=told.event.stream,
        day=timezone.localdate(told.event.at),
        at=told.event.at,
        number=numbers.get(told.event.stream, ""),
        page=name,
        given=_plain(given),
        urgent=told.kind.urgent,
    )


def _plain(given: Mapping[str, object]) -> dict[str, object]:
    """What stands in an address, as JSON knows it."""
    return {key: value if isinstance(value, int) else str(value) for key, value in given.items()}


def _insert(notices: list[Notice]) -> None:
    """Insert what is not there yet. Ids then appear in their order, so that a digest passes none over."""
    with connection.cursor() as asked:
        asked.execute(_IN_ORDER)
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def _store(notices: list[Notice], at: datetime) -> None:
    if notices:
        _insert(notices)
    events = {each.event_id for each in notices if each.urgent}
    if events:
        plan_urgent(Notice.objects.filter(event_id__in=events, urgent=True), at)


def remind(at: datetime) -> int:
    """Make the daily notices, each kind once on each local day; return how many.

    A kind that fails is logged and looked for again at the next turn; it holds no other up.
    """
    if timezone.localtime(at).hour < FIRST_HOUR:
        return 0
    return sum(_reminded(kind, at, timezone.localdate(at)) for kind in declare.recurring())


def _reminded(kind: Recurring, at: datetime, day: date) -> int:
    try:
        return _remind(kind, at, day)
    except Exception as error:  # noqa: BLE001  (whatever a declaration does wrong)
        _log.error("notice failed", kind=kind.key, exc_info=error)
        return 0


@transaction.atomic
def _remind(kind: Recurring, at: datetime, day: date) -> int:
    if Cursor.objects.filter(name=kind.key, day__gte=day).exists():
        return 0
    cursor = _cursor(kind.key)
    if cursor is None or (cursor.day is not None and cursor.day >= day):
        return 0
    cursor.day = day
    cursor.save(update_fields=["day"])
    found = list(kind.find(at))
    made = [_reminder(kind, at, day, person, rows) for person, rows in sorted(_by_person(found, day).items())]
    persons = [each.person_id for each in made]
    Notice.objects.filter(UNREAD, person_id__in=persons, kind=kind.key, day__lt=day).update(read_at=at)
    _insert(made)
    if kind.urgent:
        plan_urgent(Notice.objects.filter(kind=kind.key, day=day), at)
    return len(made)


def _by_person(found: list[Due], day: date) -> dict[int, list[Due]]:
    """Which rows concern whom, without those that somebody may not know of."""
    crowd = Crowd(day)
    crowd.meet(due.audience for due in found)
    rows: dict[int, list[Due]] = {}
    actors = {}
    for due in found:
        for actor in crowd.members(due.audience):
            person = actor.person_id or 0
            actors[person] = actor
            rows.setdefault(person, []).append(due)
    for person, each in rows.items():
        seen = streams_seen(actors[person], {due.stream for due in each})
        rows[person] = [due for due in each if due.stream in seen]
    return {person: each for person, each in rows.items() if each}


def _reminder(kind: Recurring, at: datetime, day: date, person: int, rows: list[Due]) -> Notice:
    one = rows[0] if len(rows) == 1 else None
    name, given = one.page if one else kind.page
    return Notice(
        person_id=person,
        kind=kind.key,
        stream=one.stream if one else "",
        day=day,
        at=at,
        number=numbers_of([one.stream]).get(one.stream, "") if one else "",
        count=len(rows),
        page=name,
        given=_plain(given),
        query="" if one else kind.query,
        urgent=kind.urgent,
    )
