"""A service beside its plain moves: signing, claiming with room for it, and its parts among members."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.matters.actions import Opened, Raised, open_matter
from yixian.matters.actions.move import carry_out
from yixian.matters.actions.store import Writing, refuse, take
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.matters.rules import headline_fault
from yixian.menu import events, rules
from yixian.menu.enums import ISSUED, WAITING, WITH_A_TEAM
from yixian.menu.models import MenuItem, Task, Volunteer, VolunteerTeam, Wish
from yixian.menu.procedures import PARTS_LEFT, PROPOSAL, SERVICE
from yixian.menu.queries import load_of, offered, towns
from yixian.people.rules import Contact
from yixian.places.models import Unit


@dataclass(frozen=True, kw_only=True)
class Signed:
    """An item that a resident signs; `uid` came with the form. `place` is the item's, or a grid in it."""

    uid: UUID
    item: MenuItem
    place: Unit
    channel: Channel
    raiser: Contact | None
    story: str = ""


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What a resident would like to see on the menu of a place."""

    uid: UUID
    skill: str
    place: Unit
    channel: Channel
    story: str
    raiser: Contact | None = None


@transaction.atomic
def sign(*, by: Actor, at: datetime, signed: Signed) -> Opened:
    """Sign an item: on the public site, at the counter, or with a grid worker. The same form sent again gives the first.

    Raises Denied, Refused: off the menu or of a place that has ended, out of season, or every place of the season taken; InvalidPhone.
    """
    if known := _signed(signed.uid):
        return known
    today = timezone.localdate(at)
    rows = MenuItem.objects.select_for_update(of=("self",)).select_related("place").defer("place__boundary")
    item = rows.get(pk=signed.item.pk)
    if known := _signed(signed.uid):
        return known
    if not item.offered_on(today):
        raise refuse(_("This is no longer on the menu. Please choose another item."))
    if item.place_id not in signed.place.lineage:
        raise refuse(_("This item is offered in another place."), field="place")
    (there,) = offered([item], today)
    if not there.in_season:
        raise refuse(_("This is not the season for it. The menu says when it is offered."))
    if fault := rules.room_on_item(item.capacity, item.capacity - there.left):
        raise refuse(fault)
    opened = open_matter(
        by=by,
        at=at,
        raised=Raised(
            uid=signed.uid,
            procedure=SERVICE,
            category=item.skill,
            channel=signed.channel,
            place=signed.place,
            story=signed.story.strip() or item.title,
            headline=item.title,
            raiser=signed.raiser,
        ),
    )
    Wish.objects.create(matter=opened.matter, item=item, signed_on=today)
    return opened


def _signed(uid: UUID) -> Opened | None:
    """What was signed with this form before."""
    known = Matter.objects.filter(uid=uid).first()
    return Opened(known, code_of(known.uid, known.code_turn), fresh=False) if known else None


def propose(*, by: Actor, at: datetime, proposed: Proposed) -> Opened:
    """Propose something new for the menu of a place. Raises Denied, Refused, InvalidPhone."""
    raised = Raised(
        uid=proposed.uid,
        procedure=PROPOSAL,
        category=proposed.skill,
        channel=proposed.channel,
        place=proposed.place,
        story=proposed.story,
        raiser=proposed.raiser,
    )
    return open_matter(by=by, at=at, raised=raised)


@transaction.atomic
def claim(*, by: Actor, at: datetime, uid: UUID, team: VolunteerTeam, token: UUID | None = None) -> Matter:
    """Claim the item of the matter `uid` for a team with room for it; of two at once, one gets it.

    While it is with its community, branches around the resident claim it (`rules.around`); once it has risen, all do.
    By whoever acts for its branch, or names one for the office that holds it. Raises Denied, Refused,
    Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, token=token, taking=True)
    if writing.done:
        return writing.matter
    matter = writing.matter
    rows = VolunteerTeam.objects.select_for_update(of=("self",)).select_related("branch")
    team = rows.defer("branch__boundary").get(pk=team.pk)
    if not by.may("menu.claim", team.branch.lineage):
        writing.require("menu.claim")
    wish = Wish.objects.get(matter=matter)
    if matter.step not in WAITING:
        raise refuse(_("It waits no longer: another branch has claimed it, or it was withdrawn."))
    if matter.step == ISSUED and not rules.around(team.branch.lineage, matter.place.lineage, towns()):
        raise refuse(
            _(
                "Branches of the resident's town and of the banner come first. Yours can claim it once it has risen to the town."
            ),
            field="team",
        )
    if team.until is not None:
        raise refuse(_("This team was dissolved."), field="team")
    if team.branch.until is not None and team.branch.until <= timezone.localdate(at):
        raise refuse(_("The branch of this team has ended. Choose a team of another."), field="team")
    if fault := rules.room_on_team(team.most, load_of(team)):
        raise refuse(fault, field="team")
    first = wish.claimed_at is None
    if not first:
        wish.tasks.filter(done_at__isnull=True).delete()
    wish.team, wish.claimed_at = team, at
    wish.save(update_fields=["team", "claimed_at"])
    body = {"team": team.name, "uid": team.uid.hex, "category": matter.category, "first": first}
    writing.tell(events.CLAIMED, body)
    return carry_out(writing, "claim", {}, team.branch)


@transaction.atomic
def split(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    task: UUID,
    volunteer: Volunteer,
    what: str,
    seen: int | None = None,
    token: UUID | None = None,
) -> Matter:
    """Give a part of the service `uid` to a member of the team that has it; `task` is the part's id, from the form.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """

    def act(writing: Writing, wish: Wish) -> None:
        if volunteer.team_id != wish.team_id or volunteer.until is not None:
            raise refuse(_("Choose somebody who is on the team."), field="volunteer")
        text = what.strip()
        if fault := rules.text_fault(text, rules.LONGEST_TASK) or headline_fault(text):
            raise refuse(fault, field="what")
        if Task.objects.filter(uid=task).exists():
            return
        Task.objects.create(uid=task, wish=wish, volunteer=volunteer, what=text)
        _count_parts(writing, wish)
        writing.tell(events.SPLIT, {"what": text, "member": volunteer.uid.hex, "task": task.hex})

    return _work(by, at, uid, seen, token, act)


@transaction.atomic
def tick(*, by: Actor, at: datetime, uid: UUID, task: UUID) -> Matter:
    """Mark a part done; nothing happens where it is. Raises Denied, Refused, Matter.DoesNotExist, Task.DoesNotExist."""

    def act(writing: Writing, wish: Wish) -> None:
        part = wish.tasks.get(uid=task)
        if part.done_at is not None:
            return
        part.done_at = at
        part.save(update_fields=["done_at"])
        _count_parts(writing, wish)
        writing.tell(events.TICKED, {"what": part.what, "task": task.hex})

    return _work(by, at, uid, None, None, act)


@transaction.atomic
def drop(*, by: Actor, at: datetime, uid: UUID, task: UUID) -> Matter:
    """Take back a part that is not done. Raises Denied, Refused, Matter.DoesNotExist, Task.DoesNotExist."""

    def act(writing: Writing, wish: Wish) -> None:
        part = wish.tasks.get(uid=task)
        if part.done_at is not None:
            raise refuse(_("This part is done already."))
        part.delete()
        _count_parts(writing, wish)
        writing.tell(events.DROPPED, {"what": part.what, "task": task.hex})

    return _work(by, at, uid, None, None, act)


def _work(
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int | None,
    token: UUID | None,
    act: Callable[[Writing, Wish], None],
) -> Matter:
    """Do something to the parts of a service while its team has it in hand."""
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("menu.work")
    wish = Wish.objects.filter(matter=writing.matter, team__isnull=False).first()
    if wish is None or writing.matter.step not in WITH_A_TEAM:
        raise refuse(_("No team has this in hand now."))
    act(writing, wish)
    return writing.store() if writing.events else writing.matter


def _count_parts(writing: Writing, wish: Wish) -> None:
    """Note on the matter how many parts are left, for the move that carries it out."""
    left = wish.tasks.filter(done_at__isnull=True).count()
    writing.matter.facts = {**writing.matter.facts, PARTS_LEFT: left}
