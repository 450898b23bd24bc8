"""Reading matters. Everything that shows one to an officer begins at `visible_to`."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yixian.access.actor import Actor
from yixian.kernel import sealed
from yixian.kernel.contact import InvalidPhone, normal_phone
from yixian.kernel.ids import InvalidCode
from yixian.kernel.search import wanted
from yixian.matters import clocks, rules
from yixian.matters.codes import index_of
from yixian.matters.enums import OPEN_STATES, RUNNING_STATES, Ground, State, Voice
from yixian.matters.models import Matter, MatterQuerySet, Party, Words
from yixian.places.models import Unit
from yixian.procedures.decide import Refusal, obstacles, offers
from yixian.procedures.enums import Mover
from yixian.procedures.language import Move, Procedure
from yixian.rulebook.terms import Clock

PAGE = 50
SOON = timedelta(days=3)
COUNT_UP_TO = 1000
LIKELY_SAME = timedelta(days=90)
AFTER_YEAR = re.compile(r"[〕）】］\])]")


class Whose(StrEnum):
    """Whose matters a worklist shows."""

    MINE = "mine"
    UNIT = "unit"
    ALL = "all"


class Which(StrEnum):
    """Which of them."""

    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"
    NEW = "new"
    ASKED = "asked"
    OFFERED = "offered"
    WAITING = "waiting"
    AFTER = "after"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a worklist is asked for; `units` narrows it to the subtree of a unit."""

    whose: Whose = Whose.ALL
    which: Which = Which.OPEN
    text: str = ""
    procedure: str = ""
    category: str = ""
    step: str = ""
    outcome: str = ""
    unit: int | None = None


@dataclass(frozen=True)
class Page:
    """Some rows of a list, with the keys of the pages beside it (empty where there is none)."""

    rows: list[Matter]
    newer: str
    older: str


def scope(actor: Actor, wish: Wish, at: datetime) -> MatterQuerySet:
    """The matters that a wish means, within what the actor may see."""
    found = _whose(Matter.objects.visible_to(actor), actor, wish.whose)
    found = found.filter(_which(wish.which, at))
    if wish.unit is not None:
        found = found.filter(sight__contains=[wish.unit])
    plain = {
        "procedure": wish.procedure,
        "category": wish.category,
        "step": wish.step,
        "outcome": wish.outcome,
    }
    found = found.filter(**{name: value for name, value in plain.items() if value})
    return found.filter(searched(wish.text)) if wish.text.strip() else found


def searched(text: str) -> Q:
    """What a search means: words of the heading, kind and place, a number, a receipt code, a telephone number."""
    typed = text.strip()
    condition = Q(terms__has=words) if (words := wanted(typed)) else Q(pk__in=[])
    digits = "".join(each for each in AFTER_YEAR.split(typed)[-1] if each.isdecimal())
    if digits and len(digits) <= 9:
        condition |= Q(pk=int(digits))
    with suppress(InvalidCode):
        condition |= Q(code_index=index_of(typed))
    return condition | _by_phone(typed)


def page(rows: MatterQuerySet, wish: Wish, *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """One page by key: soonest due first, concluded ones newest first. One statement.

    `after` and `before` are the keys that the pages beside it gave. Raises ValueError for anything else.
    """
    ended = wish.which is Which.ENDED
    column = "raised_at" if ended else "due_at"
    backwards = bool(before) != ended
    sign = "-" if backwards else ""
    found: QuerySet[Matter] = (
        rows.placed().select_related("assignee").defer("story", "place__boundary", "holder__boundary")
    )
    if key := before or after:
        moment, pk = _read_key(key)
        beyond = "lt" if backwards else "gt"
        found = found.filter(
            Q(**{f"{column}__{beyond}": moment}) | Q(**{column: moment, f"pk__{beyond}": pk})
        )
    listed = list(found.order_by(f"{sign}{column}", f"{sign}pk")[: size + 1])
    more, listed = len(listed) > size, listed[:size]
    if before:
        listed.reverse()
    first, last = (_key(listed[0], column), _key(listed[-1], column)) if listed else ("", "")
    return Page(
        rows=listed,
        newer=first if (before and more) or after else "",
        older=last if (not before and more) or before else "",
    )


def counted(rows: MatterQuerySet) -> int:
    """How many rows there are, counted up to `COUNT_UP_TO` so that it costs the same in a large banner."""
    return rows.order_by()[: COUNT_UP_TO + 1].count()


def work_counts(actor: Actor, at: datetime) -> Mapping[str, int]:
    """How much of the actor's own and their units' work is open, due soon and overdue. One statement."""
    own = Q(assignee_id=actor.person_id)
    units = Q(holder_id__in=actor.own_units)
    found = Matter.objects.visible_to(actor).filter(own | units, state__in=RUNNING_STATES)
    return found.aggregate(
        mine=Count("pk", filter=own & Q(state__in=OPEN_STATES)),
        mine_overdue=Count("pk", filter=own & _which(Which.OVERDUE, at)),
        unit=Count("pk", filter=units & Q(state__in=OPEN_STATES)),
        unit_new=Count("pk", filter=units & _which(Which.NEW, at)),
        unit_soon=Count("pk", filter=units & _which(Which.SOON, at)),
        unit_overdue=Count("pk", filter=units & _which(Which.OVERDUE, at)),
    )


def waiting_counts(actor: Actor) -> Mapping[str, int]:
    """How many residents wait for an answer of an actor's own units, and what is offered to these. One statement."""
    asked = Q(holder_id__in=actor.own_units, asked_at__isnull=False)
    offered = Q(offered_to_id__in=actor.own_units)
    found = Matter.objects.visible_to(actor).filter(asked | offered)
    return found.aggregate(asked=Count("pk", filter=asked), offered=Count("pk", filter=offered))


def for_officer(actor: Actor, uid: UUID) -> Matter:
    """The matter, if the actor may see it; the getter is the gate. One statement. Raises Matter.DoesNotExist."""
    return Matter.objects.visible_to(actor).placed().select_related("assignee", "merged_into").get(uid=uid)


def by_code(code: str) -> Matter:
    """The matter of a receipt code as somebody typed it. Raises InvalidCode, Matter.DoesNotExist."""
    return Matter.objects.placed().select_related("merged_into").get(code_index=index_of(code))


def by_uid(uid: UUID, turn: int) -> Matter | None:
    """The matter of this id while its receipt code is the one of this turn; for a session that showed the code."""
    rows = Matter.objects.placed().select_related("merged_into")
    return rows.filter(uid=uid, code_turn=turn).first()


@dataclass(frozen=True)
class Offer:
    """A move that leads out of the step; `obstacles` say what already stands against it, `allowed` whose it is."""

    move: Move
    obstacles: list[Refusal]
    allowed: bool = True


def officer_offers(actor: Actor, matter: Matter) -> list[Offer]:
    """The moves of an officer from where a matter stands, with those that are not this actor's to make."""
    return [
        Offer(
            move,
            obstacles(matter.declaration, _standing(matter), move),
            actor.may(move.ability, rules.ground(move, matter.holder.lineage, matter.place.lineage)),
        )
        for move in _offered(matter, Mover.OFFICER)
    ]


def raiser_offers(matter: Matter) -> list[Offer]:
    """The moves of whoever raised it."""
    return [Offer(move, []) for move in _offered(matter, Mover.RAISER)]


def may_open(actor: Actor, matter: Matter) -> bool:
    """Whether an actor opens what is sealed in a matter: who works on it, and who is asked to take it over."""
    units = (matter.holder, *([matter.offered_to] if matter.offered_to else []))
    return any(actor.may("people.open", unit.lineage) for unit in units)


def stoppable(matter: Matter) -> list[Ground]:
    """The grounds on which clocks of a matter may be stopped, each once."""
    grounds = (ground for _clock, limit in clocks.limited(matter) for ground in clocks.grounds_of(limit))
    return list(dict.fromkeys(grounds))


def lengthening(actor: Actor, matter: Matter) -> list[Ground]:
    """The grounds on which an actor may extend a clock of a matter, each once."""
    lineage = matter.holder.lineage
    mine = [
        limit
        for _clock, limit in clocks.limited(matter)
        if limit.extendable_by and actor.may(limit.extendable_by, lineage)
    ]
    return list(dict.fromkeys(ground for limit in mine for ground in clocks.extension_grounds(limit)))


def extendable(actor: Actor, matter: Matter) -> list[Clock]:
    """The clocks of a matter that an actor may extend."""
    lineage = matter.holder.lineage
    return [
        clock
        for clock, limit in clocks.limited(matter)
        if limit.extendable_by and actor.may(limit.extendable_by, lineage)
    ]


def words_of(matter: Matter, voices: Sequence[Voice]) -> dict[int, dict[str, str]]:
    """The opened texts of a matter by number of event and field. One statement; the caller records the opening."""
    found: dict[int, dict[str, str]] = {}
    for words in Words.objects.filter(matter=matter, voice__in=voices).order_by("seq", "field"):
        found.setdefault(words.seq, {})[words.field] = sealed.text(words, "text")
    return found


def likely_same(
    *, procedure: Procedure, category: str, place: Unit, phone: str, at: datetime, actor: Actor
) -> list[Matter]:
    """Open matters that may be the one being filed: same telephone number, or same kind at the same place.

    `phone` is as typed. Within what the actor may see, the newest five. One statement.
    """
    same = Q(place=place, category=category, raised_at__gte=at - LIKELY_SAME)
    same |= _by_phone(phone)
    rows = Matter.objects.visible_to(actor).open().filter(same, procedure=procedure.key)
    return list(rows.placed().order_by("-raised_at")[:5])


def _by_phone(typed: str) -> Q:
    """Matters of which somebody with this telephone number is a party; none where it is no number."""
    try:
        index = sealed.index("phone", normal_phone(typed))
    except InvalidPhone:
        return Q(pk__in=[])
    return Q(pk__in=Party.objects.filter(resident__phone_index=index).values("matter_id"))


def _offered(matter: Matter, mover: Mover) -> tuple[Move, ...]:
    return () if matter.state == State.MERGED else offers(matter.declaration, _standing(matter), mover)


def _standing(matter: Matter) -> Any:
    return rules.standing(matter.step, matter.came_from, matter.facts)


def _whose(rows: MatterQuerySet, actor: Actor, whose: Whose) -> MatterQuerySet:
    if whose is Whose.MINE:
        return rows.filter(assignee_id=actor.person_id)
    if whose is Whose.UNIT:
        return rows.filter(Q(holder_id__in=actor.own_units) | Q(offered_to_id__in=actor.own_units))
    return rows


def _which(which: Which, at: datetime) -> Q:
    conditions = {
        Which.OPEN: Q(state__in=OPEN_STATES),
        Which.SOON: Q(state__in=RUNNING_STATES, due_at__gt=at, due_at__lte=at + SOON),
        Which.OVERDUE: Q(state__in=RUNNING_STATES, due_at__lte=at),
        Which.NEW: Q(state=State.WORK, came_from=""),
        Which.ASKED: Q(asked_at__isnull=False),
        Which.OFFERED: Q(offered_to__isnull=False),
        Which.WAITING: Q(state=State.WAITING),
        Which.AFTER: Q(state=State.AFTER),
        Which.ENDED: Q(state__in=(State.END, State.MERGED)),
    }
    return conditions[which]


def _key(matter: Matter, column: str) -> str:
    return f"{getattr(matter, column).isoformat()}_{matter.pk}"


def _read_key(key: str) -> tuple[datetime, int]:
    moment, _, pk = key.rpartition("_")
    return datetime.fromisoformat(moment), int(pk)
