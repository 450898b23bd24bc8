"""Volunteer teams of branches: set up, changed, members enrolled and let go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.kernel import sealed
from yixian.kernel.contact import InvalidPhone, normal_phone
from yixian.kernel.ids import uuid7
from yixian.matters.rules import headline_fault
from yixian.menu import events, rules
from yixian.menu.actions.hand import MenuRefused, refuse_for, tell, written
from yixian.menu.enums import WITH_A_TEAM, Availability, Skill
from yixian.menu.models import Task, Volunteer, VolunteerTeam
from yixian.places.enums import UnitKind
from yixian.places.models import Unit


@dataclass(frozen=True, kw_only=True)
class TeamDraft:
    """What a team is called, what it is good at, and how many services it has in hand at once."""

    name: str
    most: int
    skills: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class NewMember:
    """Somebody who joins a team: name as in public office, telephone number for the branch alone."""

    name: str
    phone: str = ""
    skills: Sequence[str] = ()
    free: Sequence[str] = ()


@transaction.atomic
def found(
    *, by: Actor, at: datetime, uid: UUID, branch: Unit, given: TeamDraft, since: date
) -> VolunteerTeam:
    """Set up a team of a branch. `uid` came with the form. Raises Denied, MenuRefused."""
    by.require("menu.work", branch.lineage)
    Unit.objects.select_for_update(no_key=True).only("pk").get(pk=branch.pk)
    if known := VolunteerTeam.objects.filter(uid=uid).first():
        return known
    if branch.kind != UnitKind.BRANCH:
        raise MenuRefused(_("A volunteer team belongs to a branch."), "branch")
    if since > timezone.localdate(at):
        raise MenuRefused(_("That day has not come yet."), "since")
    team = VolunteerTeam(uid=uid, branch=branch, since=since)
    body = {**_filled(team, given), "since": since.isoformat()}
    tell(by=by, at=at, subject=team, unit=branch.pk, kind=events.TEAM_FOUNDED, body=body)
    return team


@transaction.atomic
def reshape(
    *,
    by: Actor,
    at: datetime,
    team: VolunteerTeam,
    given: TeamDraft,
    token: UUID | None = None,
) -> VolunteerTeam:
    """Change a team. Raises Denied, MenuRefused."""
    row = _in_hand(by, team)
    if written(row, token):
        return row
    if row.until is not None:
        raise MenuRefused(_("This team was dissolved."))
    body = _filled(row, given)
    tell(by=by, at=at, subject=row, unit=row.branch_id, kind=events.TEAM_CHANGED, body=body, token=token)
    return row


@transaction.atomic
def dissolve(*, by: Actor, at: datetime, team: VolunteerTeam) -> VolunteerTeam:
    """Dissolve a team: its members leave it and their telephone numbers are shredded. Its branch keeps what is in hand.

    Nothing happens where it is dissolved. Raises Denied, MenuRefused while members owe parts.
    """
    row = _in_hand(by, team, "menu.release")
    if row.until is not None:
        return row
    if Task.objects.filter(_owed(), volunteer__team=row).exists():
        raise MenuRefused(
            _(
                "Members still have parts to do. Mark these done, or take them back or hand the service back, first."
            )
        )
    today = timezone.localdate(at)
    members = list(Volunteer.objects.select_for_update().filter(team=row, until__isnull=True))
    for each in members:
        each.until, each.phone = max(today, each.since), b""
    if members:
        Volunteer.objects.bulk_update(members, ["until", "phone"])
        gone = {"count": len(members), "members": [each.uid.hex for each in members]}
        tell(by=by, at=at, subject=row, unit=row.branch_id, kind=events.LEFT, body=gone)
    row.until = max(today, row.since)
    body = {"name": row.name, "until": row.until.isoformat()}
    tell(by=by, at=at, subject=row, unit=row.branch_id, kind=events.TEAM_ENDED, body=body)
    return row


def _owed() -> Q:
    """The condition on a part that it is not done, of a service that a team has in hand."""
    return Q(done_at__isnull=True, wish__matter__step__in=WITH_A_TEAM)


@transaction.atomic
def enrol(
    *,
    by: Actor,
    at: datetime,
    team: VolunteerTeam,
    members: Sequence[NewMember],
    since: date,
    token: UUID | None = None,
) -> list[Volunteer]:
    """Put members on a team, one or many at once. Raises Denied, MenuRefused; nobody is enrolled then."""
    row = _in_hand(by, team)
    if written(row, token):
        return []
    if row.until is not None:
        raise MenuRefused(_("This team was dissolved."))
    if since > timezone.localdate(at):
        raise MenuRefused(_("That day has not come yet."), "since")
    refuse_for(rules.number_fault(len(members), rules.MOST_ENROLLED), "names")
    made = Volunteer.objects.bulk_create(_volunteer(row, at, each, since) for each in members)
    body = {"count": len(made), "since": since.isoformat(), "members": [each.uid.hex for each in made]}
    tell(by=by, at=at, subject=row, unit=row.branch_id, kind=events.ENROLLED, body=body, token=token)
    return made


def _volunteer(team: VolunteerTeam, at: datetime, given: NewMember, since: date) -> Volunteer:
    refuse_for(rules.text_fault(given.name.strip(), rules.LONGEST_NAME), "names")
    refuse_for(headline_fault(given.name), "names")
    refuse_for(rules.chosen_fault(given.skills, Skill.values), "skills")
    refuse_for(rules.chosen_fault(given.free, Availability.values), "free")
    made = Volunteer(
        uid=uuid7(at),
        team=team,
        name=given.name.strip(),
        skills=[str(each) for each in given.skills],
        free=[str(each) for each in given.free],
        since=since,
    )
    try:
        sealed.put(made, "phone", normal_phone(given.phone) if given.phone else "")
    except InvalidPhone:
        raise MenuRefused(_("This is not a telephone number that can be called."), "phone") from None
    return made


@transaction.atomic
def leave(*, by: Actor, at: datetime, volunteer: Volunteer) -> None:
    """Let a member go today; the telephone number is shredded. Raises Denied, MenuRefused."""
    row = _in_hand(by, volunteer.team)
    member = Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    if member.until is not None:
        return
    if member.tasks.filter(_owed()).exists():
        raise MenuRefused(_("This member still has a part to do. Give it to somebody else first."))
    member.until, member.phone = max(timezone.localdate(at), member.since), b""
    member.save(update_fields=["until", "phone"])
    body = {"count": 1, "member": member.uid.hex}
    tell(by=by, at=at, subject=row, unit=row.branch_id, kind=events.LEFT, body=body)


@transaction.atomic
def open_phones(*, by: Actor, at: datetime, team: VolunteerTeam) -> dict[int, str]:
    """The telephone numbers of those on a team, by member; who opened them stands in its history. Raises Denied."""
    row = _in_hand(by, team)
    by.require("people.open", row.branch.lineage)
    today = timezone.localdate(at)
    members = [each for each in Volunteer.objects.on(today).filter(team=row) if each.phone]
    body = {"count": len(members)}
    tell(by=by, at=at, subject=row, unit=row.branch_id, kind=events.PHONES_OPENED, body=body)
    return {each.pk: sealed.text(each, "phone") for each in members}


def _in_hand(by: Actor, team: VolunteerTeam, ability: str = "menu.work") -> VolunteerTeam:
    rows = VolunteerTeam.objects.select_for_update(of=("self",)).select_related("branch")
    row = rows.defer("branch__boundary").get(pk=team.pk)
    by.require(ability, row.branch.lineage)
    return row


def _filled(team: VolunteerTeam, given: TeamDraft) -> dict[str, object]:
    name = given.name.strip()
    refuse_for(rules.text_fault(name, rules.LONGEST_NAME), "name")
    refuse_for(rules.number_fault(given.most, rules.MOST_AT_ONCE), "most")
    refuse_for(rules.chosen_fault(given.skills, Skill.values), "skills")
    team.name, team.most, team.skills = name, given.most, [str(each) for each in given.skills]
    return {"name": name, "most": team.most, "skills": team.skills}
