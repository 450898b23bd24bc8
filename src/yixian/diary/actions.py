"""What may be done with a diary: write an entry with what was heard, write it up, add files, open it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.audit import record
from yixian.audit.models import Event
from yixian.audit.registry import EventKind
from yixian.concerns import actions as concerns
from yixian.concerns.actions import Heard
from yixian.diary import events, rules
from yixian.diary.models import Entry, Opening, Page
from yixian.diary.queries import may_open
from yixian.diary.rules import SEALED, Span
from yixian.diary.sources import SOURCE
from yixian.documents.actions import attach as keep_files
from yixian.documents.actions import look_through
from yixian.documents.models import File
from yixian.documents.rules import Accepted, Upload
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.kernel.search import terms
from yixian.matters.actions.store import Stale, refuse
from yixian.matters.actions.words import SHORTEST_REASON
from yixian.matters.enums import Need
from yixian.matters.rules import headline_fault
from yixian.measures.keep import keep
from yixian.people.rules import Contact
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.procedures.language import Text
from yixian.rulebook.terms import LOCAL


@dataclass(frozen=True, kw_only=True)
class Told:
    """What an entry tells. `texts` are those of `rules.SEALED` that there are; `headline` names nobody."""

    met_at: datetime
    place: Unit
    met: Sequence[str]
    headline: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Said:
    """A concern that came up. With `answer` it was answered on the spot; without, it owes an end."""

    words: str
    headline: str = ""
    answer: str = ""
    about_units: Sequence[Unit] = ()


def write(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    told: Told,
    said: Sequence[Said] = (),
    speaker: Contact | None = None,
    uploads: Sequence[Upload] = (),
) -> Entry:
    """Write an entry with the concerns that came up and files, all or nothing. Sent twice, it is written once.

    `uid` came with the form; `speaker` is who gets the receipt code of what becomes a matter.
    Raises Denied, Refused, FileRefused, InvalidPhone.
    """
    by.require("diary.keep")
    if known := _known(by, uid):
        return known
    accepted = look_through(uploads)
    try:
        return _write(by, at, Entry(uid=uid, written_at=at), told, said, speaker, accepted)
    except IntegrityError:
        known = _known(by, uid)
        if known is None:
            raise
        return known


def _known(by: Actor, uid: UUID) -> Entry | None:
    """The entry that was written with this id before. Raises Denied where somebody else wrote it."""
    entry = Entry.objects.placed().filter(uid=uid).first()
    if entry is not None and entry.writer_id != by.person_id:
        raise Denied("diary.keep")
    return entry


@transaction.atomic
def _write(
    by: Actor,
    at: datetime,
    entry: Entry,
    told: Told,
    said: Sequence[Said],
    speaker: Contact | None,
    accepted: Sequence[tuple[str, Accepted]],
) -> Entry:
    if by.person_id is None or by.unit_id is None:
        raise Denied("diary.keep")
    _check(told, at)
    _check_said(by, said)
    if not accepted and rules.is_bare(told.texts, len(said)):
        raise refuse(_("Please write what you heard, or add a recording or a picture."), field="heard")
    entry.writer_id = by.person_id
    entry.unit = Unit.objects.defer("boundary").get(pk=by.unit_id)
    _fill(entry, told, bare=rules.is_bare(told.texts, len(said)))
    page, commitments = _page(entry, told.texts, at)
    events_told = [_tell(by, at, entry, events.WRITTEN, {**_clear(told), **commitments})]
    entry.save(force_insert=True)
    page.entry = entry
    page.save()
    events_told += _attached(by, at, entry, accepted)
    _store(entry, events_told)
    for number, each in enumerate(said):
        _hear(by, at, entry, number, each, speaker)
    return entry


def _hear(by: Actor, at: datetime, entry: Entry, number: int, said: Said, speaker: Contact | None) -> None:
    """Keep a concern of an entry that is being written, with its end where it has one already."""
    uid = uuid5(entry.uid, str(number))
    heard = Heard(
        uid=uid,
        source=SOURCE,
        source_uid=entry.uid,
        place=entry.place,
        words=said.words,
        headline=said.headline,
        speaker=speaker,
        unit=entry.unit,
        about_units=said.about_units,
    )
    concerns.hear(by=by, at=at, heard=heard)
    if said.answer.strip():
        concerns.answer(by=by, at=at, uid=uid, answer=said.answer)


@transaction.atomic
def correct(
    *, by: Actor, at: datetime, uid: UUID, told: Told, seen: int | None = None, token: UUID | None = None
) -> Entry:
    """Write an entry up or correct it; only its writer does, and what stood before is kept.

    `seen` is the version that the writer looked at. Raises Denied, Refused, Stale, Entry.DoesNotExist.
    """
    entry = _own(by, uid)
    if token is not None and entry.last_token == token:
        return entry
    if seen is not None and seen != entry.version:
        raise Stale
    _check(told, at)
    entry.version += 1
    _fill(entry, told, bare=entry.bare and rules.is_bare(told.texts, 0))
    page, commitments = _page(entry, told.texts, at)
    body = {**_clear(told), **commitments, "version": entry.version}
    told_event = _tell(by, at, entry, events.CORRECTED, body, token)
    page.save()
    _store(entry, [told_event], token)
    return entry


def attach(
    *, by: Actor, at: datetime, uid: UUID, uploads: Sequence[Upload], token: UUID | None = None
) -> Entry:
    """Add recordings, pictures or papers to one's own entry. Raises Denied, FileRefused, Entry.DoesNotExist."""
    accepted = look_through(uploads)
    with transaction.atomic():
        entry = _own(by, uid)
        if token is None or entry.last_token != token:
            _store(entry, _attached(by, at, entry, accepted), token)
        return entry


@transaction.atomic
def unseal(*, by: Actor, at: datetime, uid: UUID, need: Need, reason: str = "") -> Entry:
    """Record that somebody opens an entry, and why; only then may it be shown. Raises Denied, Refused, Entry.DoesNotExist."""
    entry = Entry.objects.visible_to(by).placed().select_for_update(of=("self",)).get(uid=uid)
    _open(by, at, [entry], events.OPENED, need, reason)
    return entry


@transaction.atomic
def open_book(
    *, by: Actor, at: datetime, writer: int, span: Span, need: Need, reason: str = ""
) -> list[Entry]:
    """Open every entry of a writer in a month or year that the actor may read, oldest first, for a book.

    Each tells in its own history that it was opened, and why. Raises Denied, Refused.
    """
    rows = Entry.objects.visible_to(by).placed().select_for_update(of=("self",))
    since, until = (datetime.combine(day, time(), LOCAL) for day in (span.since, span.until))
    found = list(rows.filter(writer=writer, met_at__gte=since, met_at__lt=until).order_by("met_at", "pk"))
    _open(by, at, found, events.PRINTED, need, reason)
    return found


def _open(
    by: Actor, at: datetime, entries: Sequence[Entry], kind: EventKind, need: Need, reason: str
) -> None:
    if need is Need.OTHER and len(reason.strip()) < SHORTEST_REASON:
        raise refuse(_("Please say for what reason you open it."), field="reason")
    told, openings = [], []
    for entry in entries:
        if not may_open(by, entry):
            raise Denied("people.open")
        opening = Opening(uid=uuid7(at), entry=entry, seq=entry.chain_seq + 1)
        commitment = sealed.put(opening, "reason", reason.strip())
        openings += [opening] if commitment else []
        told.append(_tell(by, at, entry, kind, {"need": need.value, "reason": commitment}))
    Entry.objects.bulk_update(entries, ["chain_seq", "chain_head"])
    Opening.objects.bulk_create(openings)
    record.append(told)


def _own(by: Actor, uid: UUID) -> Entry:
    """An entry of the writer's own, locked. Raises Denied, Entry.DoesNotExist."""
    by.require("diary.keep")
    rows = Entry.objects.placed().select_for_update(of=("self",))
    return rows.get(uid=uid, writer=by.person_id)


def _check(told: Told, at: datetime) -> None:
    faults: tuple[tuple[str, Text | None], ...] = (
        ("met_at", rules.time_fault(told.met_at, at)),
        ("met", rules.met_fault(told.met)),
        ("headline", headline_fault(told.headline.strip())),
    )
    for key, fault in (*faults, rules.texts_fault(told.texts) or ("", None)):
        if fault is not None:
            raise refuse(fault, field=key)


def _check_said(by: Actor, said: Sequence[Said]) -> None:
    """Nobody answers a complaint about an office of their own. Raises Refused."""
    for each in said:
        if each.answer.strip() and by.kin & {unit.pk for unit in each.about_units}:
            raise refuse(
                _("A complaint about your own office is answered by those above it. Leave the answer empty."),
                field="about",
            )


def _fill(entry: Entry, told: Told, *, bare: bool) -> None:
    entry.met_at, entry.place, entry.bare = told.met_at, told.place, bare
    entry.met, entry.headline = sorted(told.met), told.headline.strip()
    entry.terms = terms([entry.headline, entry.place.name])


def _page(entry: Entry, texts: Mapping[str, str], at: datetime) -> tuple[Page, dict[str, str | None]]:
    """The next page, sealed and unsaved, with the commitments to what it says."""
    page = Page(uid=uuid7(at), entry=entry, number=entry.version, seq=entry.chain_seq + 1, at=at)
    return page, {key: sealed.put(page, key, texts.get(key, "").strip()) for key in SEALED}


def _clear(told: Told) -> dict[str, object]:
    return {"place": told.place.pk, "met_at": told.met_at.isoformat(), "met": sorted(told.met)}


def _attached(by: Actor, at: datetime, entry: Entry, accepted: Sequence[tuple[str, Accepted]]) -> list[Event]:
    files: Iterable[File] = ()
    if accepted:
        files = keep_files(by_id=by.person_id, at=at, stream=entry.stream, accepted=accepted)
    digests = [bytes(file.digest).hex() for file in files]
    if not digests:
        return []
    return [_tell(by, at, entry, events.ATTACHED, {"count": len(digests), "digests": digests})]


def _tell(
    by: Actor,
    at: datetime,
    entry: Entry,
    kind: EventKind,
    body: Mapping[str, object],
    token: UUID | None = None,
) -> Event:
    """The next event of an entry, told of the village or community where it happened."""
    above = entry.place.parent_id if entry.place.kind == UnitKind.GRID3 else None
    return record.compose(
        subject=entry,
        kind=kind,
        at=at,
        by_id=by.person_id,
        post_id=by.post_id,
        unit_id=above or entry.place_id,
        body={**body, **({"token": token.hex} if token else {})},
    )


def _store(entry: Entry, told: Sequence[Event], token: UUID | None = None) -> None:
    entry.last_token = token or entry.last_token
    entry.save()
    record.append(told)
    keep(told)
