"""Playing the planned year through the real actions, in the order in which things happened."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import PUBLIC
from yixian.audit.seal import seal_now
from yixian.demo.acting import Staff, staff
from yixian.demo.course import PlannedMove
from yixian.demo.plan import DAYS, PlannedDispute
from yixian.demo.tree import Tree, uid
from yixian.disputes.enums import RESOLVED
from yixian.disputes.procedures import DISPUTE
from yixian.matters import actions
from yixian.matters.actions import Raised, Refused
from yixian.matters.clocks import STEP
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel, Ground
from yixian.matters.models import Matter
from yixian.measures.actions import fold_all
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.procedures.enums import Mover
from yixian.rulebook.enums import TermUnit

SILENT = 12
"""So many residents say nothing about their answer."""
FRESH = 8
"""So many matters were raised in the last two days, and nobody has accepted them yet."""
NEW_AT_HOME, CLIMBED_AT_HOME = 4, 3
"""So many of the open ones, the newest and those that climbed furthest, happened where the cast works."""

TO_STATION = ("accept_at_station", "climb_assembly", "pass_assembly")
TO_OFFICES = (
    "accept_at_station",
    "climb_assembly",
    "pass_assembly",
    "climb_town_meeting",
    "pass_town_meeting",
)
"""Moves that bring a dispute to a station or the centre."""

Step = tuple[datetime, int, str, Callable[[], object]]


class Player:
    """Plays disputes; `matters` are those already raised, by the id of the plan."""

    def __init__(self, staff: Staff, places: Mapping[UUID, Unit]) -> None:
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
        """Make a planned move, by its resident or by somebody of the office that holds it, unless it is made already."""
        matter = self._fresh(planned)
        if matter.step != move.step:
            return
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

    def ask(self, planned: PlannedDispute, at: datetime) -> None:
        """The resident asks how it stands."""
        code = code_of(self.matters[planned.uid].uid, 0)
        actions.ask(by=PUBLIC, at=at, code=code, text="请问办到哪一步了？")

    def reply(self, planned: PlannedDispute, at: datetime) -> None:
        """The office that has it answers."""
        matter = self._fresh(planned)
        by = self.staff.of(matter.holder_id, matter.pk)
        actions.reply(by=by, at=at, uid=matter.uid, text="已约双方见面，时间定下来就通知您。")

    def write_down(self, planned: PlannedDispute, at: datetime) -> None:
        """The office adds to the file what it found on the spot."""
        matter = self._fresh(planned)
        by = self.staff.of(matter.holder_id, matter.pk)
        actions.note(by=by, at=at, uid=matter.uid, text="已到现场看过，拍了照片，双方说法记在笔录里。")

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
        with suppress(Refused):
            self.matters[planned.uid] = actions.pause(
                by=self.staff.of(matter.holder_id, 0),
                at=at,
                uid=matter.uid,
                seen=matter.version,
                ground=Ground.APPRAISAL,
                reason="等草原站测量界线后再调。",
            )

    def lengthen(self, planned: PlannedDispute, at: datetime) -> None:
        """Give a station or the centre more days, because a party is away; not while the clocks are stopped."""
        matter = self._fresh(planned)
        by = self.staff.of(matter.holder_id, 0)
        with suppress(Refused):
            self.matters[planned.uid] = actions.extend(
                by=by,
                at=at,
                uid=matter.uid,
                seen=matter.version,
                clock=STEP,
                value=3,
                unit=TermUnit.DAYS,
                ground=Ground.ABSENT,
                reason="一方在外地放牧，约定三天后到站里调解。",
            )

    def join(self, double: PlannedDispute, planned: PlannedDispute, at: datetime) -> None:
        """Join a matter that was raised twice with the first one."""
        gone, kept = self._fresh(double), self._fresh(planned)
        town = next(pk for pk in gone.place.lineage if self.staff.units[pk].kind == UnitKind.TOWN)
        by = self.staff.of(town, 0)
        actions.merge(
            by=by, at=at, uid=gone.uid, seen=gone.version, into=kept.uid, reason="同一处围栏，同一对当事人。"
        )

    def _fresh(self, planned: PlannedDispute) -> Matter:
        """The matter as it stands; the clock, or others who work on it, may have changed it meanwhile."""
        fresh = Matter.objects.placed().get(pk=self.matters[planned.uid].pk)
        self.matters[planned.uid] = fresh
        return fresh


@dataclass(frozen=True)
class Year:
    """What others build on who add to the year: the disputes as they are planned, and who plays them."""

    tree: Tree
    start: date
    end: datetime
    full: list[PlannedDispute]
    player: Player


More = Callable[[Year], Iterable[Step]]
"""Adds steps to the year; each is made in its time among all others."""


def settle_in(rng: Random, plan: list[PlannedDispute], tree: Tree, end: datetime) -> list[PlannedDispute]:
    """The plan with some open ones where the cast works, some silent residents, and some just raised."""
    home = next(village for village in tree.villages if village.room and village.kind == UnitKind.VILLAGE)
    found = list(plan)
    still_open = [n for n, each in enumerate(found) if each.outcome is None]
    climbed = sorted(still_open, key=lambda n: len(found[n].moves), reverse=True)[:CLIMBED_AT_HOME]
    stations = [n for n in still_open if found[n].moves and found[n].moves[-1].key in TO_STATION]
    for n in sorted({*climbed, *stations[:1], *still_open[-NEW_AT_HOME:]}):
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
    rng: Random,
    plan: list[PlannedDispute],
    tree: Tree,
    start: date,
    tell: Callable[[int, int], None],
    more: Sequence[More] = (),
) -> None:
    """Play the whole year, with the clock that lapses and reports, and seal it month by month."""
    end = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS), time()))
    full = settle_in(rng, plan, tree, end)
    units = {unit.pk: unit for unit in Unit.objects.defer("boundary")}
    player = Player(staff(units), {unit.uid: unit for unit in units.values()})
    year = Year(tree, start, end, full, player)
    added = [step for each in more for step in each(year)]
    steps = sorted([*_steps(player, rng, full, end), *added, *_nights(start)], key=lambda step: step[:2])
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
        yield at, 0, "clock", partial(actions.wake, at)
        yield at, 0, "hand-overs", partial(actions.wake_passages, at)
        if at.date().day == 1:
            yield at, 1, "seal", partial(seal_now, at)


def _steps(player: Player, rng: Random, full: list[PlannedDispute], end: datetime) -> Iterator[Step]:
    complaints = {each.uid: about for each, about in zip(_quiet(full), ("station", "village"), strict=False)}
    for number, each in enumerate(full, 2):
        about = _about(player, each, complaints.get(each.uid, ""))
        yield each.opened, number, "raise", partial(player.raise_, each, about)
        for move in each.moves:
            yield move.at, number, move.key, partial(player.move, each, move)
        yield from _between(player, rng, each, number, end)
    yield from _doubles(player, full, end)


def _between(player: Player, rng: Random, each: PlannedDispute, number: int, end: datetime) -> Iterator[Step]:
    """What happens beside the moves, soon after one of them and before the next; in what is open, questions wait."""
    doings = (
        ("give", player.give, 0.15 if each.outcome else 0.8, timedelta(minutes=20)),
        ("ask", player.ask, 0.03 if each.outcome else 0.2, timedelta(minutes=25)),
        ("note", player.write_down, 0.06, timedelta(hours=2)),
        ("stop", player.stop, 0.02, timedelta(hours=3)),
    )
    untils = [*(move.at for move in each.moves[1:]), end]
    for move, until in zip(each.moves, untils, strict=False):
        if not move.key.startswith(("climb_", "pass_", "accept")):
            continue
        for what, do, share, later in doings:
            if rng.random() < share and move.at + later < until:
                yield move.at + later, number, what, partial(do, each, move.at + later)
                answered = move.at + timedelta(hours=3, minutes=30)
                if what == "ask" and each.outcome and answered < until:
                    yield answered, number, "reply", partial(player.reply, each, answered)
        longer = move.at + timedelta(hours=1)
        if move.key in TO_OFFICES and longer < until and rng.random() < 0.2:
            yield longer, number, "lengthen", partial(player.lengthen, each, longer)


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
        yield at, 10**6, "raise", partial(player.raise_, double)
        yield later, 10**6, "join", partial(player.join, double, each, later)
