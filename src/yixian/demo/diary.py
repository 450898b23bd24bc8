"""A year of public-concern diaries in the demonstration, with concerns that reach every end. All of it is invented."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils import timezone

from yixian.access.actor import PUBLIC, Actor
from yixian.concerns import actions as ends
from yixian.concerns.enums import Outcome
from yixian.concerns.models import Concern
from yixian.concerns.rules import RAISABLE
from yixian.demo import diary_words as said
from yixian.demo.acting import Staff, actor_of
from yixian.demo.course import in_office
from yixian.demo.diary_words import TALES, Tale
from yixian.demo.plan import DAYS
from yixian.demo.tree import Tree, Village, uid
from yixian.demo.words import personal_names, phones
from yixian.demo.year import Step
from yixian.diary import actions
from yixian.diary.actions import Said, Told
from yixian.diary.enums import Met
from yixian.matters import actions as matters
from yixian.matters.codes import code_of
from yixian.matters.enums import Need
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.people.rules import Contact
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

ENTRIES = 220
CAST = {"grid": 44, "reserve": 28, "secretary": 14, "station": 16, "department": 12, "leader": 8, "chief": 6}
"""How many entries those of the cast write who sign in; the others are those of other villages."""
OTHERS = 6
LATE, FRESH, UNCHECKED = 4, 6, 2
"""At the end: so many entries owe an end past its time, so many in time, so many wait for a superior's check."""
ENDS = (("answered", 52), ("later", 12), ("matter", 16), ("merged", 8), ("closed", 12))
Doing = tuple[str, datetime, Callable[[datetime], object]]
WITH_PEOPLE = (Met.HOUSEHOLD, Met.FIELD, Met.NEIGHBOURS, Met.PASSER, Met.BUSINESS, Met.DELEGATES)


@dataclass(frozen=True, kw_only=True)
class Planned:
    """An entry: who writes it (a sign-in name, or a role at a unit), where and when, and how what came up ends."""

    uid: UUID
    writer: str | tuple[Role, UUID]
    place: UUID
    met_at: datetime
    met: Met
    headline: str
    people: Contact
    texts: tuple[tuple[str, str], ...]
    concerns: tuple[tuple[Tale, str], ...]
    later: tuple[tuple[str, str], ...]

    @property
    def written_at(self) -> datetime:
        """It is written soon after the talk."""
        return self.met_at + timedelta(minutes=35)


def plan(rng: Random, tree: Tree, start: date) -> list[Planned]:
    """The entries of the year that begins on `start`, oldest first; some of the newest still owe an end."""
    names, numbers = personal_names(rng), phones(rng)
    home = next(v for v in tree.villages if v.room and v.kind == UnitKind.VILLAGE)
    begun = timezone.make_aware(datetime.combine(start, time(9)))
    last = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS), time()))
    ages = sorted(rng.uniform(1, DAYS - 14) for _ in range(ENTRIES))
    writers = _writers(rng, tree, home)
    owing = set(range(ENTRIES - FRESH, ENTRIES))
    late = set(rng.sample(range(ENTRIES - 24, ENTRIES - 12), LATE + UNCHECKED))
    unchecked = set(sorted(late)[:UNCHECKED])
    found = []
    for number, (age, (writer, village)) in enumerate(zip(ages, writers, strict=True)):
        days = DAYS - 5 + 4 * (number - ENTRIES + FRESH) / FRESH if number in owing else age
        days = DAYS - 34 + number % 9 if number in late else days
        end = "unchecked" if number in unchecked else "open" if number in owing | late else ""
        tales = rng.sample(TALES, rng.choice((1, 1, 2, 3)) if end else rng.choice((0, 1, 1, 1, 2)))
        name, phone = next(names), next(numbers)
        texts = (
            ("people", rng.choice(said.PEOPLE).format(name=name, phone=phone)),
            ("heard", rng.choice(said.HEARD)),
        )
        found.append(
            Planned(
                uid=uid("diary", number),
                writer=writer,
                place=rng.choice(village.grids).uid,
                met_at=min(
                    in_office(rng, begun + timedelta(days=days, minutes=rng.randint(0, 400))),
                    last - timedelta(hours=2, minutes=number % 50),
                ),
                met=rng.choice(WITH_PEOPLE),
                headline=tales[0].headline if tales else rng.choice(said.HEADINGS),
                people=Contact(name=name, phone=phone),
                texts=texts,
                concerns=tuple((tale, end or _end(rng)) for tale in tales),
                later=_later(rng) if number % 4 == 0 else (),
            )
        )
    return sorted(found, key=lambda each: each.met_at)


def _writers(rng: Random, tree: Tree, home: Village) -> list[tuple[str | tuple[Role, UUID], Village]]:
    """Who writes each entry, and in which village; those of the cast beside some cadres of other villages."""
    town = [village for village in tree.villages if village.town == home.town]
    villages = {"grid": [home], "secretary": [home], "reserve": [home], "station": town, "department": town}
    found: list[tuple[str | tuple[Role, UUID], Village]] = [
        (name, rng.choice(villages.get(name, list(tree.villages))))
        for name, count in CAST.items()
        for _ in range(count)
    ]
    far = rng.sample([village for village in tree.villages if village.uid != home.uid], OTHERS)
    for number in range(ENTRIES - len(found)):
        village = far[number % OTHERS]
        seat = (Role.GRID_HEAD, village.uid) if number % 3 == 0 else (Role.RESERVE_CADRE, village.uid)
        found.append((seat, village))
    rng.shuffle(found)
    return found


def _end(rng: Random) -> str:
    (end,) = rng.choices([key for key, _n in ENDS], [n for _key, n in ENDS])
    return end


def _later(rng: Random) -> tuple[tuple[str, str], ...]:
    """What is added when an entry is written up."""
    return (
        ("household", rng.choice(said.HOUSEHOLD)),
        ("plan", rng.choice(said.PLAN)),
        ("thoughts", rng.choice(said.THOUGHTS)),
    )


def steps(rng: Random, tree: Tree, start: date, staff: Staff) -> Iterator[Step]:
    """The entries and what becomes of what came up, as steps of the year."""
    diary = _Diary(staff)
    for number, planned in enumerate(plan(rng, tree, start), 2):
        at = planned.written_at
        yield at, number, "diary", partial(diary.write, planned)
        if planned.later:
            evening = at + timedelta(hours=2)
            yield evening, number, "write up", partial(diary.write_up, planned, evening)
        for row, (tale, end) in enumerate(planned.concerns):
            uid_ = uuid5(planned.uid, str(row))
            for what, when, act in diary.course(rng, planned, uid_, tale, end):
                yield when, number, what, partial(act, when)


class _Diary:
    """Plays the diaries; actors are made of posts once."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.known: dict[str | tuple[Role, UUID], Actor] = {}

    def actor(self, writer: str | tuple[Role, UUID]) -> Actor:
        """Who writes: somebody by sign-in name, or the holder of a role at a unit."""
        if writer not in self.known:
            posts = Post.objects.select_related("unit", "person").order_by("pk")
            if isinstance(writer, str):
                post = posts.filter(person__username=writer).first()
            else:
                post = posts.filter(role=writer[0], unit__uid=writer[1]).first()
            if post is None:
                raise LookupError(f"nobody holds the post of {writer}")
            self.known[writer] = actor_of(post)
        return self.known[writer]

    def told(self, planned: Planned, extra: tuple[tuple[str, str], ...] = ()) -> Told:
        place = Unit.objects.defer("boundary").get(uid=planned.place)
        texts = dict((*planned.texts, *extra))
        return Told(
            met_at=planned.met_at, place=place, met=[planned.met], headline=planned.headline, texts=texts
        )

    def write(self, planned: Planned) -> None:
        actions.write(
            by=self.actor(planned.writer),
            at=planned.written_at,
            uid=planned.uid,
            told=self.told(planned),
            said=[
                Said(
                    words=tale.words,
                    headline=tale.headline,
                    answer=tale.answer if end == "answered" else "",
                )
                for tale, end in planned.concerns
            ],
            speaker=planned.people,
        )

    def write_up(self, planned: Planned, at: datetime) -> None:
        by = self.actor(planned.writer)
        actions.unseal(by=by, at=at, uid=planned.uid, need=Need.HANDLING)
        actions.correct(by=by, at=at, uid=planned.uid, told=self.told(planned, planned.later))

    def course(self, rng: Random, planned: Planned, concern: UUID, tale: Tale, end: str) -> list[Doing]:
        """What becomes of a concern after the entry was written: what, when, and how it is done."""
        first = _after(rng, planned.written_at, 0.2, 2.0)
        second = _after(rng, first, 0.5, 2.0)
        if end == "later":
            return [("answer later", first, partial(self.answer, planned, concern, tale))]
        if end == "merged":
            return [("join", first, partial(self.join, planned, concern, tale))]
        if end in ("closed", "unchecked"):
            close = ("close", first, partial(self.close, planned, concern, tale))
            return [close] if end == "unchecked" else [close, ("check", second, partial(self.check, concern))]
        if end == "matter":
            third = _after(rng, second, 0.5, 1.5)
            return [
                ("raise from diary", first, partial(self.raise_, planned, concern, tale)),
                ("take up", second, partial(self.move, concern, "take_up")),
                ("answer matter", third, partial(self.move, concern, "answer")),
                ("content", _after(rng, third, 0.5, 2.0), partial(self.content, concern)),
            ]
        return []

    def answer(self, planned: Planned, concern: UUID, tale: Tale, at: datetime) -> None:
        ends.answer(by=self.actor(planned.writer), at=at, uid=concern, answer=tale.answer)

    def join(self, planned: Planned, concern: UUID, tale: Tale, at: datetime) -> None:
        """Join it with the newest open matter that the writer sees, about the same where there is one; or answer it."""
        by = self.actor(planned.writer)
        kept = Matter.objects.visible_to(by).open().order_by("-pk")
        alike = kept.filter(procedure="concern", category=tale.category).first()
        seen = alike or kept.filter(procedure__in=RAISABLE).first()
        if seen is None:
            self.answer(planned, concern, tale, at)
        else:
            ends.merge(by=by, at=at, uid=concern, into=seen.uid)

    def close(self, planned: Planned, concern: UUID, tale: Tale, at: datetime) -> None:
        ends.close(by=self.actor(planned.writer), at=at, uid=concern, reason=tale.reason)

    def check(self, concern: UUID, at: datetime) -> None:
        """A superior agrees: the secretary for the grid, the station for the village, the chief for all others."""
        found = Concern.objects.select_related("unit").get(uid=concern)
        ends.check(by=self.superior(found), at=at, uid=concern, agrees=True)

    def superior(self, concern: Concern) -> Actor:
        """Who checks what was closed: somebody further up, who neither heard nor closed it."""
        kinds = {unit.pk: unit.kind for unit in self.staff.units.values() if unit.pk in concern.unit.lineage}
        for kind, role in ((UnitKind.VILLAGE, Role.GRID_HEAD), (UnitKind.TOWN, Role.STATION_OFFICER)):
            grounds = [pk for pk, each in kinds.items() if each == kind]
            posts = (
                Post.objects.select_related("unit", "person")
                .filter(role=role)
                .exclude(person=concern.heard_by_id)
            )
            post = posts.filter(Q(unit__in=grounds) | Q(unit__parent__in=grounds)).order_by("pk").first()
            if post is not None:
                return actor_of(post)
        return self.actor("chief")

    def raise_(self, planned: Planned, concern: UUID, tale: Tale, at: datetime) -> None:
        ends.raise_matter(
            by=self.actor(planned.writer), at=at, uid=concern, procedure="concern", category=tale.category
        )

    def move(self, concern: UUID, key: str, at: datetime) -> None:
        """The office that has the matter takes it up, or answers it."""
        matter = Matter.objects.placed().get(concerns__uid=concern)
        given = {
            "take_up": {"promise": said.PLAN[0]},
            "answer": {"how": Outcome.DONE.value, "answer": said.ANSWERS[matter.pk % len(said.ANSWERS)]},
        }
        by = self.staff.of(matter.holder_id, matter.pk)
        matters.move(by=by, at=at, uid=matter.uid, seen=matter.version, key=key, given=given[key])

    def content(self, concern: UUID, at: datetime) -> None:
        """Whoever said it is content with the answer."""
        matter = Matter.objects.placed().get(concerns__uid=concern)
        matters.move(
            by=PUBLIC,
            at=at,
            code=code_of(matter.uid, 0),
            seen=matter.version,
            key="content",
            given={"remark": ""},
        )


def _after(rng: Random, at: datetime, least: float, most: float) -> datetime:
    """A time in office hours some days after another."""
    return in_office(rng, at + timedelta(days=rng.uniform(least, most)))
