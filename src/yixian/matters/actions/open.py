"""Raising a matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.access.queries import ground_of
from yixian.audit import record
from yixian.kernel import sealed
from yixian.kernel.search import terms
from yixian.matters import rules
from yixian.matters.actions.standing import enter, hold
from yixian.matters.actions.store import Refused, Writing
from yixian.matters.codes import code_of, index_of
from yixian.matters.enums import Channel, PartyRole, State
from yixian.matters.events import OPENED
from yixian.matters.models import Matter, Party
from yixian.measures.keep import keep
from yixian.people.actions import enter_residents
from yixian.people.models import Post
from yixian.people.rules import Contact
from yixian.places.enums import BODY_KINDS
from yixian.places.models import Unit
from yixian.procedures.decide import Refusal
from yixian.procedures.enums import Mover
from yixian.procedures.language import Procedure, Text
from yixian.rulebook.queries import book


@dataclass(frozen=True, kw_only=True)
class Raised:
    """What somebody raises. `uid` came with the form; `about_units` and `about_persons` are whom it is about.

    `holder` is who receives it, where the procedure's first step does not say; `keepers` keep sight of it.
    """

    uid: UUID
    procedure: Procedure
    category: str
    channel: Channel
    place: Unit
    story: str
    headline: str = ""
    lon: float | None = None
    lat: float | None = None
    raiser: Contact | None = None
    others: Sequence[Contact] = ()
    about_units: Sequence[Unit] = ()
    about_persons: Sequence[int] = ()
    holder: Unit | None = None
    keepers: Sequence[Unit] = ()


@dataclass(frozen=True)
class Opened:
    """The matter, its receipt code, and whether it is new: the same form sent again gives the first one."""

    matter: Matter
    code: str
    fresh: bool


def open_matter(*, by: Actor, at: datetime, raised: Raised) -> Opened:
    """Take a matter in. Anybody may raise one; an officer who files for somebody needs the procedure's ability
    where it happened, or at the unit that receives it.

    Raises Denied, Refused, InvalidPhone.
    """
    if by.person_id is not None:
        units = (raised.place, *([raised.holder] if raised.holder else []))
        if not any(by.may(raised.procedure.open_ability, unit.lineage) for unit in units):
            raise Denied(raised.procedure.open_ability)
    if faults := _faults(raised):
        raise Refused(faults)
    code = code_of(raised.uid, 0)
    try:
        return Opened(_open(by, at, raised, code), code, fresh=True)
    except IntegrityError:
        known = Matter.objects.filter(uid=raised.uid).first()
        if known is None:
            raise
        return Opened(known, code_of(known.uid, known.code_turn), fresh=False)


def _faults(raised: Raised) -> list[Refusal]:
    checks: dict[str, Text | None] = {
        "headline": rules.headline_fault(raised.headline),
        "story": rules.story_fault(raised.story),
    }
    if raised.category not in {choice.value for choice in raised.procedure.categories}:
        checks["category"] = _("Please choose one of the kinds offered.")
    return [Refusal(text=text, field=key) for key, text in checks.items() if text is not None]


@transaction.atomic
def _open(by: Actor, at: datetime, raised: Raised, code: str) -> Matter:
    procedure, place, about = raised.procedure, raised.place, _about(raised, at)
    matter = Matter(
        uid=raised.uid,
        sign=procedure.numbering,
        procedure=procedure.key,
        procedure_version=procedure.version,
        category=raised.category,
        headline=raised.headline,
        channel=raised.channel,
        place=place,
        lon=raised.lon,
        lat=raised.lat,
        raised_at=at,
        step="",
        state=State.WORK,
        code_index=index_of(code),
        about_units=sorted(about.units) if about else [],
        about_persons=list(raised.about_persons),
        terms=search_terms(procedure, raised.category, raised.headline, place),
    )
    story = sealed.put(matter, "story", raised.story)
    matter.keepers = sorted({unit.pk for unit in raised.keepers})
    if raised.holder is not None:
        hold(matter, raised.holder)
    enter(matter, procedure.step(procedure.start), book=book(timezone.localdate(at)), at=at)
    matter.counted_unit_id = rules.counted_at(matter.holder.lineage, about.grounds) if about else place.pk
    writing = Writing(matter=matter, by=by, at=at, mover=Mover.OFFICER if by.person_id else Mover.RAISER)
    writing.tell(OPENED, _body(matter, story))
    contacts = [*([(PartyRole.RAISER, raised.raiser)] if raised.raiser else [])]
    contacts += [(PartyRole.OTHER, other) for other in raised.others]
    residents = enter_residents(at=at, given=[contact for _role, contact in contacts]) if contacts else []
    writing.create()
    Party.objects.bulk_create(
        Party(matter=matter, resident=resident, role=role)
        for (role, _contact), resident in zip(contacts, residents, strict=True)
    )
    record.append(writing.events)
    keep(writing.events)
    return matter


@dataclass(frozen=True)
class _About:
    """Units that a complaint is about, and the grounds that they and the persons named look after."""

    units: set[int]
    grounds: set[int]


def _about(raised: Raised, at: datetime) -> _About | None:
    """Whom it is about: the units named, and where the persons named hold a post; None when it is no complaint."""
    if not raised.about_units and not raised.about_persons:
        return None
    found = _About(
        units={unit.pk for unit in raised.about_units},
        grounds={unit.lineage[-2] if unit.kind in BODY_KINDS else unit.pk for unit in raised.about_units},
    )
    if raised.about_persons:
        held = Post.objects.on(timezone.localdate(at)).filter(person__in=raised.about_persons)
        for post in held.select_related("unit"):
            found.units.add(post.unit_id)
            found.grounds.add(ground_of(post))
    return found


def _body(matter: Matter, story: str | None) -> dict[str, object]:
    return {
        "procedure": matter.procedure,
        "version": matter.procedure_version,
        "category": matter.category,
        "channel": matter.channel,
        "place": matter.counted_unit_id,
        "step": matter.step,
        "holder": matter.holder_id,
        "story": story,
    }


def search_terms(procedure: Procedure, category: str, headline: str, place: Unit) -> str:
    """What a matter is found by: heading, kind and place, in the language of the office."""
    with translation.override(settings.LANGUAGE_CODE):
        label = str(procedure.category(category).label)
    return terms([headline, label, place.name])
