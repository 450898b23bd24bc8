"""Building the demonstration banner in an empty one, in one transaction.

The year that is shown runs over the twelve months before the day of building, so that a banner that is looked
at today is alive today; its figures are those of the year 2013. Apart from that day nothing depends on when or
where it is built: names, ids and land come from one seed.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yixian.demo import (
    board,
    bodies,
    channels,
    communities,
    deputies,
    diary,
    fairs,
    gatherings,
    liaison,
    mediation,
    menu,
    network,
    petitions,
    teams,
)
from yixian.demo.plan import disputes
from yixian.demo.staff import CAST, LATE_CAST, Appointment, appoint
from yixian.demo.tree import BANNER, SINCE, Tree, plant
from yixian.demo.year import More, Year, play
from yixian.disputes.enums import Outcome
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.places.actions import found_many
from yixian.places.models import Unit
from yixian.rulebook.actions import install_declared

SEED = 150623
PASSWORD = "yixian-2013-demo"  # noqa: S105 - invented people, shown to whoever starts the demonstration
BATCH = 2000
DAYS = 365

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


class NotEmpty(Exception):
    """The banner has units or people already; the message says so in one line."""


def stream(name: str) -> Random:
    """A generator for one part of the demonstration, so that a change in one leaves the others alone."""
    return Random(f"{SEED}/{name}")  # noqa: S311 - an invented banner must be repeatable, not secret


@lru_cache(maxsize=1)
def tree() -> Tree:
    """The tree of the demonstration, without a database."""
    return plant(stream("tree"))


def begins(today: date) -> date:
    """The first day of the year that is shown; the day before `today` is its last."""
    return today - timedelta(days=DAYS)


def load(today: date | None = None, progress: Progress | None = None) -> None:
    """Build the demonstration in the chosen banner: land, people, and a year of disputes. Raises NotEmpty.

    `today` is the day after the year that is shown: the local date of now when it is not given.
    """
    tell = progress or _silent
    with transaction.atomic():
        start = settle(today, tell)
        network.furnish(stream("network"), tree(), start)
        secret = make_password(PASSWORD)
        menu.furnish(stream("menu"), tree(), start, secret)
        communities.furnish(stream("communities"), tree(), start, secret)
        deputies.furnish(stream("deputies"), tree(), start)
        liaison.furnish(stream("liaison"), tree(), start)
        channels.furnish(start)
        plan = disputes(stream("disputes"), tree(), start)
        play(
            stream("year"),
            plan,
            tree(),
            start,
            lambda done, total: tell(_("A year of work"), done, total),
            MORE,
        )


MORE: tuple[More, ...] = (
    lambda year: network.steps(
        stream("errands"), year.tree, year.start, year.player.staff, year.player.places
    ),
    lambda year: teams.steps(stream("teams"), year.player.matters, year.full, year.start, year.end),
    lambda year: mediation.steps(stream("mediation"), year.player, year.full, year.end, _handed_over(year)),
    lambda year: liaison.steps(stream("visits"), year.tree, year.start),
    lambda year: gatherings.steps(stream("gatherings"), year.tree, year.start),
    lambda year: deputies.steps(
        stream("opinions"), year.tree, year.start, year.player.staff, year.player.places
    ),
    lambda year: fairs.steps(stream("fairs"), year.tree, year.start, year.player.staff, year.player.places),
    lambda year: diary.steps(stream("diary"), year.tree, year.start, year.player.staff),
    lambda year: channels.steps(
        stream("channels"), year.tree, year.start, year.player.staff, year.player.places
    ),
    lambda year: menu.steps(stream("services"), year.tree, year.start, year.player.staff, year.player.places),
    lambda year: petitions.steps(stream("petitions"), year.player, year.tree, year.start),
    lambda year: board.steps(stream("board"), year.start),
    lambda year: bodies.steps(
        stream("bodies"), year.player, year.tree, year.full, year.start, _with_teams(year)
    ),
)
"""What the year holds beside the disputes, each from a stream of its own."""


def settle(today: date | None = None, progress: Progress | None = None) -> date:
    """Build land, people and rules alone; return the first day of the year that is shown. Raises NotEmpty."""
    tell = progress or _silent
    start = begins(today or timezone.localdate())
    at = timezone.make_aware(datetime.combine(start - timedelta(days=30), time(9)))
    with transaction.atomic():
        if Unit.objects.exists() or Person.objects.exists():
            raise NotEmpty(_("This banner is not empty: the demonstration is only built in an empty one."))
        tell(_("Land and units"), 0, 2)
        units = found_many(by=None, at=at, units=tree().units)
        tell(_("People and posts"), 1, 2)
        _install(appoint(stream("staff"), tree()), {uid: unit.pk for uid, unit in units.items()})
        tell(_("People and posts"), 2, 2)
        install_declared(at)
    return start


def _with_teams(year: Year) -> set[UUID]:
    """The disputes that teams and leaders work on; nobody hands these over."""
    picks = teams.pick(stream("teams"), year.full, year.end)
    worked_on = (*picks.settled, *picks.standing, *picks.led_settled, *picks.led_open)
    return {planned.uid for planned in worked_on}


def _handed_over(year: Year) -> set[UUID]:
    """The disputes that go to a specialised body for a time, or for good."""
    taken = _with_teams(year)
    away = [planned for planned, _since in bodies.there_and_back(year.full, taken)]
    return {planned.uid for planned in (*bodies.to_hand_over(year.full, taken), *away)}


EXAMPLES = ("review", "station", "closed", "room", "done")
"""Steps of which a receipt code is shown, so that the follow page can be tried."""


def examples() -> list[tuple[str, str]]:
    """How some matters of the demonstration stand, in the reader's language, with their receipt codes."""
    if not Unit.objects.filter(uid=BANNER).exists():
        return []
    found = [Matter.objects.filter(step=step, about_units=[]).order_by("-pk").first() for step in EXAMPLES]
    rows = [(str(matter.standing_step.title), matter) for matter in found if matter]
    left = Matter.objects.filter(outcome=Outcome.ARBITRATION, about_units=[]).order_by("-pk").first()
    rows += [(str(Outcome.ARBITRATION.label), left)] if left else []
    return [(how, code_of(matter.uid, matter.code_turn)) for how, matter in rows]


def sign_ins() -> list[tuple[str, str, str]]:
    """Who (in the reader's language), sign-in name and password, for all of the cast whose password still holds.

    Empty unless this banner is the demonstration.
    """
    if not Unit.objects.filter(uid=BANNER).exists():
        return []
    cast = {**CAST, **LATE_CAST}
    people = Person.objects.filter(username__in=cast, is_active=True)
    stored = dict(people.values_list("username", "password"))
    holds = {secret for secret in set(stored.values()) if check_password(PASSWORD, secret)}
    return [
        (_who(username, role), username, PASSWORD)
        for username, role in cast.items()
        if stored.get(username) in holds
    ]


def digest(plan: Tree) -> str:
    """Return 64 hex digits over every unit of a tree, to compare two of them."""
    return _digest(repr((u.uid, u.kind, u.name, u.above, u.code, u.boundary)) for u in plan.units)


def _digest(lines: Iterator[str]) -> str:
    running = hashlib.sha256()
    for line in lines:
        running.update(line.encode())
    return running.hexdigest()


def _who(username: str, role: Role) -> str:
    if username == "stranger":
        return _("%(role)s of another town") % {"role": role.label}
    if username == "medic":
        return _("%(role)s for medical disputes") % {"role": role.label}
    return str(role.label)


def _install(appointments: list[Appointment], units: dict[UUID, int]) -> None:
    """Store people and posts; the cast shares one password hash, because hashing is slow by design."""
    secret, none = make_password(PASSWORD), make_password(None)
    people = Person.objects.bulk_create(
        (Person(username=a.username, name=a.name, password=secret if a.cast else none) for a in appointments),
        batch_size=BATCH,
    )
    Post.objects.bulk_create(
        (
            Post(person=person, unit_id=units[a.unit], role=a.role, since=SINCE)
            for person, a in zip(people, appointments, strict=True)
        ),
        batch_size=BATCH,
    )


def _silent(_what: str, _done: int, _total: int) -> None:
    pass
