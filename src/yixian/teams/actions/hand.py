"""Taking a leader's case in hand: its matter under lock, and who may do what with it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.matters.actions.store import Writing, refuse, take
from yixian.matters.enums import Voice
from yixian.matters.models import FAR, Matter
from yixian.matters.rules import headline_fault
from yixian.people.models import Post
from yixian.places.models import Unit
from yixian.procedures.language import Text
from yixian.rulebook.queries import book
from yixian.rulebook.terms import LOCAL, Clock
from yixian.teams.events import SUCCEEDED
from yixian.teams.limits import QUIET
from yixian.teams.models import OPEN, Recusal, Sponsorship
from yixian.teams.queries.cases import leaders, posts_held
from yixian.teams.rules import chain, leader_fault, unit_fault


@dataclass
class Case:
    """An open case with its matter in hand. Whoever writes is its leader, undertakes, assists or keeps it."""

    writing: Writing
    row: Sponsorship
    leads: bool
    assists: bool

    @property
    def matter(self) -> Matter:
        """The matter that the case is of."""
        return self.writing.matter

    @property
    def keeps(self) -> bool:
        """Whether whoever writes puts matters under leaders on this ground."""
        return self.writing.by.may("teams.sponsor", self.matter.holder.lineage)

    @property
    def undertakes(self) -> bool:
        """Whether whoever writes acts for the unit that undertakes it."""
        return self.writing.by.may("teams.undertake", self.row.undertaker.lineage)

    def store(self) -> Sponsorship:
        """Write the case with its matter, and when the next thing is to be done."""
        self.writing.store(changes=False)
        due = self.row.tasks.filter(done_at__isnull=True).order_by("due_at").values_list("due_at", flat=True)
        self.row.next_due = due.first() or FAR
        self.row.save()
        return self.row

    def moved(self) -> None:
        """Note that somebody visited or something was done, so that it may stand for a while again."""
        self.row.quiet_until = quiet_until(self.writing.at)


def case_in_hand(*, by: Actor, at: datetime, uid: UUID, token: UUID | None = None) -> Case:
    """Lock the matter `uid` and give its open case, after it has gone on with its leader's post.

    Raises Matter.DoesNotExist where the actor may not see it, Refused where it has no open case.
    """
    writing = take(by=by, at=at, uid=uid, token=token)
    row = writing.matter.sponsorships.filter(OPEN).select_related("undertaker", "post").first()
    if row is None:
        raise refuse(_("This matter does not stand under a leader."))
    if not writing.done:
        follow(writing, row)
    held = posts_held(by.person_id, timezone.localdate(at))
    case = Case(
        writing=writing,
        row=row,
        leads=row.post_id in held,
        assists=row.assistants.filter(OPEN, post__in=held).exists(),
    )
    if not writing.done and tied(writing.matter, by.person_id):
        raise refuse(_("You have declared a tie to a party, and keep out of this case."))
    return case


def allow(*roles: bool) -> None:
    """Raise Denied unless whoever writes has one of these parts in the case."""
    if not any(roles):
        raise Denied("teams")


def follow(writing: Writing, row: Sponsorship) -> bool:
    """Let a case go on with whoever follows on its leader's post, in memory and in its history of leaders.

    Gives whether it went on. Whoever keeps out of the matter is passed by: then nobody leads.
    """
    on = timezone.localdate(writing.at)
    if row.post is None or row.post.until is None or row.post.until > on:
        return False
    led = leaders(on)
    went = False
    for seat in chain(row.post.pk, led.seats, led.after)[1:]:
        post = Post.objects.select_related("unit", "person").get(pk=seat.post)
        if person_fault(writing.matter, post) is not None:
            break
        row.sponsors.filter(OPEN).update(until=row.post.until)
        row.sponsors.create(post=post, since=post.since)
        row.post = post
        writing.tell(
            SUCCEEDED, {"post": post.pk, "assignee": post.person_id, "since": post.since.isoformat()}
        )
        went = True
    return went


def tied(matter: Matter, person_id: int | None) -> bool:
    """Whether somebody declared a tie to a party."""
    return Recusal.objects.filter(matter=matter, person=person_id).exists()


def person_fault(matter: Matter, post: Post) -> Text | None:
    """Why the holder of a post keeps out of a matter."""
    return leader_fault(
        person=post.person_id,
        lineage=post.unit.lineage,
        about_units=matter.about_units,
        about_persons=matter.about_persons,
        tied=tied(matter, post.person_id),
    )


def check_unit(matter: Matter, unit: Unit, field: str) -> None:
    """Raise Refused where a matter is about a unit."""
    if fault := unit_fault(unit.lineage, matter.about_units):
        raise refuse(fault, field=field)


def check_heading(text: str, field: str = "what") -> str:
    """A few words for lists, without numbers. Raises Refused."""
    if not text.strip():
        raise refuse(_("Please say in a few words what is to be done."), field=field)
    if fault := headline_fault(text.strip()):
        raise refuse(fault, field=field)
    return text.strip()


def sealed_words(writing: Writing, key: str, text: str, *, needed: bool = True) -> str | None:
    """Seal words for the file with the next event. Raises Refused where there are none and some are needed."""
    if needed and not text.strip():
        raise refuse(_("Please write a few words; they are kept sealed."), field=key)
    if len(text) > 10_000:
        raise refuse(_("Please write something, and no more than 10,000 characters."), field=key)
    return writing.seal(key, text.strip(), Voice.FILE)


def end_of(day: date) -> datetime:
    """The end of a day in the banner."""
    return datetime.combine(day + timedelta(days=1), time(), LOCAL)


def told(day: date) -> str:
    """A day as a history tells it: a moment in the middle of it."""
    return datetime.combine(day, time(12), LOCAL).isoformat()


def writer(by: Actor) -> int:
    """Whoever writes. Raises Denied for nobody."""
    if by.person_id is None:
        raise Denied("teams")
    return by.person_id


def quiet_until(at: datetime) -> datetime:
    """Until when a case may stand without a visit or a step done."""
    rules = book(timezone.localdate(at))
    due = Clock.start("quiet", rules.term(QUIET.code), at, rules.calendar).due
    return due or FAR
