"""Gatherings of the demonstration: a year of open days, meetings, lessons and series, and some still ahead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from yixian.access.actor import PUBLIC, Actor
from yixian.concerns import actions as concerns
from yixian.concerns.actions import Heard
from yixian.demo import gatherings_words as words
from yixian.demo.acting import actor_of
from yixian.demo.gatherings_plan import (
    AHEAD,
    FRESH,
    SINGLE,
    Meeting,
    Repeated,
    Single,
    at_hour,
    series,
    singles,
)
from yixian.demo.gatherings_words import Question
from yixian.demo.plan import DAYS
from yixian.demo.tree import BANNER, Tree
from yixian.demo.year import Step
from yixian.gatherings import actions
from yixian.gatherings.actions import Plan, SeriesPlan, Telling
from yixian.gatherings.enums import Kind
from yixian.gatherings.queries import SOURCE
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.people.rules import Contact
from yixian.places.models import Unit

UNCLOSED = 2
"""Of so many of the last nobody has recorded whether they were held."""


@dataclass
class Cast:
    """Who organises for a unit: read once, when the first of them acts."""

    tree: Tree
    known: dict[UUID, Actor] = field(default_factory=dict)
    centre: Actor = PUBLIC
    units: dict[UUID, Unit] = field(default_factory=dict)

    def of(self, unit: UUID) -> Actor:
        """The actor who organises for a village, a town or the banner."""
        if not self.known:
            self._read()
        return self.known[unit]

    def second(self, unit: UUID) -> Actor:
        """The second person for what is published: who organises one level up, for the banner the reception centre."""
        above = self.unit(unit).parent
        return self.centre if above is None else self.known[above.uid]

    def unit(self, unit: UUID) -> Unit:
        """The unit itself."""
        if not self.known:
            self._read()
        return self.units[unit]

    def _read(self) -> None:
        roles = (Role.GRID_HEAD, Role.STATION_OFFICER, Role.MASS_WORK_CHIEF)
        posts = Post.objects.filter(role__in=roles).select_related("person", "unit__parent").order_by("-pk")
        for post in posts:
            place = post.unit if post.role == Role.GRID_HEAD else post.unit.parent
            if place is not None:
                self.known[place.uid] = actor_of(post)
        centre = Post.objects.filter(role=Role.CENTRE_OFFICER).select_related("person", "unit")
        self.centre = actor_of(centre.order_by("pk")[0])
        found = Unit.objects.filter(uid__in=self.known).select_related("parent")
        found = found.defer("boundary", "parent__boundary")
        self.units = {unit.uid: unit for unit in found}


def steps(rng: Random, tree: Tree, start: date) -> Iterator[Step]:
    """The gatherings as steps of the year, to be made in order of time among all others."""
    cast, end = Cast(tree), at_hour(start + timedelta(days=DAYS), 0)
    alone, repeated = singles(rng, tree, start), series(rng, tree, start)
    for number, single in enumerate(alone):
        planned = min(single.starts - timedelta(days=7), end - timedelta(days=1, hours=number % 5))
        planned = max(planned, at_hour(start, 9))
        yield planned, number, "gathering", partial(_plan, cast, single, planned)
        if single.meeting.ends < end and number < SINGLE - UNCLOSED:
            yield from _course(rng, cast, single.organiser, single.meeting, number, end)
    for number, one in enumerate(repeated, SINGLE + AHEAD):
        begins = at_hour(one.since, 9)
        yield begins, number, "gathering series", partial(_start, cast, one, begins)
        for month in range(0, (start + timedelta(days=DAYS) - one.since).days, 27):
            at = begins + timedelta(days=month, minutes=20)
            yield at, number, "gathering dates", partial(_fill, cast, one, at)
        last = end - timedelta(hours=8)
        yield last, number, "gathering dates", partial(_fill, cast, one, last)
        off = number - SINGLE - AHEAD if one.title == words.TALK_DAY and len(one.meetings) > 4 else -1
        for turn, meeting in enumerate(one.meetings):
            if turn == off + 2 and off in (0, 1):
                before = meeting.ends - timedelta(hours=20)
                yield (
                    before,
                    number,
                    "gathering off",
                    partial(_off, cast, one.organiser, meeting, off, before),
                )
            else:
                yield from _course(rng, cast, one.organiser, meeting, number, end)


def _course(
    rng: Random, cast: Cast, organiser: UUID, meeting: Meeting, order: int, end: datetime
) -> Iterator[Step]:
    """It is held; each question is written down and comes to an end; what was asked is published."""
    at = meeting.ends + timedelta(minutes=40)
    yield at, order, "gathering held", partial(_hold, cast, organiser, meeting, at)
    fresh = meeting.ends > end - timedelta(days=FRESH)
    for turn, (key, question, speaker) in enumerate(meeting.asked):
        said = at + timedelta(minutes=5 + turn)
        yield said, order, "question", partial(_ask, cast, organiser, meeting, key, question, speaker, said)
        later = said + timedelta(minutes=30)
        if fresh and (order + turn) % 2 == 0:
            continue
        if fresh:
            yield later, order, "question", partial(_raise, cast, organiser, key, question, later)
        elif rng.random() < 0.08 and organiser != BANNER:
            yield later, order, "question", partial(_close, cast, organiser, key, later)
        else:
            yield later, order, "question", partial(_answer, cast, organiser, key, question, later)
    published = at + timedelta(days=2)
    if meeting.asked and published < end and rng.random() < 0.8:
        yield published, order, "gathering told", partial(_publish, cast, organiser, meeting, published)


def _plan(cast: Cast, single: Single, at: datetime) -> None:
    theme, unit, by = single.theme, cast.unit(single.organiser), cast.of(single.organiser)
    plan = Plan(
        kind=theme.kind,
        title=theme.title,
        unit=unit,
        place=unit,
        spot=theme.spot,
        about=theme.about,
        agenda=theme.agenda,
        topic=theme.topic,
        starts_at=single.starts,
        ends_at=single.meeting.ends,
        sign_up=theme.kind is Kind.LESSON,
        capacity=60 if theme.kind is Kind.LESSON else None,
    )
    actions.plan(by=by, at=at, uid=single.meeting.uid, plan=plan)
    if single.starts > at:
        actions.announce(by=by, at=at, uid=single.meeting.uid)


def _start(cast: Cast, one: Repeated, at: datetime) -> None:
    unit = cast.unit(one.organiser)
    plan = SeriesPlan(
        kind=one.kind,
        title=one.title,
        unit=unit,
        place=unit,
        spot=one.spot,
        pattern=one.pattern,
        starts=one.starts,
        lasts=120,
        since=one.since,
    )
    actions.start_series(by=cast.of(one.organiser), at=at, uid=one.uid, plan=plan)


def _fill(cast: Cast, one: Repeated, at: datetime) -> None:
    actions.fill(by=cast.of(one.organiser), at=at, uid=one.uid, count=one.ahead)


def _off(cast: Cast, organiser: UUID, meeting: Meeting, why: int, at: datetime) -> None:
    actions.cancel(by=cast.of(organiser), at=at, uid=meeting.uid, reason=words.WHY_NOT[why])


def _hold(cast: Cast, organiser: UUID, meeting: Meeting, at: datetime) -> None:
    actions.hold(
        by=cast.of(organiser), at=at, uid=meeting.uid, attended=meeting.attended, course=meeting.course
    )


def _ask(
    cast: Cast,
    organiser: UUID,
    meeting: Meeting,
    key: UUID,
    question: Question,
    speaker: Contact,
    at: datetime,
) -> None:
    heard = Heard(
        uid=key,
        source=SOURCE,
        source_uid=meeting.uid,
        place=cast.unit(organiser),
        unit=cast.unit(organiser),
        words=question.words,
        headline=question.headline,
        speaker=speaker,
    )
    concerns.hear(by=cast.of(organiser), at=at, heard=heard)


def _answer(cast: Cast, organiser: UUID, key: UUID, question: Question, at: datetime) -> None:
    concerns.answer(by=cast.of(organiser), at=at, uid=key, answer=question.answer)


def _raise(cast: Cast, organiser: UUID, key: UUID, question: Question, at: datetime) -> None:
    concerns.raise_matter(
        by=cast.of(organiser), at=at, uid=key, procedure="concern", category=question.category
    )


def _close(cast: Cast, organiser: UUID, key: UUID, at: datetime) -> None:
    """Closed with a reason; the chief agrees the same day."""
    concerns.close(by=cast.of(organiser), at=at, uid=key, reason=words.CLOSED)
    concerns.check(by=cast.of(BANNER), at=at + timedelta(minutes=10), uid=key, agrees=True)


def _publish(cast: Cast, organiser: UUID, meeting: Meeting, at: datetime) -> None:
    told = [
        Telling(concern=key, asked=question.headline, answer=question.answer)
        for key, question, _speaker in meeting.asked
    ]
    actions.propose(by=cast.of(organiser), at=at, uid=meeting.uid, told=told, sure=True)
    second = cast.second(organiser)
    actions.publish(by=second, at=at + timedelta(minutes=10), uid=meeting.uid, sure=True)
