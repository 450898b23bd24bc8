"""Who brings concerns to their end, and who checks closings: people who serve on a day, at the nearest office that has one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yixian.access.declare import every
from yixian.access.models import Grant
from yixian.access.queries import ground_of
from yixian.concerns.models import Concern
from yixian.notices.declare import NOBODY, Audience
from yixian.people.enums import Role
from yixian.people.models import Post, Substitution
from yixian.places.enums import BODY_KINDS
from yixian.places.models import Unit
from yixian.places.queries import Surroundings

HANDLE, CHECK = "concerns.handle", "concerns.check"


@dataclass(frozen=True, slots=True)
class _Seat:
    """An ability that somebody has on a ground."""

    person: int
    ground: int
    ability: str


class Staff:
    """Who serves on a day on the ground of some concerns and above it, loaded in five statements.

    A person serves who has a post, or stands in for somebody who has one, and whose account is not locked.
    """

    def __init__(self, concerns: Collection[Concern], on: date) -> None:
        self._on = on
        above = {unit for each in concerns for unit in each.unit.lineage}
        bodies = Unit.objects.on(on).filter(parent__in=above, kind__in=BODY_KINDS)
        units = (bodies | Unit.objects.filter(pk__in=above)).order_by("pk").defer("boundary")
        self._units = {unit.pk: unit for unit in units}
        self._bodies: dict[int, list[int]] = {}
        for unit in self._units.values():
            if unit.kind in BODY_KINDS and unit.parent_id is not None:
                self._bodies.setdefault(unit.parent_id, []).append(unit.pk)
        self._kin: dict[int, set[int]] = {}
        self._seats: dict[int, list[_Seat]] = {}
        self._chiefs: set[int] = set()
        self._seat()
        minders = {each.in_charge for each in concerns if each.in_charge is not None}
        self._relate(minders | {seat.person for seats in self._seats.values() for seat in seats})

    def minder(self, concern: Concern, person: int | None) -> Audience:
        """A person who goes on with a concern; the office that does, where they may not or serve no longer."""
        if person is not None and self._fit(concern, person):
            return Audience(persons=frozenset({person}))
        return self.office(concern)

    def in_charge(self, concern: Concern) -> Audience:
        """Whoever is in charge of a concern; the office that is, where they may not or serve no longer."""
        return self.minder(concern, concern.in_charge)

    def office(self, concern: Concern) -> Audience:
        """Those who bring it to its end at its unit and the bodies there, or at the nearest above that has somebody."""
        return self._climb(concern, HANDLE)

    def checkers(self, concern: Concern) -> Audience:
        """Those who check its closing: at its unit, the one above, and the office of the next level.

        Where none of them serves, at the nearest ground above that has somebody.
        """
        lineage = concern.unit.lineage
        here = {each for unit in lineage for each in (unit, *self._bodies.get(unit, ()))}
        around = Surroundings(concern.unit, [self._units[each] for each in sorted(here)])
        higher = around.told(concern.unit, 1, concern.about_units)
        near = {*lineage[-2:], *([higher.pk] if higher else [])}
        if self._any(concern, CHECK, near):
            return Audience(units=frozenset(near), ability=CHECK)
        return self._climb(concern, CHECK)

    def _climb(self, concern: Concern, ability: str) -> Audience:
        """The first ground from its unit upwards where somebody serves; the chief, where the banner has nobody else."""
        grounds = [{unit, *self._bodies.get(unit, ())} for unit in reversed(concern.unit.lineage)]
        for there in (*grounds, self._chiefs):
            if self._any(concern, ability, there):
                return Audience(units=frozenset(there), ability=ability)
        return NOBODY

    def _any(self, concern: Concern, ability: str, units: Iterable[int]) -> bool:
        closers = (
            {concern.closed_by_id, concern.heard_by_id, concern.minder_id} if ability == CHECK else set()
        )
        return any(
            seat.ability == ability
            and seat.ground in concern.unit.lineage
            and seat.person not in closers
            and self._fit(concern, seat.person)
            for unit in units
            for seat in self._seats.get(unit, ())
        )

    def _fit(self, concern: Concern, person: int) -> bool:
        """Whether somebody serves and is not whom a concern is about."""
        if person not in self._kin or person in concern.about_persons:
            return False
        return self._kin[person].isdisjoint(concern.about_units)

    def _seat(self) -> None:
        """Find who has the abilities at the units, by post, grant or as a stand-in. Three statements."""
        roles = {each.key: each.roles for each in every() if each.key in (HANDLE, CHECK)}
        current = Q(since__lte=self._on) & (Q(until__isnull=True) | Q(until__gt=self._on))
        there = Q(unit__in=self._units) | Q(role=Role.MASS_WORK_CHIEF, unit__parent__in=self._units)
        posts = Post.objects.on(self._on).filter(there).select_related("unit", "person")
        held = {post.pk: post for post in posts.defer("unit__boundary")}
        self._chiefs = {post.unit_id for post in held.values() if post.role == Role.MASS_WORK_CHIEF}
        granted = Grant.objects.filter(current, post__in=held, ability__in=roles)
        extra = set(granted.values_list("post_id", "ability"))
        lent = Substitution.objects.filter(post__in=held, since__lte=self._on, until__gt=self._on)
        holders = [(post.pk, post.person_id) for post in held.values() if post.person.is_active]
        holders += lent.filter(person__is_active=True).values_list("post_id", "person_id")
        for pk, person in holders:
            post = held[pk]
            for ability, bring in roles.items():
                if post.role in bring or (pk, ability) in extra:
                    self._kin.setdefault(person, set()).update(post.unit.lineage)
                    seat = _Seat(person, ground_of(post), ability)
                    self._seats.setdefault(post.unit_id, []).append(seat)

    def _relate(self, persons: Collection[int]) -> None:
        """Find everything that some people stand under by posts of their own. One statement."""
        posts = Post.objects.on(self._on).filter(person__in=persons, person__is_active=True)
        for person, lineage in posts.values_list("person_id", "unit__lineage"):
            self._kin.setdefault(person, set()).update(lineage)
