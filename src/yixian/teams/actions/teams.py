"""Teams: their members, tours, and visits to households."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit import record
from yixian.audit.models import Event
from yixian.audit.registry import EventKind
from yixian.kernel import sealed
from yixian.kernel.contact import normal_name
from yixian.matters.actions.store import refuse, take
from yixian.matters.rules import headline_fault
from yixian.measures.keep import keep
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.teams.actions.hand import sealed_words, writer
from yixian.teams.enums import Came, Capacity, Care, TeamKind, Topic
from yixian.teams.events import CALLED_ON, FOUNDED, JOINED, LEFT, TOURED, VISITED
from yixian.teams.models import OPEN, Member, Team, Tour, Visit
from yixian.teams.rules import future_fault

LONGEST_NAME = 40


@dataclass
class Hand:
    """A team under its row lock, with the events to be stored."""

    team: Team
    by: Actor
    at: datetime
    token: UUID | None
    done: bool

    def tell(self, kind: EventKind, body: dict[str, object], unit_id: int | None = None) -> None:
        """Record the next event of the team, keep what it counts, and write the team."""
        event = record.compose(
            subject=self.team,
            kind=kind,
            at=self.at,
            by_id=self.by.person_id,
            post_id=self.by.post_id,
            unit_id=unit_id or self.team.unit_id,
            body={**body, **({"token": self.token.hex} if self.token else {})},
        )
        self.team.save()
        record.append([event])
        keep([event])


def team_in_hand(by: Actor, at: datetime, uid: UUID, token: UUID | None) -> Hand:
    """Lock a team that the actor keeps. Raises Denied, Team.DoesNotExist."""
    rows = Team.objects.select_for_update(of=("self",)).select_related("unit")
    team = rows.defer("unit__boundary").get(uid=uid)
    by.require("teams.keep", team.unit.lineage)
    known = token is not None and Event.objects.filter(stream=team.stream, body__token=token.hex).exists()
    return Hand(team, by, at, token, known)


@transaction.atomic
def found(*, by: Actor, at: datetime, uid: UUID, kind: TeamKind, name: str, unit: Unit, since: date) -> Team:
    """Set up a team under a unit: a department or a town leads a joint group, a town a livelihood team.

    `uid` came with the form, so that a form sent twice is done once. Raises Denied, Refused.
    """
    by.require("teams.keep", unit.lineage)
    Unit.objects.select_for_update(no_key=True).defer("boundary").get(pk=unit.pk)
    if known := Team.objects.filter(uid=uid).first():
        return known
    towns = (UnitKind.TOWN,) if kind is TeamKind.LIVELIHOOD else (UnitKind.TOWN, UnitKind.DEPARTMENT)
    if unit.kind not in towns:
        raise refuse(
            _("A town leads a livelihood team; a department or a town leads a joint group."), field="unit"
        )
    if not name.strip():
        raise refuse(_("Please give the team a name."), field="name")
    check_day(since, at, "since")
    team = Team(uid=uid, kind=kind, name=name.strip()[:60], unit=unit, since=since)
    Hand(team, by, at, None, done=False).tell(FOUNDED, {"kind": kind.value, "since": since.isoformat()})
    return team


@transaction.atomic
def join(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    capacity: Capacity,
    since: date,
    post: Post | None = None,
    name: str = "",
    token: UUID | None = None,
) -> Team:
    """Add a member to the team `uid`: by post, or somebody from outside by a public-office name.

    Raises Denied, Refused, Team.DoesNotExist.
    """
    hand = team_in_hand(by, at, uid, token)
    if hand.done:
        return hand.team
    if (post is None) == (not name.strip()):
        raise refuse(
            _("Choose somebody with a post, or write the name of somebody from outside: one of the two.")
        )
    if post is not None and hand.team.members.filter(OPEN, post=post).exists():
        raise refuse(_("This person is on the team already."), field="post")
    check_day(since, at, "since")
    made = Member.objects.create(
        team=hand.team,
        post=post,
        name=post.person.name if post else name.strip()[:LONGEST_NAME],
        capacity=capacity,
        unit=post.unit if post else None,
        since=since,
    )
    hand.tell(JOINED, {"member": made.pk, "post": post.pk if post else None, "capacity": capacity.value})
    return hand.team


@transaction.atomic
def leave(*, by: Actor, at: datetime, uid: UUID, member: int, token: UUID | None = None) -> Team:
    """End a membership today. Raises Denied, Team.DoesNotExist, Member.DoesNotExist."""
    hand = team_in_hand(by, at, uid, token)
    row = hand.team.members.get(pk=member)
    if row.until is None and not hand.done:
        row.until = timezone.localdate(at)
        row.save(update_fields=["until"])
        hand.tell(LEFT, {"member": row.pk, "until": row.until.isoformat()})
    return hand.team


@dataclass(frozen=True, kw_only=True)
class Trip:
    """A tour: `helped` households were helped, `settled` things settled; `note` is a few words that name nobody."""

    day: date
    places: Sequence[Unit]
    members: Sequence[Member]
    topics: Sequence[Topic] = ()
    helped: int = 0
    settled: int = 0
    note: str = ""


@transaction.atomic
def tour(*, by: Actor, at: datetime, uid: UUID, tour_uid: UUID, trip: Trip) -> Tour:
    """Record a tour of the team `uid`; `tour_uid` came with the form. Raises Denied, Refused, Team.DoesNotExist."""
    hand = team_in_hand(by, at, uid, None)
    if known := hand.team.tours.filter(uid=tour_uid).first():
        return known
    check_day(trip.day, at, "day")
    if not trip.places or not trip.members:
        raise refuse(_("Say where the team went and who went along."), field="places")
    if any(member.team_id != hand.team.pk for member in trip.members):
        raise refuse(_("Only members of the team go along."), field="members")
    if fault := headline_fault(trip.note):
        raise refuse(fault, field="note")
    made = Tour.objects.create(
        uid=tour_uid,
        team=hand.team,
        day=trip.day,
        topics=sorted(trip.topics),
        helped=trip.helped,
        settled=trip.settled,
        note=trip.note.strip(),
    )
    made.places.set(trip.places)
    made.members.set(trip.members)
    body = {
        "tour": made.uid.hex,
        "day": trip.day.isoformat(),
        "places": sorted(unit.pk for unit in trip.places),
        "members": sorted(member.pk for member in trip.members),
        "topics": sorted(trip.topics),
        "helped": trip.helped,
        "settled": trip.settled,
    }
    hand.tell(TOURED, body)
    return made


@dataclass(frozen=True, kw_only=True)
class Call:
    """A visit to a household. `household` is how it is known there; only a keyed mark of it is kept."""

    day: date
    place: Unit
    came: Came
    household: str = ""
    care: Sequence[Care] = ()
    heard: str = ""


@transaction.atomic
def household(
    *, by: Actor, at: datetime, uid: UUID, call: Call, matter: UUID | None = None, token: UUID | None = None
) -> Visit | None:
    """Record that the team `uid` visited a household, with `matter` that of whoever raised it.

    What was heard is only written down with a matter, where it is sealed. A form sent twice is done once (None).
    Raises Denied, Refused, Team.DoesNotExist, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=matter, token=token) if matter else None
    hand = team_in_hand(by, at, uid, token)
    if hand.done or (writing is not None and writing.done):
        return None
    check_day(call.day, at, "day")
    if writing is None and call.heard.strip():
        raise refuse(
            _("Words about a household belong to a matter. Raise one, and write them there."), field="heard"
        )
    if writing is None and not normal_name(call.household):
        raise refuse(
            _("Say how the household is known there. Only a mark is kept, never the name."), field="household"
        )
    known_as = (
        f"matter:{writing.matter.uid.hex}" if writing else f"{call.place.pk}:{normal_name(call.household)}"
    )
    index = sealed.index("household", known_as)
    first = not Visit.objects.filter(household_index=index, team__isnull=False).exists()
    row = Visit(
        team=hand.team,
        matter=writing.matter if writing else None,
        place=call.place,
        day=call.day,
        by_id=writer(by),
        care=sorted(call.care),
        came=call.came,
        household_index=index,
        seq=writing.matter.chain_seq + 1 if writing else None,
    )
    body: dict[str, object] = {
        "kind": hand.team.kind,
        "team": hand.team.pk,
        "day": call.day.isoformat(),
        "place": call.place.pk,
        "care": sorted(call.care),
        "came": call.came.value,
        "first": first,
    }
    if writing is not None:
        writing.tell(VISITED, body | {"heard": sealed_words(writing, "heard", call.heard, needed=False)})
        writing.store(changes=False)
    else:
        hand.tell(CALLED_ON, body, call.place.pk)
    row.save()
    return row


def check_day(day: date, at: datetime, field: str) -> None:
    """Raise Refused for a day on which something is told to have happened and which has not come."""
    if fault := future_fault(day, timezone.localdate(at)):
        raise refuse(fault, field=field)
