"""Keeping a petition from those whom it concerns: what turns out an accusation, and officials who step aside."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.matters.actions.move import carry_out
from yixian.matters.actions.standing import see
from yixian.matters.actions.store import Writing, refuse, take
from yixian.matters.enums import PassageState, Voice
from yixian.matters.models import Matter, Passage
from yixian.matters.rules import counted_at
from yixian.people.models import Person
from yixian.petitions.enums import Purpose
from yixian.petitions.events import RECUSED, SEALED
from yixian.petitions.models import Petition
from yixian.petitions.procedures import IN_HAND, PETITION
from yixian.petitions.queries import Accused, accused, receiving
from yixian.petitions.rules import about_fault
from yixian.places.models import Unit


@transaction.atomic
def seal(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    units: Sequence[Unit],
    persons: Sequence[int],
    reason: str,
    token: UUID | None = None,
) -> Matter:
    """Take a petition that turns out an accusation away from those whom it is about, to the competent office.

    Nobody keeps sight of it who had it, but that office and the petition office where neither is accused. It leaves
    the figures of where it was counted and enters those of the office that has it.
    Raises Denied, Refused, Stale, Matter.DoesNotExist. (Regulation on Petition Work, articles 30 and 46.)
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("petitions.handle")
    matter, today = writing.matter, timezone.localdate(at)
    _refuse_sealing(matter, len(units) + len(persons), reason)
    about = accused(units, persons, today)
    found = receiving(by, Purpose.ACCUSATION, about.units, today)
    if found is None:
        raise refuse(
            _(
                "Nobody in this banner may take this, because it is about them. Please go to the next higher level."
            )
        )
    matter.facts = {**matter.facts, "accused": True, "sealing": True}
    carry_out(writing, "set_apart", {})
    within = Writing(matter=matter, by=by, at=at)
    _hide(matter, about, persons, found.holder, found.keepers, at)
    within.tell(SEALED, {"reason": within.seal("reason", reason.strip(), Voice.FILE)})
    return carry_out(within, "take_in", {})


@transaction.atomic
def recuse(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    person: Person,
    reason: str,
    token: UUID | None = None,
) -> Matter:
    """Let an official step aside who has a direct interest in a petition or with the petitioner (article 28(3)).

    They see it no longer. Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("petitions.handle")
    matter = writing.matter
    if not reason.strip():
        raise refuse(_("Please give the reason."), field="reason")
    if person.pk in matter.about_persons:
        raise refuse(_("This person has stepped aside already."), field="person")
    matter.about_persons = sorted({*matter.about_persons, person.pk})
    if matter.assignee_id == person.pk:
        matter.assignee = None
    see(matter)
    matter.save(update_fields=["about_persons"])
    writing.tell(RECUSED, {"reason": writing.seal("reason", reason.strip(), Voice.FILE)})
    return writing.store()


def _refuse_sealing(matter: Matter, named: int, reason: str) -> None:
    if matter.procedure != PETITION.key or matter.step not in IN_HAND:
        raise refuse(_("This matter is no longer at the step where that can be done."))
    if matter.about_units:
        raise refuse(_("It is kept from those whom it is about already."))
    if fault := about_fault(Purpose.ACCUSATION, named):
        raise refuse(fault, field="about")
    if not reason.strip():
        raise refuse(_("Please give the reason."), field="reason")


def _hide(
    matter: Matter,
    about: Accused,
    persons: Sequence[int],
    holder: Unit,
    keepers: Sequence[Unit],
    at: datetime,
) -> None:
    """Set whom it is about, who keeps sight, and where it counts from now on. No way back leads to who had it."""
    matter.about_units = sorted(about.units)
    matter.about_persons = sorted({*matter.about_persons, *persons})
    matter.keepers = sorted(unit.pk for unit in keepers)
    matter.counted_unit_id = counted_at(holder.lineage, about.grounds)
    matter.assignee = None
    matter.save(update_fields=["about_units", "about_persons", "counted_unit"])
    Passage.objects.filter(matter=matter, state=PassageState.TAKEN).update(
        state=PassageState.RETURNED, returned_at=at
    )
    Petition.objects.filter(matter=matter).update(purpose=Purpose.ACCUSATION)
