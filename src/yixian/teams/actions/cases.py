"""Putting a matter under a leader, changing who leads, undertakes and assists, keeping out of it, and ending it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import SYSTEM, Actor
from yixian.matters.actions.store import Writing, refuse, take
from yixian.matters.enums import OPEN_STATES
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.procedures.enums import Mover
from yixian.teams.actions.hand import (
    allow,
    case_in_hand,
    check_unit,
    follow,
    person_fault,
    quiet_until,
    sealed_words,
    tied,
)
from yixian.teams.enums import EndWhy, Tie
from yixian.teams.events import ARRANGED, ENDED, RECUSED, SPONSORED
from yixian.teams.models import OPEN, Recusal, Sponsorship
from yixian.teams.queries.cases import village_posts
from yixian.teams.rules import end_fault


@transaction.atomic
def sponsor(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    leader: Post,
    undertaker: Unit,
    assistants: Sequence[Post] = (),
    token: UUID | None = None,
) -> Sponsorship:
    """Put the matter `uid` under a banner leader; a town or department undertakes, village cadres assist.

    The unit that undertakes sees the matter from now on. Raises Denied, Refused, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, token=token)
    known = writing.matter.sponsorships.filter(OPEN).first()
    if writing.done and known:
        return known
    writing.require("teams.sponsor")
    if known is not None:
        raise refuse(_("This matter stands under a leader already."))
    if writing.matter.state not in OPEN_STATES:
        raise refuse(_("It has its answer already; only an open matter is put under a leader."))
    _check(writing.matter, leader, undertaker, assistants, at)
    _show(writing.matter, undertaker)
    row = Sponsorship.objects.create(
        matter=writing.matter, post=leader, undertaker=undertaker, since=at, quiet_until=quiet_until(at)
    )
    today = timezone.localdate(at)
    row.sponsors.create(post=leader, since=today)
    for post in assistants:
        row.assistants.create(post=post, since=today)
    writing.tell(SPONSORED, _body(leader, undertaker, assistants))
    writing.store(changes=False)
    return row


@transaction.atomic
def arrange(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    leader: Post,
    undertaker: Unit,
    assistants: Sequence[Post] = (),
    token: UUID | None = None,
) -> Sponsorship:
    """Change who leads, undertakes and assists in an open case. Raises Denied, Refused, Matter.DoesNotExist."""
    case = case_in_hand(by=by, at=at, uid=uid, token=token)
    if case.writing.done:
        return case.row
    allow(case.keeps)
    _check(case.matter, leader, undertaker, assistants, at)
    today = timezone.localdate(at)
    if leader.pk != case.row.post_id:
        case.row.sponsors.filter(OPEN).update(until=today)
        case.row.sponsors.create(post=leader, since=today)
        case.row.post = leader
    if undertaker.pk != case.row.undertaker_id:
        _show(case.matter, undertaker)
        case.row.undertaker = undertaker
    wanted = {post.pk for post in assistants}
    there = set(case.row.assistants.filter(OPEN).values_list("post", flat=True))
    case.row.assistants.filter(OPEN, post__in=there - wanted).update(until=today)
    for post in wanted - there:
        case.row.assistants.create(post_id=post, since=today)
    case.writing.tell(ARRANGED, _body(leader, undertaker, assistants))
    return case.store()


@transaction.atomic
def recuse(
    *, by: Actor, at: datetime, uid: UUID, tie: Tie, reason: str = "", token: UUID | None = None
) -> Recusal:
    """Declare a tie to a party, and keep out of the case from now on; what is written is sealed.

    Whoever led leaves it without a leader. Raises Refused, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, token=token)
    person = by.person_id
    if person is None or (not writing.done and tied(writing.matter, person)):
        raise refuse(_("You have declared a tie to a party, and keep out of this case."))
    if writing.done:
        return writing.matter.recusals.get(person=person)
    seq = writing.matter.chain_seq + 1
    body = {
        "tie": tie.value,
        "assignee": person,
        "reason": sealed_words(writing, "reason", reason, needed=False),
    }
    writing.tell(RECUSED, body)
    made = Recusal.objects.create(matter=writing.matter, person_id=person, tie=tie, at=at, seq=seq)
    row = writing.matter.sponsorships.filter(OPEN).select_related("post").first()
    if row is not None:
        _step_back(writing, row, person)
    writing.store(changes=False)
    return made


@transaction.atomic
def end(*, by: Actor, at: datetime, uid: UUID, why: EndWhy, token: UUID | None = None) -> Sponsorship:
    """End a case: settled, or going on without a leader. Raises Denied, Refused, Matter.DoesNotExist."""
    case = case_in_hand(by=by, at=at, uid=uid, token=token)
    if case.writing.done:
        return case.row
    allow(case.leads, case.keeps)
    left = case.row.tasks.filter(done_at__isnull=True).count()
    if fault := end_fault(why, is_open=case.matter.state in OPEN_STATES, to_do=left):
        raise refuse(fault, field="why")
    today = timezone.localdate(at)
    case.row.sponsors.filter(OPEN).update(until=today)
    case.row.assistants.filter(OPEN).update(until=today)
    case.row.until, case.row.ended = at, why
    case.writing.tell(ENDED, {"why": why.value})
    return case.store()


def succeed(at: datetime, most: int = 1000) -> int:
    """Let cases go on with whoever follows on their leader's post, each in a transaction; return how many.

    For the clock. Any number of workers may run it.
    """
    today = timezone.localdate(at)
    waiting = Sponsorship.objects.filter(OPEN, post__until__lte=today).order_by("pk")
    return sum(_succeed_one(at, pk) for pk in waiting.values_list("matter", flat=True)[:most])


@transaction.atomic
def _succeed_one(at: datetime, matter: int) -> bool:
    rows = Matter.objects.placed().select_for_update(of=("self",), skip_locked=True)
    found = rows.filter(pk=matter).first()
    row = Sponsorship.objects.filter(OPEN, matter=matter).select_related("post").first()
    if found is None or row is None:
        return False
    writing = Writing(matter=found, by=SYSTEM, at=at, mover=Mover.CLOCK)
    if not follow(writing, row):
        return False
    writing.store(changes=False)
    row.save(update_fields=["post"])
    return True


def _check(matter: Matter, leader: Post, undertaker: Unit, assistants: Sequence[Post], at: datetime) -> None:
    """Raise Refused unless these may lead, undertake and assist."""
    today = timezone.localdate(at)
    if leader.role != Role.BANNER_LEADER or not Post.objects.on(today).filter(pk=leader.pk).exists():
        raise refuse(_("Please choose a banner leader who holds the post today."), field="leader")
    if fault := person_fault(matter, leader):
        raise refuse(fault, field="leader")
    if undertaker.kind not in (UnitKind.TOWN, UnitKind.DEPARTMENT):
        raise refuse(_("A town or a department undertakes a case."), field="undertaker")
    check_unit(matter, undertaker, "undertaker")
    may = {post.pk for post in village_posts(matter, today)}
    for post in assistants:
        if post.pk not in may:
            raise refuse(_("Only village cadres who see the matter can assist."), field="assistants")
        if fault := person_fault(matter, post):
            raise refuse(fault, field="assistants")


def _show(matter: Matter, undertaker: Unit) -> None:
    """Let the unit that undertakes see the matter, in memory."""
    matter.keepers = sorted({*matter.keepers, undertaker.pk})
    matter.sight = sorted({*matter.sight, undertaker.pk})


def _step_back(writing: Writing, row: Sponsorship, person: int) -> None:
    """Take somebody out of a case that they led or assisted with."""
    today = timezone.localdate(writing.at)
    follow(writing, row)
    row.assistants.filter(OPEN, post__person=person).update(until=today)
    if row.post is not None and row.post.person_id == person:
        row.sponsors.filter(OPEN).update(until=today)
        row.post = None
    row.save(update_fields=["post"])


def _body(leader: Post, undertaker: Unit, assistants: Sequence[Post]) -> dict[str, object]:
    return {
        "post": leader.pk,
        "assignee": leader.person_id,
        "holder": undertaker.pk,
        "assistants": sorted(post.pk for post in assistants),
    }
