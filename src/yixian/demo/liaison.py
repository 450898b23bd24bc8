"""Liaison of the demonstration: who is assigned where, in the numbers of 2013, and a year of visits. All invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import Actor
from yixian.concerns import actions as concerns
from yixian.concerns.models import Concern
from yixian.demo import liaison_words as words
from yixian.demo.acting import actor_of
from yixian.demo.plan import DAYS
from yixian.demo.staff import named_cast
from yixian.demo.tree import TOWNS, Tree, Village, uid
from yixian.demo.year import Step
from yixian.liaison import actions
from yixian.liaison.actions import Change, Heir, Told
from yixian.liaison.enums import ItemState, Kind
from yixian.liaison.models import FieldVisit, Liaison, PlanItem
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

BEFORE = 20
"""So many days before the year everybody is assigned."""
TOWN_VISITS = 12
EARLY, UNVISITED_BY_DEPARTMENT, UNVISITED_BY_CADRE = 42, 7, 6
"""Villages that departments visited early in the year too, and those without a visit in their period at its end."""
WITH_CONCERNS = 0.3
FRESH = 4
"""Concerns heard on so many last days are still open, or were just raised as matters."""
AHEAD = 12
ITEMS = 48


@dataclass(frozen=True, kw_only=True)
class PlannedVisit:
    """A visit to a place on a day under a kind of liaison; `turn` picks who goes, `concerns` is how many come up."""

    uid: UUID
    kind: Kind
    place: UUID
    at: datetime
    turn: int
    concerns: int


def _noon(day: date, minutes: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(14)) + timedelta(minutes=minutes))


def _posts(role: Role) -> list[Post]:
    rows = Post.objects.filter(role=role).select_related("person", "unit").defer("unit__boundary")
    return list(rows.order_by("pk"))


def _chief() -> Actor:
    return actor_of(_posts(Role.MASS_WORK_CHIEF)[0])


def furnish(rng: Random, tree: Tree, start: date) -> None:
    """Assign every leader to a town, every department to a village or community, and a cadre to each of these."""
    day = start - timedelta(days=BEFORE)
    at, by = _noon(day), _chief()
    units = {unit.uid: unit for unit in Unit.objects.defer("boundary")}
    cast = {name: unit for name, _role, unit in named_cast(tree)}
    home = next(village for village in tree.villages if village.uid == cast["secretary"])
    towns = [units[uid("town", TOWNS[(home.town + n) % len(TOWNS)][1])] for n in range(len(TOWNS))]
    for number, post in enumerate(_posts(Role.BANNER_LEADER)):
        _assign(by, at, Kind.LEADER, towns[number % len(towns)], post)
    for place, department in _pairs(rng, tree, home, cast["department"]):
        _assign(by, at, Kind.DEPARTMENT, units[place], units[department])
    for post in _posts(Role.RESERVE_CADRE):
        _assign(by, at, Kind.STATIONED, post.unit, post)


def _pairs(rng: Random, tree: Tree, home: Village, own: UUID) -> list[tuple[UUID, UUID]]:
    """Every department with a place: each place has one, as many as are left over have two."""
    departments = [unit.uid for unit in tree.of_kind(UnitKind.DEPARTMENT) if unit.uid != own]
    rng.shuffle(departments)
    others = [village.uid for village in tree.villages if village.uid != home.uid]
    places = [home.uid, *others, *rng.sample(others, len(departments) + 1 - len(tree.villages))]
    return list(zip(places, [own, *departments], strict=True))


def _assign(by: Actor, at: datetime, kind: Kind, place: Unit, who: Post | Unit) -> None:
    own = uid("liaison", kind.value, place.uid, who.pk if isinstance(who, Post) else who.uid)
    given = Heir(uid=own, post=who) if isinstance(who, Post) else Heir(uid=own, unit=who)
    actions.assign(by=by, at=at, kind=kind, place=place, given=given, since=at.date())


def visits(rng: Random, tree: Tree, start: date) -> list[PlannedVisit]:
    """Plan the visits of the year that begins on `start`, by kind and place."""
    end = start + timedelta(days=DAYS)
    found: list[tuple[Kind, UUID, date]] = []
    for number, (_name, code, _centre) in enumerate(TOWNS):
        last = 36 if number == len(TOWNS) - 1 else rng.randint(3, 25)
        ages = [last + 27 * turn + rng.randint(0, 2) for turn in range(TOWN_VISITS)]
        found += [(Kind.LEADER, uid("town", code), end - timedelta(days=age)) for age in ages]
    home, *others = _home_first(tree)
    rng.shuffle(others)
    early = rng.sample(others, EARLY)
    found += [(Kind.DEPARTMENT, village, _ago(rng, end, 100, 330)) for village in early]
    recent = [home, *others[UNVISITED_BY_DEPARTMENT:]]
    found += [(Kind.DEPARTMENT, village, _ago(rng, end, 2, 85)) for village in recent]
    rng.shuffle(others)
    bare = others[:UNVISITED_BY_CADRE]
    found += [(Kind.STATIONED, village, _ago(rng, end, 66, 120)) for village in bare]
    fresh = [home, *others[UNVISITED_BY_CADRE:]]
    found += [(Kind.STATIONED, village, _ago(rng, end, 1, 55)) for village in fresh]
    return [
        PlannedVisit(
            uid=uid("visit", kind.value, place, number),
            kind=kind,
            place=place,
            at=_noon(_weekday(day), rng.randint(0, 180)),
            turn=number,
            concerns=rng.choice((1, 1, 2)) if rng.random() < WITH_CONCERNS else 0,
        )
        for number, (kind, place, day) in enumerate(found)
    ]


def _home_first(tree: Tree) -> list[UUID]:
    """Villages and communities, that of the cast first."""
    home = next(unit for name, _role, unit in named_cast(tree) if name == "secretary")
    return [home, *(village.uid for village in tree.villages if village.uid != home)]


def _ago(rng: Random, end: date, least: int, most: int) -> date:
    return end - timedelta(days=rng.randint(least, most))


def _weekday(day: date) -> date:
    """The day, or the Friday before its weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def steps(rng: Random, tree: Tree, start: date) -> Iterator[Step]:
    """Visits, a hand-over, plans and what comes next, to be made in order of time among all others."""
    last = start + timedelta(days=DAYS - FRESH)
    for number, planned in enumerate(visits(rng, tree, start), 1):
        pick = Random(planned.uid.int)  # noqa: S311 - an invented banner must be repeatable, not secret
        yield planned.at, number, "visit", partial(_visit, pick, planned)
        for nth in range(planned.concerns):
            at = planned.at + timedelta(hours=1, minutes=nth)
            still = planned.at.date() >= last
            yield at, number, "visit_concern", partial(_end, pick, planned, nth, at, still)
    at = _noon(start + timedelta(days=DAYS // 2))
    yield at, 0, "hand_over", partial(_swap, at)
    yield from _plans(rng, tree, start)
    at = _noon(start + timedelta(days=DAYS - 1), 200)
    for nth, place in enumerate(_home_first(tree)[:AHEAD]):
        yield at, nth, "visit_planned", partial(_ahead, place, at, nth)


def _held(kind: Kind, place: UUID, on: date) -> list[Liaison]:
    """Whoever is assigned to a place in a kind of liaison on a day."""
    return list(Liaison.objects.on(on).filter(kind=kind, place__uid=place).named().order_by("pk"))


def _actor(liaison: Liaison) -> Actor:
    """Somebody who goes for a liaison."""
    if liaison.post is not None:
        return actor_of(Post.objects.select_related("person", "unit").get(pk=liaison.post.pk))
    posts = Post.objects.filter(unit=liaison.unit, role=Role.DEPARTMENT_OFFICER)
    return actor_of(posts.select_related("person", "unit").order_by("pk")[0])


def _went(planned: PlannedVisit) -> Liaison:
    found = _held(planned.kind, planned.place, planned.at.date())
    return found[planned.turn % len(found)]


def _visit(rng: Random, planned: PlannedVisit) -> None:
    liaison = _went(planned)
    told = Told(
        day=planned.at.date(),
        place=liaison.place,
        met=rng.choice(words.MET),
        heads=rng.randint(1, 14),
        came=rng.choice(words.CAME),
        topic=rng.choice(words.TOPICS),
        note=rng.choice(words.NOTES),
        concerns=rng.sample(words.CONCERNS, planned.concerns),
    )
    actions.make_visit(by=_actor(liaison), at=planned.at, liaison=liaison.uid, uid=planned.uid, told=told)


def _end(rng: Random, planned: PlannedVisit, nth: int, at: datetime, still: bool) -> None:
    """Bring a concern of a visit to its end; of the newest ones some are raised and the others wait."""
    visit = FieldVisit.objects.select_related("liaison__unit", "liaison__post").get(uid=planned.uid)
    heard = list(Concern.objects.of("visit", visit.uid).order_by("pk"))[nth]
    by = _actor(visit.liaison)
    if still and (planned.turn + nth) % 2:
        return
    if still:
        category = rng.choice(words.CATEGORIES)
        concerns.raise_matter(by=by, at=at, uid=heard.uid, procedure="concern", category=category)
    elif visit.kind == Kind.STATIONED and planned.turn % 4 == 0:
        concerns.close(by=by, at=at, uid=heard.uid, reason=words.REASON)
        superior = Post.objects.select_related("person", "unit").get(
            unit=visit.ground_id, role=Role.GRID_HEAD
        )
        concerns.check(by=actor_of(superior), at=at + timedelta(minutes=30), uid=heard.uid, agrees=True)
    else:
        concerns.answer(by=by, at=at, uid=heard.uid, answer=rng.choice(words.ANSWERS))


def _swap(at: datetime) -> None:
    """Two leaders change towns, each leaving the other a note."""
    towns = [uid("town", code) for _name, code, _centre in TOWNS[:2]]
    pair = [_held(Kind.LEADER, town, at.date())[-1] for town in towns]
    for nth, (old, other) in enumerate(zip(pair, pair[::-1], strict=True)):
        actions.hand_over(
            by=_chief(),
            at=at + timedelta(minutes=nth),
            uid=old.uid,
            until=at.date(),
            heir=Heir(uid=uid("liaison", "swap", nth), post=other.post),
            note=words.HAND_OVER,
        )


def _plans(rng: Random, tree: Tree, start: date) -> Iterator[Step]:
    """Items of development plans: most of them done in the year, some under way, a few past their day."""
    places = [*_home_first(tree)[:1] * 3, *rng.choices(_home_first(tree), k=ITEMS - 3)]
    for number, place in enumerate(places):
        own = uid("plan item", number)
        begun = _noon(start + timedelta(days=rng.randint(5, 90)), number)
        until = start + timedelta(days=rng.randint(200, 330) if number % 4 else DAYS + 60)
        title = rng.choice(words.ITEMS)
        yield begun, number, "plan_item", partial(_item, own, place, title, begun, until)
        moved = begun + timedelta(days=rng.randint(20, 80))
        yield moved, number, "plan_doing", partial(_move, own, ItemState.DOING, "正在施工", moved)
        if number % 4 in (1, 2) or number % 8 == 3:
            done = _noon(until - timedelta(days=rng.randint(0, 10)), number)
            yield done, number, "plan_done", partial(_move, own, ItemState.DONE, "已验收", done)


def _secretary(place: Unit) -> Actor:
    posts = Post.objects.filter(unit=place, role=Role.GRID_HEAD).select_related("person", "unit")
    return actor_of(posts.order_by("pk")[0])


def _item(own: UUID, place: UUID, title: str, at: datetime, until: date) -> None:
    helper = _held(Kind.DEPARTMENT, place, at.date())[0]
    actions.plan_item(
        by=_secretary(helper.place),
        at=at,
        uid=own,
        place=helper.place,
        title=title,
        until=until,
        helper=helper,
    )


def _move(own: UUID, state: ItemState, remark: str, at: datetime) -> None:
    item = PlanItem.objects.select_related("place", "liaison").defer("place__boundary").get(uid=own)
    change = Change(state=state, until=item.until, helper=item.liaison, remark=remark)
    actions.change_item(by=_secretary(item.place), at=at, uid=own, change=change)


def _ahead(place: UUID, at: datetime, nth: int) -> None:
    """Somebody plans the next visit to a place."""
    kind = Kind.STATIONED if nth % 2 == 0 else Kind.DEPARTMENT
    liaison = _held(kind, place, at.date())[0]
    actions.plan_visit(
        by=_actor(liaison),
        at=at,
        liaison=liaison.uid,
        uid=uid("visit ahead", nth),
        day=at.date() + timedelta(days=2 + nth),
        place=liaison.place,
        topic=words.TOPICS[nth % len(words.TOPICS)],
    )
