"""Numbers: drawn at the entrance or by telephone, called, called again, passed over, and done with."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.concerns import actions as concerns
from yixian.concerns.actions import Heard
from yixian.concerns.models import Concern
from yixian.concerns.rules import matter_uid
from yixian.fairs import events, queries, rules
from yixian.fairs.actions.hand import Hand, fair_in_hand
from yixian.fairs.enums import RAISED, Numbering, Outcome, State
from yixian.fairs.models import Fair, Stall, Ticket
from yixian.gatherings.enums import State as Held
from yixian.kernel import sealed
from yixian.kernel.contact import normal_phone
from yixian.matters.actions.store import refuse
from yixian.matters.codes import code_of
from yixian.people.rules import Contact
from yixian.places.models import Unit


@transaction.atomic
def draw(
    *, by: Actor, at: datetime, uid: UUID, ticket: UUID, stall: UUID | None = None, phone: str = ""
) -> Ticket:
    """Draw a number of the fair `uid`; `ticket` came with the form, so that one sent twice draws one number.

    `stall` is needed where each stall has its queue. Whoever is not signed in draws one at a fair that is public.
    Raises Denied, Refused, InvalidPhone, Fair.DoesNotExist, Stall.DoesNotExist.
    """
    hand = fair_in_hand(by, at, uid)
    if by.person_id is not None:
        hand.require_server()
    elif not (hand.fair.gathering.public and hand.fair.gathering.announced_at):
        raise Denied("fairs.serve")
    if known := hand.fair.tickets.filter(uid=ticket).select_related("stall").first():
        return known
    hand.require_open()
    if hand.fair.gathering.state == Held.CANCELLED:
        raise refuse(_("This fair was called off."))
    if not queries.gives_numbers(hand.fair, at):
        raise refuse(_("This fair is over. No more numbers are drawn."))
    if hand.fair.tickets.filter(state=State.WAITING).count() >= rules.MOST_WAITING:
        raise refuse(
            _("So many wait already that no more numbers are given out just now. Please come again later.")
        )
    chosen = _chosen(hand, stall)
    label = _next_label(hand.fair, chosen)
    row = Ticket(uid=ticket, fair=hand.fair, stall=chosen, label=label, taken_at=at)
    commitment = sealed.put(row, "phone", normal_phone(phone) if phone else "")
    row.save(force_insert=True)
    body = {"label": label, "sign": chosen.sign if chosen else "", "phone": commitment}
    hand.tell(events.TAKEN, {"ticket": row.uid.hex, **body})
    return row


def _chosen(hand: Hand, uid: UUID | None) -> Stall | None:
    """The stall that a number is drawn for; none where there is one queue for all."""
    if hand.fair.numbering == Numbering.COMMON:
        if not hand.fair.stalls.filter(shut_at__isnull=True).exists():
            raise refuse(_("No stall has been set up yet."))
        return None
    if uid is None:
        raise refuse(_("Say for which stall."), field="stall")
    stall = hand.fair.stalls.get(uid=uid)
    if stall.shut_at is not None:
        raise refuse(_("This stall is shut."), field="stall")
    return stall


def _next_label(fair: Fair, stall: Stall | None) -> str:
    counter: Fair | Stall = stall or fair
    if counter.drawn >= rules.MOST_NUMBERS:
        raise refuse(_("All numbers of today have been given out."))
    counter.drawn += 1
    if stall is not None:
        stall.save(update_fields=["drawn"])
    return rules.label(fair.numbering, stall.sign if stall else "", counter.drawn)


@transaction.atomic
def call_next(*, by: Actor, at: datetime, uid: UUID, stall: UUID, token: UUID | None = None) -> Ticket | None:
    """Call the next number to a stall; None where nobody waits. The same form sent twice calls one number.

    Whoever has called a number finishes it first. Raises Denied, Refused, Fair.DoesNotExist, Stall.DoesNotExist.
    """
    hand = fair_in_hand(by, at, uid, token)
    row = hand.stall(stall)
    if known := hand.written():
        return known
    hand.require_open()
    if row.shut_at is not None:
        raise refuse(_("This stall is shut."))
    if row.tickets.filter(state=State.CALLED, called_by=by.person_id).exists():
        raise refuse(_("You have called a number already: finish it first, or note that nobody came."))
    ticket = queries.next_waiting(row, hand.fair.numbering)
    if ticket is None:
        return None
    ticket.stall = row
    _call(hand, ticket)
    return ticket


@transaction.atomic
def recall(*, by: Actor, at: datetime, uid: UUID, ticket: UUID, token: UUID | None = None) -> Ticket:
    """Call a number again: one that was called and has not come yet, or one that did not come before.

    Raises Denied, Refused, Fair.DoesNotExist, Ticket.DoesNotExist.
    """
    hand, row = _in_hand(by, at, uid, ticket, token)
    if hand.before is not None:
        return row
    if row.state not in (State.CALLED, State.SKIPPED):
        raise refuse(_("This number is not being called any more."))
    _call(hand, row)
    return row


@transaction.atomic
def skip(*, by: Actor, at: datetime, uid: UUID, ticket: UUID, token: UUID | None = None) -> Ticket:
    """Note that nobody came when a number was called. Raises Denied, Refused, Fair.DoesNotExist, Ticket.DoesNotExist."""
    hand, row = _in_hand(by, at, uid, ticket, token)
    if hand.before is not None or row.state == State.SKIPPED:
        return row
    _require_called(row)
    row.state = State.SKIPPED
    row.save(update_fields=["state"])
    hand.tell(events.SKIPPED, {"ticket": row.uid.hex, "label": row.label})
    return row


@transaction.atomic
def leave(*, by: Actor, at: datetime, uid: UUID, ticket: UUID) -> Ticket:
    """Give a number back, by whoever holds it (its id is known to nobody else) or by those who serve.

    Raises Denied, Refused, Fair.DoesNotExist, Ticket.DoesNotExist.
    """
    hand = fair_in_hand(by, at, uid)
    if by.person_id is not None:
        hand.require_server()
    row = hand.ticket(ticket)
    if row.state == State.LEFT:
        return row
    if row.state not in (State.WAITING, State.SKIPPED):
        raise refuse(_("This number was called already."))
    row.state, row.ended_at, row.phone = State.LEFT, at, b""
    row.save(update_fields=["state", "ended_at", "phone"])
    hand.tell(events.LEFT, {"ticket": row.uid.hex, "label": row.label})
    return row


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody brought to a stall: their words, and by outcome the answer, or the kind of matter."""

    words: str
    place: Unit
    headline: str = ""
    speaker: Contact | None = None
    answer: str = ""
    procedure: str = ""
    category: str = ""
    about_units: Sequence[Unit] = ()


@transaction.atomic
def finish(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    ticket: UUID,
    outcome: Outcome,
    said: Said | None = None,
    token: UUID | None = None,
) -> tuple[Ticket, str]:
    """Note what came of a number that was called; with the receipt code where it was handed over as a matter.

    A concern has the id of the number, so that it is written down once. Whoever serves at a stall may write down
    what is said there. A complaint about an office counts as advice, since everybody reads the figures of a fair,
    also those whom it is about. Raises Denied, Refused, InvalidPhone, Fair.DoesNotExist, Ticket.DoesNotExist.
    """
    hand, row = _in_hand(by, at, uid, ticket, token)
    if row.state == State.SERVED and (hand.before is not None or row.outcome == outcome):
        return row, _code(by, row) if outcome is Outcome.HANDED_OVER else ""
    _require_called(row)
    code = ""
    if outcome in RAISED:
        if said is None:
            raise refuse(_("Please write down what was said."), field="words")
        code = _write_down(hand, row, outcome, said)
    counted = Outcome.ADVISED if said is not None and said.about_units else outcome
    row.state, row.outcome, row.ended_at, row.phone = State.SERVED, counted, at, b""
    row.save(update_fields=["state", "outcome", "ended_at", "phone"])
    body = {"ticket": row.uid.hex, "label": row.label, "outcome": counted.value}
    hand.tell(events.SERVED, {**body, "stall": row.stall.uid.hex if row.stall else None})
    return row, code


def _code(by: Actor, row: Ticket) -> str:
    """The receipt code of the matter that came of a number, for whoever sees what was said; else empty."""
    uid = matter_uid(row.uid)
    found = Concern.objects.visible_to(by).filter(uid=row.uid, matter__uid=uid).exists()
    return code_of(uid, 0) if found else ""


def _write_down(hand: Hand, row: Ticket, outcome: Outcome, said: Said) -> str:
    """Write down the concern and bring it to its end; return the receipt code of a matter."""
    stall = cast(Stall, row.stall)
    by = _who_hears(hand.by, stall)
    if outcome is not Outcome.TAKEN_ALONG and by.kin & {unit.pk for unit in said.about_units}:
        raise refuse(
            _("A complaint about your own office goes to those above it. Choose that it is taken along."),
            field="outcome",
        )
    heard = Heard(
        uid=row.uid,
        source=queries.SOURCE,
        source_uid=hand.fair.uid,
        place=said.place,
        words=said.words,
        headline=said.headline,
        speaker=said.speaker,
        unit=stall.unit,
        about_units=said.about_units,
    )
    concerns.hear(by=by, at=hand.at, heard=heard)
    if outcome is Outcome.SETTLED:
        concerns.answer(by=by, at=hand.at, uid=row.uid, answer=said.answer)
    if outcome is Outcome.HANDED_OVER:
        opened = concerns.raise_matter(
            by=by, at=hand.at, uid=row.uid, procedure=said.procedure, category=said.category
        )
        return opened.code
    return ""


def _who_hears(by: Actor, stall: Stall) -> Actor:
    """Whoever serves at a stall as one who may write down what is said there."""
    own = frozenset(by.units("concerns.hear")) | {stall.unit_id}
    same = {each.name: getattr(by, each.name) for each in fields(Actor)}
    return Actor(**same | {"reach": {**by.reach, "concerns.hear": own}})


@transaction.atomic
def open_phone(*, by: Actor, at: datetime, uid: UUID, ticket: UUID) -> str:
    """The telephone number that was left with a number, to call whoever holds it; that it was opened is recorded.

    Empty where none was left. Raises Denied, Fair.DoesNotExist, Ticket.DoesNotExist.
    """
    hand, row = _in_hand(by, at, uid, ticket, None)
    phone = sealed.text(row, "phone")
    if phone:
        hand.tell(events.PHONE_OPENED, {"ticket": row.uid.hex, "label": row.label})
    return phone


def _in_hand(by: Actor, at: datetime, uid: UUID, ticket: UUID, token: UUID | None) -> tuple[Hand, Ticket]:
    """A fair with one of its numbers, for whoever serves where it was called. Raises Denied."""
    hand = fair_in_hand(by, at, uid, token)
    row = hand.ticket(ticket)
    if row.stall is None or not queries.serves_at(by, row.stall):
        hand.require_keeper()
    return hand, row


def _require_called(row: Ticket) -> None:
    if row.state != State.CALLED:
        raise refuse(_("This number is not being called any more."))


def _call(hand: Hand, row: Ticket) -> None:
    row.state, row.called_at, row.called_by_id = State.CALLED, hand.at, hand.by.person_id
    row.save(update_fields=["state", "stall", "called_at", "called_by"])
    sign = row.stall.sign if row.stall else ""
    hand.tell(events.CALLED, {"ticket": row.uid.hex, "label": row.label, "sign": sign})
