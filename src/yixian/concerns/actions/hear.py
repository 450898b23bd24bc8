"""Writing down what somebody said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.access.queries import ground_of
from yixian.concerns import declare, rules
from yixian.concerns.actions.hand import check_text, start_clock, write_first
from yixian.concerns.models import Concern
from yixian.kernel import sealed
from yixian.matters.actions.store import refuse
from yixian.matters.rules import headline_fault, sight
from yixian.people.actions import enter_residents
from yixian.people.models import Post
from yixian.people.rules import Contact
from yixian.places.enums import BODY_KINDS
from yixian.places.models import Unit


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What somebody said at a record. `uid` came with the form; `unit` answers for its fate (the writer's own, if none)."""

    uid: UUID
    source: str
    source_uid: UUID
    place: Unit
    words: str
    headline: str = ""
    speaker: Contact | None = None
    unit: Unit | None = None
    about_units: Sequence[Unit] = ()
    about_persons: Sequence[int] = ()


def hear(*, by: Actor, at: datetime, heard: Heard) -> Concern:
    """Write down what somebody said. Sent twice, it is written once. Raises Denied, Refused, InvalidPhone.

    Whoever may write to the record may write down what was said there; this asks for `concerns.hear` held anywhere,
    because cadres go to places that are not theirs.
    """
    by.require("concerns.hear")
    if known := _known(by, heard):
        return known
    for field, fault in (
        ("words", rules.words_fault(heard.words)),
        ("headline", headline_fault(heard.headline)),
    ):
        check_text(fault, field)
    try:
        return _write(by, at, heard)
    except IntegrityError:
        known = _known(by, heard)
        if known is None:
            raise
        return known


def _known(by: Actor, heard: Heard) -> Concern | None:
    """The concern of this id, if it was written down by the same person at the same record. Raises Denied."""
    known = Concern.objects.placed().filter(uid=heard.uid).first()
    same = (heard.source, heard.source_uid, by.person_id)
    if known is not None and (known.source, known.source_uid, known.heard_by_id) != same:
        raise Denied("concerns.hear")
    return known


@transaction.atomic
def _write(by: Actor, at: datetime, heard: Heard) -> Concern:
    concern = _new(by, at, heard)
    start_clock(concern, declare.get(heard.source).rule, at)
    commitment = sealed.put(concern, "words", heard.words.strip())
    if heard.speaker is not None:
        (concern.speaker,) = enter_residents(at=at, given=[heard.speaker])
    entrusted: dict[str, object] = {"unit": concern.unit_id} if concern.with_unit else {}
    return write_first(by, at, concern, {"words": commitment, **entrusted})


def _new(by: Actor, at: datetime, heard: Heard) -> Concern:
    """The concern with who answers for it: never a unit that it is about.

    Where it is sealed from the very person who heard it, that unit brings it to its end in their place.
    """
    unit = heard.unit or Unit.objects.defer("boundary").get(pk=by.unit_id or 0)
    units, grounds = _about(heard, at)
    about = bool(units or heard.about_persons)
    if grounds & set(unit.lineage):
        unit = _above(unit, units, grounds)
    return Concern(
        uid=heard.uid,
        source=heard.source,
        source_uid=heard.source_uid,
        place=heard.place,
        unit=unit,
        heard_by_id=by.person_id,
        heard_at=at,
        with_unit=bool(units & by.kin) or by.person_id in heard.about_persons,
        headline=heard.headline.strip(),
        about_units=sorted(units),
        about_persons=sorted(heard.about_persons),
        sight=sight(unit.lineage, heard.place.lineage, about=about),
    )


def _about(heard: Heard, at: datetime) -> tuple[set[int], set[int]]:
    """The units that it is about, those of the persons named among them, and the grounds that these look after."""
    units = {unit.pk for unit in heard.about_units}
    grounds = {unit.lineage[-2] if unit.kind in BODY_KINDS else unit.pk for unit in heard.about_units}
    if heard.about_persons:
        held = Post.objects.on(timezone.localdate(at)).filter(person__in=heard.about_persons)
        for post in held.select_related("unit"):
            units.add(post.unit_id)
            grounds.add(ground_of(post))
    return units, grounds


def _above(unit: Unit, units: set[int], grounds: set[int]) -> Unit:
    """The nearest unit above that is none of the grounds and lies below none of them; where there is none, the banner.

    A body of the banner looks after all of it, and its complaints are taken by the banner's leaders. Raises Refused
    where it is about the banner itself.
    """
    clear: list[int] = []
    for each in unit.lineage:
        if each in grounds:
            break
        clear.append(each)
    if not clear and unit.lineage[0] not in units:
        clear = unit.lineage[:1]
    if not clear:
        raise refuse(
            _(
                "Nobody in this banner may take this, because it is about them. Please go to the next higher level."
            )
        )
    return Unit.objects.defer("boundary").get(pk=clear[-1])
