"""Reading the register of deputies, their meetings, and the opinions they collected."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern, ConcernQuerySet
from yixian.deputies.models import Deputy, DeputyQuerySet, Meeting
from yixian.deputies.rules import in_office
from yixian.deputies.sources import SOURCE
from yixian.matters.events import MOVED
from yixian.matters.models import Matter
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.places.queries import surroundings
from yixian.procedures import registry
from yixian.procedures.enums import Tier
from yixian.procedures.language import Text

LAND = (UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY)
TOGETHER = _("dealt with together with another matter")
"""All that is told of an opinion that was joined with somebody else's matter."""


@dataclass
class Shown:
    """A deputy with the meetings that lie ahead."""

    deputy: Deputy
    ahead: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True)
class Opinion:
    """An opinion as the deputy follows it: how it stands, in words, and the matter of its own, where that is told of."""

    concern: Concern
    stands: Text
    matter: Matter | None = None

    @property
    def answered(self) -> bool:
        """Whether there is an answer to read."""
        return self.matter is not None and bool(self.matter.outcome)


def register_on(day: date, *, kind: str = "", town: int = 0, typed: str = "") -> DeputyQuerySet:
    """Deputies in office on a day, by constituency and name; those of a kind, of a town, or that a search means.

    A search for a village finds whoever represents it, its town, or the banner.
    """
    rows = Deputy.objects.on(day).placed()
    if kind:
        rows = rows.filter(kind=kind)
    if town:
        rows = rows.filter(constituency__lineage__contains=[town])
    if typed:
        land = Unit.objects.on(day).filter(kind__in=LAND, name__icontains=typed).order_by()
        above = {pk for lineage in land.values_list("lineage", flat=True) for pk in lineage}
        rows = rows.filter(Q(constituency__in=above) | Q(name__icontains=typed))
    return rows.order_by("constituency__lineage", "name", "pk")


def with_meetings(rows: Sequence[Deputy], at: datetime) -> list[Shown]:
    """Deputies with what lies ahead of them. One statement."""
    found = {row.pk: Shown(row) for row in rows}
    meetings = Meeting.objects.ahead(at).filter(deputy__in=list(found)).select_related("place")
    for each in meetings.defer("place__boundary"):
        found[each.deputy_id].ahead.append(each)
    return list(found.values())


def deputy_of(uid: UUID) -> Deputy:
    """A deputy, in office or not any more. One statement. Raises Deputy.DoesNotExist."""
    return Deputy.objects.placed().get(uid=uid)


def own(actor: Actor, day: date) -> list[Deputy]:
    """The entries in office of whoever signs in as a deputy; the last one, when every term has ended.

    One statement, none for others.
    """
    if actor.person_id is None or not actor.may("deputies.collect"):
        return []
    rows = list(Deputy.objects.placed().filter(person=actor.person_id).order_by("since", "pk"))
    return [each for each in rows if in_office(each.since, each.until, day)] or rows[-1:]


def is_theirs(actor: Actor, deputy: Deputy) -> bool:
    """Whether an entry, in office or not any more, is of the one who asks."""
    mine = actor.person_id is not None and deputy.person_id == actor.person_id
    return mine and actor.may("deputies.collect")


def is_own(actor: Actor, deputy: Deputy, day: date) -> bool:
    """Whether a deputy in office is the one who asks."""
    return is_theirs(actor, deputy) and in_office(deputy.since, deputy.until, day)


def answers_for(deputy: Deputy, day: date) -> Unit:
    """Whose people see that an opinion comes to its end: the station of the town, else the centre of the banner."""
    found = surroundings(deputy.constituency, day).above(Tier.TOWN, [])
    return found or deputy.constituency


def opinions(actor: Actor, deputy: Deputy) -> list[Opinion]:
    """What a deputy collected in all their terms, as far as the actor sees it, newest first. One statement.

    Of a matter only its step is told; a complaint about the deputy or their unit is not there.
    """
    return [_opinion(each) for each in collected(actor, deputy).placed().order_by("-pk")]


def collected(actor: Actor, deputy: Deputy) -> ConcernQuerySet:
    """The opinions that whoever an entry is of collected, in that term or another; none where nobody signs in."""
    rows = Concern.objects.visible_to(actor).filter(source=SOURCE, heard_by_id=deputy.person_id)
    return rows if deputy.person_id is not None else rows.none()


def _opinion(concern: Concern) -> Opinion:
    matter = followed(concern)
    if matter is not None:
        return Opinion(concern, matter.standing_step.title, matter)
    return Opinion(concern, TOGETHER if concern.fate == Fate.MERGED else Fate(concern.fate).label)


def followed(concern: Concern) -> Matter | None:
    """The matter that an opinion became, which whoever heard it follows up to its answer.

    None where it was joined with somebody else's matter, and where its matter is discreet.
    """
    matter = concern.matter
    if matter is None or concern.fate != Fate.MATTER or matter.declaration.discreet:
        return None
    return matter


def answer_numbers(matter: Matter) -> list[int]:
    """The numbers of the events by which a matter was answered, in order. One statement."""
    moved = Event.objects.filter(stream=matter.stream, kind=MOVED.key).order_by("seq")
    return [event.seq for event in moved if answers(event)]


def answers(event: Event) -> bool:
    """Whether a move of a matter answers whoever raised it, in a procedure that is not discreet."""
    procedure = registry.get(str(event.body["procedure"]), int(event.body["version"]))
    return procedure.move(str(event.body["move"])).answers and not procedure.discreet


def of_matter(stream: str) -> list[Concern]:
    """The opinions of deputies that a matter came from and is followed by. One statement."""
    uid = UUID(stream.removeprefix(Matter.stream_prefix()))
    rows = Concern.objects.filter(source=SOURCE, matter__uid=uid).select_related("matter")
    return [each for each in rows if followed(each)]
