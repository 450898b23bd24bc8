"""Registering a petition, with whoever receives it, and linking it with the one that it repeats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import PUBLIC, Actor
from yixian.documents.rules import Upload
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters import clocks
from yixian.matters.actions import Opened, Raised, open_with_files
from yixian.matters.actions.store import Refused, Writing, refuse, take
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.people.rules import Contact
from yixian.petitions import rules
from yixian.petitions.enums import Purpose
from yixian.petitions.events import LINKED, REGISTERED
from yixian.petitions.models import Petition, Request
from yixian.petitions.procedures import PETITION
from yixian.petitions.queries import accused, receiving
from yixian.places.models import Unit
from yixian.procedures.decide import Refusal
from yixian.procedures.enums import Mover
from yixian.rulebook.queries import book


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A petition as it is registered. `uid` came with the form; `where` is the place that it concerns.

    `about_units` and `about_persons` are whom an accusation is about. `people` raise it, `representatives` of them
    came. `read_back` says that what was told was read back. `reported` says to whom and when an urgent one went.
    """

    uid: UUID
    purpose: Purpose
    category: str
    channel: Channel
    where: Unit
    story: str
    headline: str = ""
    raiser: Contact | None = None
    about_units: Sequence[Unit] = ()
    about_persons: Sequence[int] = ()
    received_on: date
    requests: Sequence[str] = ()
    people: int = 1
    representatives: int = 0
    read_back: bool = False
    urgent: bool = False
    reported: str = ""
    repeats: Matter | None = None


def register(*, by: Actor, at: datetime, entry: Entry, uploads: Sequence[Upload] = ()) -> Opened:
    """Register a petition: the officer's unit, or the petition office, answers for it from now on.

    An accusation goes to the competent office, past everybody whom it is about.
    Raises Denied, Refused, InvalidPhone, FileRefused. (Regulation on Petition Work, articles 19 to 23 and 30.)
    """
    if faults := _faults(entry, timezone.localdate(at)):
        raise Refused(faults)
    with transaction.atomic():
        done = open_with_files(by=by, at=at, raised=_raised(by, at, entry), uploads=uploads)
        if not done.fresh:
            return done
        writing = take(by=PUBLIC, at=at, code=done.code)
        writing.by, writing.mover = by, Mover.OFFICER if by.person_id else Mover.RAISER
        return Opened(_written_down(writing, entry), done.code, fresh=True)


@transaction.atomic
def link(*, by: Actor, at: datetime, uid: UUID, seen: int, other: UUID, token: UUID | None = None) -> Matter:
    """Note that a petition repeats an earlier one; it is not turned away for that.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("petitions.handle")
    earlier = Matter.objects.visible_to(by).get(uid=other)
    if earlier.pk >= writing.matter.pk or earlier.procedure != PETITION.key:
        raise refuse(_("A petition repeats an earlier one."), field="other")
    Petition.objects.filter(matter=writing.matter).update(repeats=earlier)
    writing.tell(LINKED, {"earlier": earlier.uid.hex})
    return writing.store()


def _faults(entry: Entry, today: date) -> list[Refusal]:
    named = len(entry.about_units) + len(entry.about_persons)
    checks = {
        "people": rules.joint_fault(entry.channel, entry.people, entry.representatives),
        "read_back": rules.reading_fault(entry.channel, entry.read_back),
        "received_on": rules.receipt_fault(entry.received_on, today),
        "about": rules.about_fault(entry.purpose, named),
        "requests": rules.requests_fault(entry.requests) if entry.requests else None,
    }
    if entry.urgent and not entry.reported.strip():
        checks["reported"] = _("What is urgent is reported at once: say to whom, and when (article 25).")
    return [Refusal(text=text, field=key) for key, text in checks.items() if text is not None]


def _raised(by: Actor, at: datetime, entry: Entry) -> Raised:
    today = timezone.localdate(at)
    is_accusation = entry.purpose is Purpose.ACCUSATION
    units = list(entry.about_units) if is_accusation else []
    persons = list(entry.about_persons) if is_accusation else []
    found = receiving(by, entry.purpose, accused(units, persons, today).units, today)
    if found is None:
        raise refuse(
            _(
                "Nobody in this banner may take this, because it is about them. Please go to the next higher level."
            )
        )
    return Raised(
        uid=entry.uid,
        procedure=PETITION,
        category=entry.category,
        channel=entry.channel,
        place=found.place,
        story=entry.story,
        headline=entry.headline,
        raiser=entry.raiser,
        about_units=units,
        about_persons=persons,
        holder=found.holder,
        keepers=found.keepers,
    )


def _written_down(writing: Writing, entry: Entry) -> Matter:
    """Keep what is known of the petition beside its matter, and let its clock run from the day of receipt."""
    matter, at = writing.matter, writing.at
    petition = Petition(
        uid=uuid7(at),
        matter=matter,
        purpose=entry.purpose,
        where=entry.where,
        received_on=entry.received_on,
        people=entry.people,
        representatives=entry.representatives,
        read_back=entry.read_back,
        urgent=entry.urgent,
        repeats=entry.repeats,
    )
    reported = sealed.put(petition, "reported", entry.reported.strip())
    petition.save(force_insert=True)
    commitments = keep_requests(matter, entry.requests, at)
    matter.facts = {
        **matter.facts,
        "received_on": entry.received_on.isoformat(),
        **({"accused": True} if matter.about_units or matter.about_persons else {}),
    }
    clocks.begin_step(matter, matter.standing_step, book(timezone.localdate(at)), at)
    writing.tell(
        REGISTERED,
        {
            "purpose": entry.purpose.value,
            "category": entry.category,
            "channel": entry.channel.value,
            "people": entry.people,
            "urgent": entry.urgent,
            "received": entry.received_on.isoformat(),
            "accused": sorted({unit.kind for unit in entry.about_units}),
            "earlier": entry.repeats.uid.hex if entry.repeats else None,
            "requests": commitments,
            "reported": reported,
        },
    )
    return writing.store()


def keep_requests(matter: Matter, texts: Sequence[str], at: datetime) -> list[str | None]:
    """Keep requests sealed; return the commitments to them, in order. One INSERT."""
    requests = [Request(uid=uuid7(at), matter=matter, number=number) for number, _text in enumerate(texts, 1)]
    commitments = [sealed.put(each, "text", text) for each, text in zip(requests, texts, strict=True)]
    Request.objects.bulk_create(requests)
    return commitments
