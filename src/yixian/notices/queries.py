"""Reading notices, and who may be told of what."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import structlog
from django.db import connection, transaction
from django.db.models import Max, Prefetch, QuerySet

from yixian.access.actor import Actor
from yixian.access.queries import actor_for
from yixian.audit.models import Event
from yixian.notices import declare
from yixian.notices.declare import Audience, NoticeKind, Subject, subject_of
from yixian.notices.enums import DeliveryState, Way
from yixian.notices.models import UNREAD, Address, Cursor, Delivery, Notice, Preference
from yixian.people.models import Person, Post, Substitution

_log = structlog.get_logger("yixian.notices")

PAGE = 50
AT_ONCE = 200
"""So many notices are looked at together."""
_WRITERS = """
    SELECT coalesce(array_agg(DISTINCT virtualtransaction), '{}') FROM pg_locks
    WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND relation = 'audit_event'::regclass AND pid IS DISTINCT FROM pg_backend_pid()
"""


def move_horizon(cursor: Cursor) -> int:
    """Return up to which id of the log nothing can appear any more, and note in memory what is still open.

    Ids are drawn before their transactions commit, so a smaller one may appear after a larger one. Whoever holds
    an id up to the largest that can be read held the lock of a writer when it was read: once none of these
    writers is left, everything up to there is either in the log or never will be. Nobody is waited for: what is
    not settled is looked at again at the next turn. Two or three statements.
    """
    if cursor.writers and not cursor.writers_left(_writers()):
        cursor.safe, cursor.writers = cursor.seen, []
    if not cursor.writers:
        cursor.seen = Event.objects.aggregate(largest=Max("id"))["largest"] or 0
        cursor.writers = _writers()
        if not cursor.writers:
            cursor.safe = cursor.seen
    return cursor.safe


def _writers() -> list[str]:
    with connection.cursor() as asked:
        asked.execute(_WRITERS)
        return list(asked.fetchone()[0])


@dataclass
class Crowd:
    """Who may be told of what on a day; everybody is looked up once."""

    day: date
    _actors: dict[int, Actor] = field(default_factory=dict)
    _staff: dict[int, set[int]] = field(default_factory=dict)
    _lineages: dict[int, list[int]] = field(default_factory=dict)

    def meet(self, audiences: Iterable[Audience]) -> None:
        """Look up whoever belongs to some audiences: three statements, and two for each person who is new."""
        audiences = list(audiences)
        self._find_staff({unit for each in audiences for unit in each.units})
        wanted = {person for each in audiences for person in self._all(each)} - self._actors.keys()
        for person in Person.objects.filter(pk__in=wanted, is_active=True):
            self._actors[person.pk] = actor_for(person, self.day)

    def members(self, audience: Audience) -> list[Actor]:
        """Who of an audience holds a post, and the ability at the unit where one is named; by id."""
        found = []
        for person in sorted(self._all(audience)):
            actor = self._actors.get(person)
            if actor is None or not actor.roles:
                continue
            named = person in audience.persons
            if named or not audience.ability or self._may(actor, audience):
                found.append(actor)
        return found

    def _all(self, audience: Audience) -> set[int]:
        return {*audience.persons, *(each for unit in audience.units for each in self._staff.get(unit, ()))}

    def _may(self, actor: Actor, audience: Audience) -> bool:
        return any(
            actor.may(audience.ability, self._lineages[unit])
            for unit in audience.units
            if unit in self._lineages and actor.person_id in self._staff.get(unit, ())
        )

    def _find_staff(self, units: set[int]) -> None:
        units -= self._lineages.keys()
        if not units:
            return
        posts = (
            Post.objects.on(self.day)
            .filter(unit__in=units)
            .values_list("pk", "person", "unit", "unit__lineage")
        )
        unit_of = {}
        for pk, person, unit, lineage in posts:
            unit_of[pk] = unit
            self._lineages[unit] = lineage
            self._staff.setdefault(unit, set()).add(person)
        lent = Substitution.objects.filter(post__in=unit_of, since__lte=self.day, until__gt=self.day)
        for post, person in lent.values_list("post", "person"):
            self._staff[unit_of[post]].add(person)


def streams_seen(actor: Actor, streams: Collection[str]) -> set[str]:
    """Those of some streams that an actor may know of. One statement for each kind of record.

    Where no package says who may, or one fails to, nobody may.
    """
    found: set[str] = set()
    for subject, group in _by_subject(streams):
        try:
            with transaction.atomic():
                found |= subject.seen(actor, group)
        except Exception as error:  # noqa: BLE001  (whatever a declaration does wrong)
            _log.error("notice failed", prefix=subject.prefix, exc_info=error)
    return found


def events_seen(actor: Actor, kind: NoticeKind, events: Collection[Event]) -> set[int]:
    """The ids of those events that an actor may know of by a kind that says so itself; none, where it fails to."""
    if kind.sees is None:
        return set()
    try:
        with transaction.atomic():
            return kind.sees(actor, events)
    except Exception as error:  # noqa: BLE001  (whatever a declaration does wrong)
        _log.error("notice failed", kind=kind.key, exc_info=error)
        return set()


def still_seen(actor: Actor, notices: Iterable[Notice]) -> list[Notice]:
    """Those of an actor's notices whose record they may still know of, in their order.

    What they were told of may have become a complaint about them since. A daily notice of several records names none
    and stays. One statement for each kind of record, and two for each kind that says itself who sees it.
    """
    told = list(notices)
    own = {key: kind for key in {each.kind for each in told} if (kind := _saying_itself(key))}
    streams = streams_seen(actor, {each.stream for each in told if each.stream and each.kind not in own})
    events = {
        key: events_seen(actor, kind, _events_of(each for each in told if each.kind == key))
        for key, kind in own.items()
    }

    def seen(notice: Notice) -> bool:
        if notice.kind in own:
            return notice.event_id in events[notice.kind]
        return not notice.stream or notice.stream in streams

    return [each for each in told if seen(each)]


def _events_of(notices: Iterable[Notice]) -> list[Event]:
    return list(Event.objects.filter(pk__in=[each.event_id for each in notices]).order_by("pk"))


def _saying_itself(key: str) -> NoticeKind | None:
    kind = declare.get(key)
    return kind if isinstance(kind, NoticeKind) and kind.sees is not None else None


def numbers_of(streams: Collection[str]) -> dict[str, str]:
    """How people call the records of some streams; none, where a package fails to say. One statement for each kind."""
    found: dict[str, str] = {}
    for subject, group in _by_subject(streams):
        try:
            with transaction.atomic():
                found |= subject.numbers(group)
        except Exception as error:  # noqa: BLE001  (whatever a declaration does wrong)
            _log.error("notice failed", prefix=subject.prefix, exc_info=error)
    return found


def _by_subject(streams: Collection[str]) -> list[tuple[Subject, list[str]]]:
    groups: dict[str, tuple[Subject, list[str]]] = {}
    for stream in streams:
        if subject := subject_of(stream):
            groups.setdefault(subject.prefix, (subject, []))[1].append(stream)
    return list(groups.values())


def unread(actor: Actor) -> int:
    """How many notices an actor has not read, of the newest AT_ONCE. One statement, and those of `still_seen`."""
    rows = mine(actor).filter(UNREAD).order_by("-pk").only("kind", "event_id", "stream")
    return len(still_seen(actor, rows[:AT_ONCE]))


def mine(actor: Actor) -> QuerySet[Notice]:
    """An actor's own notices."""
    return Notice.objects.filter(person_id=actor.person_id or 0)


@dataclass(frozen=True)
class Page:
    """Some notices, with the keys of the pages beside it (empty where there is none)."""

    rows: list[Notice]
    newer: str
    older: str


def inbox(actor: Actor, *, only_unread: bool, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """One page by key of those notices of an actor that they may still see, newest first.

    Few statements, however many there are. Raises ValueError for another key.
    """
    rows = mine(actor).filter(UNREAD) if only_unread else mine(actor)
    key = before or after
    found = _first_seen(actor, rows, int(key) if key else None, size + 1, backwards=bool(before))
    more, found = len(found) > size, found[:size]
    if before:
        found.reverse()
    first, last = (str(found[0].pk), str(found[-1].pk)) if found else ("", "")
    return Page(
        rows=found,
        newer=first if (before and more) or after else "",
        older=last if (not before and more) or before else "",
    )


def _first_seen(
    actor: Actor, rows: QuerySet[Notice], key: int | None, most: int, *, backwards: bool
) -> list[Notice]:
    """The first notices beyond a key that an actor may still see; read on until there are enough or no more."""
    beyond, order = ("pk__gt", "pk") if backwards else ("pk__lt", "-pk")
    found: list[Notice] = []
    while len(found) < most:
        ahead = rows if key is None else rows.filter(**{beyond: key})
        part = list(ahead.order_by(order)[:AT_ONCE])
        found += still_seen(actor, part)
        if len(part) < AT_ONCE:
            break
        key = part[-1].pk
    return found


def preference_of(person: int) -> Preference:
    """What somebody has set, or what holds for whoever has set nothing. One statement."""
    return Preference.objects.filter(person_id=person).first() or Preference(person_id=person)


def preferences(persons: Collection[int]) -> Mapping[int, Preference]:
    """The same for several. One statement."""
    found = {each.person_id: each for each in Preference.objects.filter(person_id__in=persons)}
    return {person: found.get(person) or Preference(person_id=person) for person in persons}


def addresses_of(person: int) -> dict[Way, Address]:
    """Somebody's addresses by way. One statement."""
    return {Way(each.way): each for each in Address.objects.filter(person_id=person).defer("address", "code")}


def failures(on: date, most: int = 200) -> list[Delivery]:
    """Deliveries that failed, newest first, with the posts of a day of whom they were for. Two statements."""
    posts = Post.objects.on(on).select_related("unit").defer("unit__boundary")
    rows = Delivery.objects.filter(state=DeliveryState.FAILED).select_related("address__person")
    held = Prefetch("address__person__posts", queryset=posts)
    return list(rows.prefetch_related(held).defer("address__address", "address__code").order_by("-pk")[:most])


def failed() -> int:
    """How many deliveries failed. One statement."""
    return Delivery.objects.filter(state=DeliveryState.FAILED).count()
