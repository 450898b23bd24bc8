"""Reading fairs: which there are, what is called at each stall, how many wait, and what came of the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from yixian.access.actor import Actor
from yixian.fairs import rules
from yixian.fairs.enums import Numbering, Outcome, State
from yixian.fairs.limits import LEFT_OPEN
from yixian.fairs.models import Fair, Stall, Ticket
from yixian.fairs.rules import Summary
from yixian.gatherings.enums import Kind
from yixian.gatherings.enums import State as Held
from yixian.gatherings.models import Gathering, GatheringQuerySet
from yixian.rulebook.queries import book

SOURCE = "fair"
KINDS = (Kind.FAIR, Kind.SERVICE_DAY)
BEHIND = timedelta(days=365)
PAGE = 60


@dataclass
class Desk:
    """A stall with the numbers that it has called, last called first, and how many wait for it."""

    stall: Stall
    called: list[Ticket] = field(default_factory=list)
    waiting: int = 0


@dataclass
class Board:
    """A fair as it stands now: its stalls, how many wait in all, and those who were called in vain."""

    fair: Fair
    desks: list[Desk]
    waiting: int
    skipped: list[Ticket]


@dataclass
class Listed:
    """A fair of the calendar; `fair` None where the day itself has not begun, `gives` where numbers are drawn."""

    gathering: Gathering
    fair: Fair | None
    summary: Summary
    gives: bool = False


def board(fair: Fair) -> Board:
    """Stalls, numbers called and numbers waiting. Three statements, however many."""
    desks = {each.pk: Desk(each) for each in _stalls(fair)}
    near = fair.tickets.filter(state__in=(State.CALLED, State.SKIPPED)).order_by("-called_at", "-pk")
    skipped = []
    for ticket in near:
        if ticket.state == State.SKIPPED:
            skipped.append(ticket)
        elif ticket.stall_id in desks:
            desks[ticket.stall_id].called.append(ticket)
    waiting = dict(
        fair.tickets.filter(state=State.WAITING).order_by().values_list("stall").annotate(count=Count("pk"))
    )
    for pk, desk in desks.items():
        desk.waiting = waiting.get(pk, 0)
    return Board(fair, list(desks.values()), sum(waiting.values()), skipped[::-1])


def _stalls(fair: Fair) -> list[Stall]:
    return list(fair.stalls.select_related("unit").defer("unit__boundary").order_by("sign"))


def fair_of(uid: UUID) -> Fair | None:
    """The day of a gathering, None where it was not opened. One statement."""
    rows = Fair.objects.select_related("gathering__unit", "gathering__place")
    return rows.defer("gathering__unit__boundary", "gathering__place__boundary").filter(uid=uid).first()


def gathering_of(actor: Actor, uid: UUID) -> Gathering:
    """A fair of the calendar, if the actor may see it. One statement. Raises Gathering.DoesNotExist."""
    return readable(actor).placed().filter(kind__in=KINDS).get(uid=uid)


def readable(actor: Actor) -> GatheringQuerySet:
    """Gatherings that the actor may see, those at which they serve a stall, and what everybody reads."""
    rows = Gathering.objects
    stalls = Stall.objects.filter(fair__gathering=OuterRef("pk"))
    near = Q(unit__lineage__overlap=actor.units("fairs.serve")) | Q(unit__in=actor.own_units)
    served = rows.filter(Exists(stalls.filter(near))) if actor.may("fairs.serve") else rows.none()
    return rows.visible_to(actor) | rows.open_to_all() | served


def serves(actor: Actor, gathering: Gathering, stalls: Sequence[Stall]) -> bool:
    """Whether the actor keeps the fair, or serves at one of its stalls."""
    return keeps(actor, gathering) or any(serves_at(actor, each) for each in stalls)


def keeps(actor: Actor, gathering: Gathering) -> bool:
    """Whether the actor opens the fair, sets up its stalls and closes it."""
    return actor.may("gatherings.keep", gathering.unit.lineage)


def serves_at(actor: Actor, stall: Stall) -> bool:
    """Whether the actor calls numbers to a stall: that of a unit on their ground, or of their own."""
    if not actor.may("fairs.serve"):
        return False
    return actor.may("fairs.serve", stall.unit.lineage) or stall.unit_id in actor.own_units


def next_waiting(stall: Stall, numbering: str) -> Ticket | None:
    """The number that is called next to a stall: the first that waits for it, or for any. One statement."""
    here = Q(stall=stall)
    if numbering == Numbering.COMMON:
        here |= Q(stall__isnull=True)
    rows = Ticket.objects.filter(here, fair=stall.fair_id, state=State.WAITING)
    return rows.order_by("pk").first()


def before(ticket: Ticket) -> int:
    """How many are called before a number that waits. One statement."""
    rows = Ticket.objects.filter(fair=ticket.fair_id, state=State.WAITING, pk__lt=ticket.pk)
    return rows.filter(stall=ticket.stall_id).count()


def summary_of(fair: Fair) -> Summary:
    """The figures of a fair as it stands. One statement."""
    return summaries([fair.pk]).get(fair.pk, Summary())


def summaries(fairs: Sequence[int]) -> Mapping[int, Summary]:
    """The figures of several fairs. One statement."""
    rows = Ticket.objects.filter(fair__in=fairs, state__in=(State.SERVED, State.LEFT)).order_by()
    counts: dict[int, dict[str, int]] = {}
    for fair, outcome, number in rows.values_list("fair", "outcome").annotate(count=Count("pk")):
        counts.setdefault(fair, {})[outcome] = number
    return {fair: rules.summary(found, found.get("", 0)) for fair, found in counts.items()}


def left_open(at: datetime) -> datetime:
    """Fairs that ended until this moment give out no more numbers, closed or not."""
    return book(timezone.localdate(at)).back(LEFT_OPEN.code, at)


def gives_numbers(fair: Fair, at: datetime) -> bool:
    """Whether a number can be drawn: the fair is open, was not called off, and did not end long ago."""
    gathering = fair.gathering
    return fair.is_open and gathering.state != Held.CANCELLED and gathering.ends_at > left_open(at)


def listed(rows: GatheringQuerySet, at: datetime) -> tuple[list[Listed], list[Listed]]:
    """Fairs that are on or lie ahead, soonest first, and those of a year behind, newest first. Three statements.

    What is still open is among the first, however old it is, and also where it was called off.
    """
    fairs_open = Exists(Fair.objects.filter(gathering=OuterRef("pk"), closed_at__isnull=True))
    near = ~Q(state=Held.CANCELLED) & Q(ends_at__gt=at - BEHIND)
    every_one = rows.filter(kind__in=KINDS).alias(is_open=fairs_open).filter(Q(is_open=True) | near)
    found = list(every_one.placed().order_by("-is_open", "-starts_at", "-pk")[: 4 * PAGE])
    found.sort(key=lambda each: (each.starts_at, each.pk), reverse=True)
    fairs = {each.gathering_id: each for each in Fair.objects.filter(gathering__in=found)}
    figures = summaries([each.pk for each in fairs.values()])
    every = []
    for each in found:
        fair = fairs.get(each.pk)
        if fair is None:
            every.append(Listed(each, None, Summary()))
        else:
            fair.gathering = each
            every.append(Listed(each, fair, figures.get(fair.pk, Summary()), gives_numbers(fair, at)))
    over = [each for each in every if _is_over(each, at)]
    ahead = [each for each in every if not _is_over(each, at)]
    return ahead[::-1][:PAGE], over[:PAGE]


def _is_over(each: Listed, at: datetime) -> bool:
    if each.fair is not None:
        return not each.fair.is_open
    return each.gathering.state == Held.HELD or each.gathering.ends_at <= at


def shared(found: Sequence[Listed]) -> Summary:
    """The figures of several fairs together."""
    names = (*(each.value for each in Outcome), "left")
    return Summary(**{name: sum(getattr(each.summary, name) for each in found) for name in names})


def coming_to(places: Sequence[int], at: datetime, most: int = 5) -> list[Gathering]:
    """The next fairs that everybody may read of, at one of these places or below it. One statement."""
    rows = Gathering.objects.open_to_all().ahead().filter(kind__in=KINDS, ends_at__gt=at)
    return list(rows.filter(place__lineage__overlap=list(places)).placed().order_by("starts_at", "pk")[:most])
