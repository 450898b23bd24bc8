"""Playing the planned year through the real actions, in the order in which things happened."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import PUBLIC, Actor
from yixian.access.queries import actor_for
from yixian.audit.seal import seal_now
from yixian.demo.course import PlannedMove
from yixian.demo.plan import DAYS, PlannedDispute
from yixian.demo.tree import Tree, uid
from yixian.disputes.enums import RESOLVED
from yixian.disputes.procedures import DISPUTE
from yixian.matters import actions
from yixian.matters.abilities import HANDLERS
from yixian.matters.actions import Raised, Refused
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel, Ground
from yixian.matters.models import Matter
from yixian.measures.actions import fold_all
from yixian.people.models import Person, Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.procedures.enums import Mover

SILENT = 12
"""So many residents say nothing about their answer."""
FRESH = 8
"""So many matters were raised in the last two days, and nobody has accepted them yet."""
AT_HOME = 7
"""So many of the open ones happened where the cast works."""

Step = tuple[datetime, int, str, Callable[[], None]]


@dataclass
class Staff:
    """Who acts for a unit: somebody with a post there, or in a body beside it, or above it."""

    units: dict[int, Unit]
    people: dict[int, list[Person]]
    on: date
    beside: dict[int | None, list[int]] = field(default_factory=lambda: defaultdict(list))
    known: dict[int, Actor] = field(default_factory=dict)

    def of(self, unit: int, turn: int) -> Actor:
        """Somebody who may act there; the same `turn` gives the same person."""
        person = self.person(unit, turn)
        if person.pk not in self.known:
            self.known[person.pk] = actor_for(person, self.on)
        return self.known[person.pk]

    def person(self, unit: int, turn: int) -> Person:
        """The person behind `of`."""
        here: int | None = unit
        while here is not None:
            parent = self.units[here].parent_id
            if here in self.people:
                return self.people[here][turn % len(self.people[here])]
            near = [other for other in self.beside[parent] if other in self.people]
            if near and self.units[here].kind != UnitKind.VILLAGE:
                return self.people[near[0]][turn % len(self.people[near[0]])]
            here = parent
        raise LookupError(f"nobody acts for unit {unit}")


def staff(on: date) -> Staff:
    """Load who acts where. Two statements."""
    units = {unit.pk: unit for unit in Unit.objects.defer("boundary")}
    people: dict[int, list[Person]] = defaultdict(list)
    for post in Post.objects.filter(role__in=HANDLERS).select_related("person").order_by("pk"):
        people[post.unit_id].append(post.person)
    found = Staff(units, dict(people), on)
    for unit in units.values():
        if unit.kind in (UnitKind.ROOM, UnitKind.STATION, UnitKind.RECEPTION_CENTRE):
            found.beside[unit.parent_id].append(unit.pk)
    return found


class Player:
    """Plays disputes; `matters` are those already raised, by the id of the plan."""

    def __init__(self, rng: Random, staff: Staff, places: Mapping[UUID, Unit]) -> None:
        self.rng = rng
        self.staff = staff
        self.places = places
        self.matters: dict[UUID, Matter] = {}

    def raise_(self, planned: PlannedDispute, about: UUID | None = None) -> None:
        """Raise it, by the resident alone or with an officer of the place."""
        place = self.places[planned.place]
        by = PUBLIC if planned.channel is Channel.WEB else self.staff.of(place.pk, len(self.matters))
        raised = Raised(
            uid=planned.uid,
            procedure=DISPUTE,
            category=planned.category,
            channel=planned.channel,
            place=place,
            story=planned.story,
            headline=planned.headline,
            lon=planned.lon,
            lat=planned.lat,
            raiser=planned.raiser,
            others=planned.others,
            about_units=[self.places[about]] if about else [],
        )
        self.matters[planned.uid] = actions.open_matter(by=by, at=planned.opened, raised=raised).matter

    def move(self, planned: PlannedDispute, move: PlannedMove) -> None:
        """Make a planned move, by its resident or by somebody of the office that holds it."""
        matter = self._fresh(planned)
        raiser = move.mover is Mover.RAISER
        self.matters[planned.uid] = actions.move(
            by=PUBLIC if raiser else self.staff.of(matter.holder_id, matter.pk),
            at=move.at,
            uid=None if raiser else matter.uid,
            code=code_of(matter.uid, 0) if raiser else "",
            seen=matter.version,
            key=move.key,
            given=move.given,
        )

    def talk(self, planned: PlannedDispute, at: datetime) -> None:
        """The resident asks, the office answers the next day."""
        matter = self._fresh(planned)
        actions.ask(by=PUBLIC, at=at, code=code_of(matter.uid, 0), text="请问办到哪一步了？")
        by = self.staff.of(matter.holder_id, matter.pk)
        actions.reply(
            by=by, at=at + timedelta(hours=3), uid=matter.uid, text="已约双方见面，时间定下来就通知您。"
        )

    def give(self, planned: PlannedDispute, at: datetime) -> None:
        """The office that has it gives it to one of its people."""
        matter = self._fresh(planned)
        by = self.staff.of(matter.holder_id, 0)
        person = self.staff.person(matter.holder_id, 0)
        if by.may("matters.assign", matter.holder.lineage):
            self.matters[planned.uid] = actions.assign(
                by=by, at=at, uid=matter.uid, seen=matter.version, person=person
            )

    def stop(self, planned: PlannedDispute, at: datetime) -> None:
        """Stop the clocks for an appraisal; the next move lets them run again."""
        matter = self._fresh(planned)
        by = self.staff.of(matter.holder_id, 0)
        try:
            self.matters[planned.uid] = actions.pause(
                by=by,
                at=at,
                uid=matter.uid,
                seen=matter.version,
                ground=Ground.APPRAISAL,
                reason="等草原站测量界线后再调。",
            )
        except Refused:
            return

    def join(self, double: PlannedDispute, planned: PlannedDispute, at: datetime) -> None:
        """Join a matter that was raised twice with the first one."""
        gone, kept = self._fresh(double), self._fresh(planned)
        town = next(pk for pk in gone.place.lineage if self.staff.units[pk].kind == UnitKind.TOWN)
        by = self.staff.of(town, 0)
        actions.merge(
            by=by, at=at, uid=gone.uid, seen=gone.version, into=kept.uid, reason="同一处围栏，同一对当事人。"
        )

    def _fresh(self, planned: PlannedDispute) -> Matter:
        """The matter as it stands, as far as a move needs it; the clock may have moved it since."""
        needed = Matter.objects.filter(uid=planned.uid).only("uid", "version", "holder_id", "place_id")
        return needed.get()


def settle_in(rng: Random, plan: list[PlannedDispute], tree: Tree, end: datetime) -> list[PlannedDispute]:
    """The plan with some open ones where the cast works, some silent residents, and some just raised."""
    home = next(village for village in tree.villages if village.room and village.kind == UnitKind.VILLAGE)
    found = list(plan)
    still_open = [n for n, each in enumerate(found) if each.outcome is None]
    for n in still_open[-AT_HOME:]:
        grid = home.grids[n % len(home.grids)].uid
        found[n] = replace(found[n], village=home.uid, place=grid, lon=None, lat=None)
    silent = [n for n, each in enumerate(found) if each.outcome in RESOLVED and _may_be_silent(each)]
    for n in rng.sample(silent, SILENT):
        found[n] = replace(found[n], moves=tuple(m for m in found[n].moves if m.key != "content"))
    for number, each in enumerate(rng.sample(plan[: len(plan) // 2], FRESH)):
        opened = end - timedelta(hours=3 + 5 * number, minutes=7)
        fresh = replace(each, uid=uid("fresh", str(number)), opened=opened, outcome=None, moves=())
        if number % 2 == 0:
            fresh = replace(fresh, village=home.uid, place=home.grids[0].uid, lon=None, lat=None)
        found.append(fresh)
    return found


def _may_be_silent(planned: PlannedDispute) -> bool:
    """Whether the review could have passed in silence: reviewed once, and visited long after."""
    keys = [move.key for move in planned.moves]
    if "visited" not in keys or keys.count("content") != 1 or "not_content" in keys:
        return False
    times = {move.key: move.at for move in planned.moves}
    return times["visited"] - times["content"] > timedelta(days=20)


def play(
    rng: Random, plan: list[PlannedDispute], tree: Tree, start: date, tell: Callable[[int, int], None]
) -> None:
    """Play the whole year, with the clock that lapses and reports, and seal it month by month."""
    end = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS), time()))
    full = settle_in(rng, plan, tree, end)
    player = Player(rng, staff(start), {unit.uid: unit for unit in Unit.objects.defer("boundary")})
    steps = sorted([*_steps(player, rng, full, end), *_nights(start)], key=lambda step: step[:2])
    for number, (_at, _order, _what, act) in enumerate(steps):
        act()
        if number % 100 == 0:
            tell(number, len(steps))
    fold_all(end)
    seal_now(end)


def _nights(start: date) -> Iterator[Step]:
    """Every morning the clock; on the first of each month a seal."""
    for number in range(1, DAYS + 1):
        at = timezone.make_aware(datetime.combine(start + timedelta(days=number), time(6)))
        if number == DAYS:
            at = timezone.make_aware(datetime.combine(start + timedelta(days=number), time()))
        yield at, 0, "clock", lambda at=at: _wake(at)  # type: ignore[misc]
        if at.date().day == 1:
            yield at, 1, "seal", lambda at=at: _seal(at)  # type: ignore[misc]


def _wake(at: datetime) -> None:
    actions.wake(at)


def _seal(at: datetime) -> None:
    seal_now(at)


def _steps(player: Player, rng: Random, full: list[PlannedDispute], end: datetime) -> Iterator[Step]:
    complaints = {each.uid: about for each, about in zip(_quiet(full), ("station", "village"), strict=False)}
    for number, each in enumerate(full, 2):
        about = _about(player, each, complaints.get(each.uid, ""))
        yield each.opened, number, "raise", lambda each=each, about=about: player.raise_(each, about)  # type: ignore[misc]
        for move in each.moves:
            yield move.at, number, move.key, lambda each=each, move=move: player.move(each, move)  # type: ignore[misc]
        yield from _between(player, rng, each, number)
    yield from _doubles(player, full, end)


def _between(player: Player, rng: Random, each: PlannedDispute, number: int) -> Iterator[Step]:
    """What happens beside the moves, right after one of them."""
    for move in each.moves:
        soon = move.at + timedelta(minutes=20)
        if move.key.startswith(("climb_", "pass_", "accept")):
            if rng.random() < (0.15 if each.outcome else 0.8):
                yield soon, number, "give", lambda each=each, at=soon: player.give(each, at)  # type: ignore[misc]
            if rng.random() < 0.02:
                yield soon, number, "stop", lambda each=each, at=soon: player.stop(each, at)  # type: ignore[misc]
            if rng.random() < 0.03:
                yield soon, number, "talk", lambda each=each, at=soon: player.talk(each, at)  # type: ignore[misc]


def _quiet(full: list[PlannedDispute]) -> list[PlannedDispute]:
    """Open ones that have only been accepted so far."""
    return [each for each in full if each.outcome is None and [move.key for move in each.moves] == ["accept"]]


def _about(player: Player, each: PlannedDispute, kind: str) -> UUID | None:
    """The office that a complaint is about: the station of its town, or its village."""
    if not kind:
        return None
    if kind == "village":
        return each.village
    lineage = player.places[each.village].lineage
    stations = (unit for unit in player.places.values() if unit.kind == UnitKind.STATION)
    return next(unit.uid for unit in stations if unit.parent_id in lineage)


def _doubles(player: Player, full: list[PlannedDispute], end: datetime) -> Iterator[Step]:
    """Two of the open ones were raised a second time by others, and joined."""
    for number, each in enumerate(_quiet(full)[2:4]):
        at = max(move.at for move in each.moves) + timedelta(minutes=40)
        if at + timedelta(hours=2) >= end:
            continue
        double = replace(each, uid=uid("double", str(number)), opened=at, moves=(), channel=Channel.COUNTER)
        later = at + timedelta(hours=2)
        yield at, 10**6, "raise", lambda double=double: player.raise_(double)  # type: ignore[misc]
        yield later, 10**6, "join", lambda d=double, e=each, at=later: player.join(d, e, at)  # type: ignore[misc]
