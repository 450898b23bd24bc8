"""The service menu of the demonstration: branches, teams, menus, and a year of services. All of it is invented."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yixian.access.actor import PUBLIC, Actor
from yixian.demo.acting import Staff, actor_of
from yixian.demo.course import in_office
from yixian.demo.menu_words import GIVEN, MENU, MORE_BRANCHES, PROPOSALS, SIGNED
from yixian.demo.plan import DAYS
from yixian.demo.tree import BANNER, SINCE, Tree, Village, uid
from yixian.demo.words import personal_names, phones
from yixian.demo.year import Step
from yixian.matters import actions as matters
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.menu import actions
from yixian.menu.actions import ItemDraft, NewMember, Proposed, Signed, TeamDraft
from yixian.menu.enums import Availability, Skill
from yixian.menu.models import MenuItem, VolunteerTeam
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.people.rules import Contact
from yixian.places.actions import NewUnit, found_many
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

TEAMS, MEMBERS, CLAIMED, CONCLUDED = 128, 2093, 1926, 1523
IN_HAND, NOT_POSSIBLE = 150, 93
"""Of those that were claimed and not carried out: still in hand, and not possible. The others were withdrawn."""
WAITING, RISEN, FRESH, DECLINED = 14, 4, 6, 12
"""On the board at the end, risen to the town, just signed, and declined over the year."""
BACK, SILENT, LATE = 0.04, 0.12, 0.03
"""Shares of those carried out: sent back once, never reviewed, and claimed only after they had risen to the town."""
ITEMS_OF_A_VILLAGE = 2
BRANCHES_WITH_A_SIGN_IN = "农牧"
UNCLAIMED = frozenset({"wait", "rise", "fresh", "decline"})
"""Ways in which no team claims it."""
SPARING = frozenset({"issue", "content"})
"""Moves with which few people write anything."""
BY_RESIDENT = frozenset({"withdraw", "content", "not_content"})


@dataclass(frozen=True, kw_only=True)
class PlannedService:
    """A service with when each of its moves is made; `team` is the number of the team that claims it."""

    uid: UUID
    opened: datetime
    item: UUID
    place: UUID
    story: str
    asker: Contact
    channel: Channel
    team: int
    moves: tuple[tuple[str, datetime], ...]


def branches(tree: Tree) -> list[tuple[str, UUID]]:
    """Every branch by name, and the unit that it stands below: departments, communities, towns, and a few more."""
    above = [
        *tree.of_kind(UnitKind.DEPARTMENT),
        *tree.of_kind(UnitKind.COMMUNITY),
        *tree.of_kind(UnitKind.TOWN),
    ]
    named = [(f"{unit.name}{'机关' if unit.kind == UnitKind.TOWN else ''}党支部", unit.uid) for unit in above]
    return [*named, *((name, BANNER) for name in MORE_BRANCHES)]


def team_uid(number: int) -> UUID:
    """The id of the team of a branch."""
    return uid("volunteers", number)


def furnish(rng: Random, tree: Tree, start: date, secret: str = "") -> None:
    """Set up branches with their secretaries, teams with their members, and the menus, before the year begins.

    `secret` is the hashed password of the secretary who can sign in, in the branch of agriculture.
    """
    day = start - timedelta(days=18)
    at = timezone.make_aware(datetime.combine(day, time(10)))
    names, numbers = personal_names(rng), phones(rng)
    posts = _secretaries(tree, at, names, secret)
    for number, post in enumerate(posts):
        by = actor_of(post)
        skills = rng.sample(list(Skill), 2)
        size = MEMBERS // TEAMS + (number < MEMBERS % TEAMS)
        members = [
            NewMember(
                name=next(names),
                phone=next(numbers),
                skills=rng.sample(skills, 1),
                free=rng.sample(list(Availability), 1),
            )
            for _ in range(size)
        ]
        given = TeamDraft(name=f"{post.unit.name}志愿服务队", most=rng.choice((5, 6, 8)), skills=skills)
        team = actions.found(by=by, at=at, uid=team_uid(number), branch=post.unit, given=given, since=day)
        actions.enrol(by=by, at=at, team=team, members=members, since=day)
    _menus(tree, at, day)


@transaction.atomic
def _secretaries(tree: Tree, at: datetime, names: Iterator[str], secret: str) -> list[Post]:
    """The branches, each with its secretary."""
    planned = branches(tree)
    units = found_many(
        by=None,
        at=at,
        units=[
            NewUnit(uid=uid("branch", name), kind=UnitKind.BRANCH, name=name, since=SINCE, above=above)
            for name, above in planned
        ],
    )
    signs_in = next(name for name, _above in planned if BRANCHES_WITH_A_SIGN_IN in name)
    people = Person.objects.bulk_create(
        Person(
            username="branch" if name == signs_in else f"b{number:04d}",
            name=next(names),
            password=secret if name == signs_in and secret else "!",
        )
        for number, (name, _above) in enumerate(planned, 1)
    )
    return Post.objects.bulk_create(
        Post(person=person, unit=units[uid("branch", name)], role=Role.BRANCH_SECRETARY, since=SINCE)
        for person, (name, _above) in zip(people, planned, strict=True)
    )


def _menus(tree: Tree, at: datetime, day: date) -> None:
    by = _chief()
    units = {
        unit.uid: unit
        for unit in Unit.objects.filter(kind__in=(UnitKind.VILLAGE, UnitKind.COMMUNITY)).defer("boundary")
    }
    for village in tree.villages:
        for number, draft in offers(village):
            actions.enter(
                by=by, at=at, uid=_item(village, number), place=units[village.uid], given=draft, since=day
            )


def offers(village: Village) -> list[tuple[int, ItemDraft]]:
    """The menu of a place: all of it in a community, a part in a village, by its number in `MENU`."""
    if village.kind == UnitKind.COMMUNITY:
        return list(enumerate(MENU))
    turn = int(village.code[-3:]) * ITEMS_OF_A_VILLAGE
    chosen = sorted((turn + step) % len(MENU) for step in range(ITEMS_OF_A_VILLAGE))
    return [(number, MENU[number]) for number in chosen]


def _item(village: Village, number: int) -> UUID:
    return uid("menu-item", village.code, number)


def _chief() -> Actor:
    return actor_of(Post.objects.select_related("unit", "person").get(role=Role.MASS_WORK_CHIEF))


def services(rng: Random, tree: Tree, start: date) -> list[PlannedService]:
    """Plan the services of the year that begins on `start`."""
    end = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS), time()))
    over = CLAIMED - IN_HAND
    ways = ["done"] * CONCLUDED + ["not_possible"] * NOT_POSSIBLE
    ways += ["withdraw"] * (over - len(ways)) + ["decline"] * DECLINED
    rng.shuffle(ways)
    ages = [rng.uniform(48, DAYS - 2) for _ in ways]
    ways += ["in_hand"] * IN_HAND + ["wait"] * WAITING + ["rise"] * RISEN + ["fresh"] * FRESH
    ages += [rng.uniform(5, 19) for _ in range(IN_HAND)] + [rng.uniform(1.6, 2.4) for _ in range(WAITING)]
    ages += [rng.uniform(8.5, 9.5) for _ in range(RISEN)] + [rng.uniform(0.1, 0.5) for _ in range(FRESH)]
    dealt = sorted(zip(ages, ways, strict=True), reverse=True)
    names, numbers, turn, ground = personal_names(rng), phones(rng), count(), grounds(tree)
    made = []
    for number, (age, way) in enumerate(dealt):
        team = next(turn) % TEAMS if way not in UNCLAIMED else None
        villages = tree.villages if team is None else ground[team]
        made.append(_planned(rng, villages, end, number, age, way, names, numbers, team or 0))
    return made


def grounds(tree: Tree) -> list[Sequence[Village]]:
    """Where the team of each branch claims: in its own town; those of departments and of the banner everywhere."""
    above = {unit.uid: unit for unit in tree.units}
    found: list[Sequence[Village]] = []
    for _name, over in branches(tree):
        kind = above[over].kind if over in above else UnitKind.BANNER
        town = above[over].above if kind == UnitKind.COMMUNITY else over if kind == UnitKind.TOWN else None
        near = [village for village in tree.villages if above[village.uid].above == town]
        found.append(near or tree.villages)
    return found


def _planned(
    rng: Random,
    ground: Sequence[Village],
    end: datetime,
    number: int,
    age: float,
    way: str,
    names: Iterator[str],
    numbers: Iterator[str],
    team: int,
) -> PlannedService:
    opened = in_office(rng, end - timedelta(days=age))
    opened = min(opened, end - timedelta(hours=2))
    communities = [village for village in ground if village.kind == UnitKind.COMMUNITY]
    villages = communities if communities and rng.random() < 0.6 else ground
    village, item = _choose(rng, villages, timezone.localdate(opened))
    return PlannedService(
        uid=uid("service", number),
        opened=opened,
        item=_item(village, item),
        place=rng.choice(village.grids).uid,
        story=rng.choice(SIGNED[MENU[item].skill]),
        asker=Contact(name=next(names), phone=next(numbers)),
        channel=rng.choice((Channel.COUNTER, Channel.WEB, Channel.FIELD, Channel.FIELD)),
        team=team,
        moves=tuple(_moves(rng, opened, end, way)),
    )


def _choose(rng: Random, villages: Sequence[Village], on: date) -> tuple[Village, int]:
    """A place and the number of an item of it that is in season."""
    while True:
        village = rng.choice(villages)
        number, draft = rng.choice(offers(village))
        if (on.month - draft.first_month) % 12 <= (draft.last_month - draft.first_month) % 12:
            return village, number


def _moves(rng: Random, opened: datetime, end: datetime, way: str) -> Iterator[tuple[str, datetime]]:
    """The moves of a way, each in its time; those that would come after the year are left out.

    What waits to be claimed is issued in the year, whatever day of the week ends it.
    """
    at = opened
    for key, least, most in _way(rng, way):
        at = in_office(rng, max(at + timedelta(days=rng.uniform(least, most)), at + timedelta(minutes=30)))
        if at >= end and way == "wait":
            at = opened + timedelta(minutes=30)
        if at >= end:
            return
        yield key, at


def _way(rng: Random, way: str) -> Iterator[tuple[str, float, float]]:
    """The moves of a way with the least and the most days before each."""
    if way == "fresh":
        return
    if way == "decline":
        yield from (("decline", 0.1, 0.9), ("content", 0.5, 5))
        return
    yield "issue", 0.05, 0.9
    if way in ("wait", "rise"):
        return
    late = way != "in_hand" and rng.random() < LATE
    yield ("claim", 7.2, 8.0) if late else ("claim", 0.1, 1.4)
    if way == "withdraw":
        yield "withdraw", 0.3, 2
        return
    yield "discuss", 0.2, 1.8
    if way == "in_hand":
        return
    yield ("not_possible", 1, 5) if way == "not_possible" else ("carry_out", 1, 10)
    if way == "not_possible":
        yield "content", 0.5, 5
        return
    if rng.random() < BACK:
        yield from (
            ("not_content", 0.3, 3),
            ("discuss", 0.2, 1.5),
            ("carry_out", 0.5, 4),
            ("content", 0.5, 4),
        )
    elif rng.random() > SILENT:
        yield "content", 0.3, 6


def steps(rng: Random, tree: Tree, start: date, staff: Staff, places: Mapping[UUID, Unit]) -> Iterator[Step]:
    """Everything that happens with the menu in the year, each in its time."""
    items = {item.uid: item for item in MenuItem.objects.select_related("place").defer("place__boundary")}
    rows = VolunteerTeam.objects.select_related("branch").defer("branch__boundary")
    teams = {team.uid: team for team in rows}
    play = Player(staff, places, items, teams)
    for number, each in enumerate(services(rng, tree, start)):
        yield each.opened, 2 * 10**6 + number, "sign", partial(play.sign, each)
        for key, at in each.moves:
            yield at, 2 * 10**6 + number, key, partial(play.go, each, key, at)
    yield from _proposals(rng, tree, start, play)


@dataclass(frozen=True)
class Player:
    """Plays services through the actions, each move by whoever would make it; `matters` as they were last seen."""

    staff: Staff
    places: Mapping[UUID, Unit]
    items: Mapping[UUID, MenuItem]
    teams: Mapping[UUID, VolunteerTeam]
    matters: dict[UUID, Matter] = field(default_factory=dict)

    def sign(self, planned: PlannedService) -> None:
        """The resident signs alone, or with somebody of the front line."""
        place = self.places[planned.place]
        by = PUBLIC if planned.channel is Channel.WEB else self.staff.of(place.pk, planned.uid.int % 97)
        signed = Signed(
            uid=planned.uid,
            item=self.items[planned.item],
            place=place,
            channel=planned.channel,
            raiser=planned.asker,
            story=planned.story,
        )
        self.matters[planned.uid] = actions.sign(by=by, at=planned.opened, signed=signed).matter

    def go(self, planned: PlannedService, key: str, at: datetime) -> None:
        """Make a planned move."""
        if key == "claim":
            team = self.teams[team_uid(planned.team)]
            by = self.staff.of(team.branch_id, 0)
            self.matters[planned.uid] = actions.claim(by=by, at=at, uid=planned.uid, team=team)
            return
        seen = self.matters[planned.uid]
        resident = key in BY_RESIDENT
        given = dict(GIVEN[key]) if key not in SPARING or planned.uid.int % 4 == 0 else {}
        if key == "discuss":
            given["day"] = timezone.localdate(at + timedelta(days=2)).isoformat()
        self.matters[planned.uid] = matters.move(
            by=PUBLIC if resident else self.staff.of(seen.holder_id, planned.uid.int % 97),
            at=at,
            uid=None if resident else planned.uid,
            code=code_of(planned.uid, 0) if resident else "",
            seen=seen.version,
            key=key,
            given=given,
        )

    def propose(self, proposed: Proposed, at: datetime) -> None:
        """A resident proposes something for the menu."""
        actions.propose(by=PUBLIC, at=at, proposed=proposed)

    def accept(self, proposed: Proposed, draft: ItemDraft, at: datetime) -> None:
        """The community puts it on the menu."""
        matter = Matter.objects.get(uid=proposed.uid)
        actions.enter(
            by=self.staff.of(matter.holder_id, 0),
            at=at,
            uid=uid("menu-item", "proposed", draft.title),
            place=proposed.place,
            given=draft,
            since=timezone.localdate(at),
            proposal=matter.uid,
            answer="这个提议好，已经列入菜单，欢迎签单。",
        )

    def decline(self, proposed: Proposed, at: datetime) -> None:
        """The community says why it does not take it up."""
        matter = Matter.objects.get(uid=proposed.uid)
        matters.move(
            by=self.staff.of(matter.holder_id, 0),
            at=at,
            uid=matter.uid,
            seen=matter.version,
            key="decline",
            given={"reason": "镇文化站每周三晚上已有同样的活动，欢迎直接参加。"},
        )


def _proposals(rng: Random, tree: Tree, start: date, play: Player) -> Iterator[Step]:
    """Residents propose; the last one still waits for its answer."""
    communities = [village for village in tree.villages if village.kind == UnitKind.COMMUNITY]
    for number, (story, draft) in enumerate(PROPOSALS):
        last = number == len(PROPOSALS) - 1
        day = DAYS - 3 if last else 40 + 45 * number
        at = in_office(rng, timezone.make_aware(datetime.combine(start + timedelta(days=day), time(10))))
        proposed = Proposed(
            uid=uid("menu-proposal", number),
            skill=draft.skill,
            place=play.places[communities[number % len(communities)].uid],
            channel=Channel.WEB,
            story=story,
        )
        order = 3 * 10**6 + number
        yield at, order, "propose", partial(play.propose, proposed, at)
        later = in_office(rng, at + timedelta(days=4))
        if number % 3 == 2 and not last:
            yield later, order, "decline", partial(play.decline, proposed, later)
        elif not last:
            yield later, order, "accept", partial(play.accept, proposed, draft, later)
