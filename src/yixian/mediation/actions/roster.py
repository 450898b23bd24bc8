"""The roster of mediators of a body, and the term of its committee."""

from collections.abc import Mapping, Sequence
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
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import refuse
from yixian.matters.types import GROUPS
from yixian.measures.keep import keep
from yixian.mediation import events
from yixian.mediation.enums import Language, Standing
from yixian.mediation.models import Committee, Mediator
from yixian.people.models import Person
from yixian.places.models import Unit

LONGEST_NAME = 40


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Somebody for the roster: a `person` who signs in here, or a public `name`."""

    standing: Standing
    name: str = ""
    person: Person | None = None
    chair: bool = False
    woman: bool = False
    skills: Sequence[str] = ()
    languages: Sequence[str] = (Language.CHINESE.value,)


@transaction.atomic
def enlist(
    *, by: Actor, at: datetime, unit: Unit, given: Listed, since: date, token: UUID | None = None
) -> Mediator:
    """Put somebody on the roster of a body from a day on. Raises Denied, Refused."""
    unit = _locked(by, unit)
    name = (given.person.name if given.person else given.name).strip()
    standing = Mediator.objects.filter(unit=unit, name=name, until__isnull=True).first()
    if standing is not None and token is not None and _written(unit, token):
        return standing
    _check(given, name, since, standing)
    if given.person and not given.person.posts.on(since).exists():
        raise refuse(_("This person has no post on that day."), field="person")
    elected = given.standing is Standing.ELECTED
    mediator = Mediator.objects.create(
        uid=uuid7(at),
        unit=unit,
        person=given.person,
        name=name,
        standing=given.standing,
        chair=elected and given.chair,
        woman=elected and given.woman,
        skills=sorted(set(given.skills)),
        languages=[each.value for each in Language if each in given.languages],
        since=since,
    )
    body = {
        "mediator": mediator.uid.hex,
        "person": mediator.person_id,
        "standing": mediator.standing,
        "since": since.isoformat(),
        "skills": mediator.skills,
        "languages": mediator.languages,
    }
    _tell(by, at, unit, events.LISTED, body, token)
    return mediator


@transaction.atomic
def strike(*, by: Actor, at: datetime, mediator: Mediator, until: date) -> Mediator:
    """End a place on the roster: `until` is the first day without it. Raises Denied, Refused."""
    unit = _locked(by, mediator.unit)
    mediator = Mediator.objects.select_for_update().get(pk=mediator.pk)
    if mediator.until is not None:
        return mediator
    if until < max(mediator.since, timezone.localdate(at)):
        raise refuse(_("It ends today at the earliest, and not before it began."), field="until")
    mediator.until = until
    mediator.save(update_fields=["until"])
    body = {"mediator": mediator.uid.hex, "until": until.isoformat()}
    _tell(by, at, unit, events.UNLISTED, body, None)
    return mediator


@transaction.atomic
def compose(
    *, by: Actor, at: datetime, unit: Unit, since: date, groups: bool | None, token: UUID | None = None
) -> Committee:
    """Record when a committee's term began and what it confirms of its composition. Raises Denied, Refused.

    Whether members of smaller groups are in it is a yes or no of the committee; no member is asked
    (People's Mediation Law, articles 8 and 9).
    """
    unit = _locked(by, unit)
    if since > timezone.localdate(at):
        raise refuse(_("A term is recorded once it has begun."), field="since")
    committee, fresh = Committee.objects.update_or_create(unit=unit, since=since, defaults={"groups": groups})
    if fresh or token is None or not _written(unit, token):
        _tell(by, at, unit, events.COMPOSED, {"since": since.isoformat(), "groups": groups}, token)
    return committee


def _check(given: Listed, name: str, since: date, standing: Mediator | None) -> None:
    if not name or len(name) > LONGEST_NAME:
        raise refuse(_("Give the name under which people know the mediator, in 40 characters."), field="name")
    if standing is not None:
        raise refuse(_("Somebody of this name is on the roster already."), field="name")
    if not set(given.skills) <= set(GROUPS) or not set(given.languages) <= set(Language.values):
        raise refuse(_("Please choose among those offered."), field="skills")
    if not given.languages:
        raise refuse(_("Say in which language they mediate."), field="languages")
    if since.year < 2000:
        raise refuse(_("Please give the day from which they are on the roster."), field="since")


def _locked(by: Actor, unit: Unit) -> Unit:
    locked = Unit.objects.select_for_update().defer("boundary").get(pk=unit.pk)
    by.require("mediation.roster", [*locked.lineage])
    return locked


def _written(unit: Unit, token: UUID) -> bool:
    return Event.objects.filter(stream=unit.stream, body__token=token.hex).exists()


def _tell(
    by: Actor, at: datetime, unit: Unit, kind: EventKind, body: Mapping[str, object], token: UUID | None
) -> None:
    event = record.compose(
        subject=unit,
        kind=kind,
        at=at,
        by_id=by.person_id,
        post_id=by.post_id,
        unit_id=unit.pk,
        body={**body, **({"token": token.hex} if token else {})},
    )
    unit.save(update_fields=["chain_seq", "chain_head"])
    record.append([event])
    keep([event])
