"""From a draft over signatures to an agreement in effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.documents.actions import attach as keep_files
from yixian.documents.rules import Accepted
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.actions.move import carry_out
from yixian.matters.actions.store import Refused, Writing, refuse
from yixian.matters.events import ATTACHED
from yixian.matters.models import Matter
from yixian.mediation import events, rules
from yixian.mediation import sources as law
from yixian.mediation.actions.hand import in_hand
from yixian.mediation.enums import AgreementState, Form, ObligationState, Side, Signing, Subject
from yixian.mediation.models import Agreement, Obligation, Signature
from yixian.mediation.queries import owed_by, parties_of, signers_of
from yixian.procedures.decide import Refusal

FIRST_FACTS = {Subject.UTILITIES: Subject.PERFORMANCE}
"""What the route finder calls a subject, where it knows fewer of them."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An agreement as it is drawn up; a clause is a line."""

    form: Form
    subject: Subject
    facts: str
    clauses: str


@transaction.atomic
def draft(
    *, by: Actor, at: datetime, uid: UUID, seen: int, given: Draft, token: UUID | None = None
) -> Matter:
    """Draw up the agreement, or draw it up anew: then whoever has signed signs again. Raises as `in_hand`."""
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token, mediates=True)
    if writing.done:
        return writing.matter
    if not rules.split(given.clauses):
        raise Refused([Refusal(text=_("Please fill this in."), clause=law.WRITTEN, field="clauses")])
    agreement = _standing_draft(writing)
    agreement.form, agreement.subject = given.form, given.subject
    body = {
        "agreement": agreement.uid.hex,
        "form": given.form.value,
        "subject": given.subject.value,
        "facts": sealed.put(agreement, "facts", given.facts.strip()),
        "clauses": sealed.put(agreement, "clauses", given.clauses.strip()),
    }
    agreement.save()
    agreement.signatures.all().delete()
    writing.tell(events.DRAFTED, body)
    return writing.store()


@dataclass(frozen=True, kw_only=True)
class Owing:
    """An obligation as it is put into a draft; `amount` is in yuan."""

    by_side: Side
    to_side: Side
    what: str
    due_on: date
    amount: Decimal | None = None
    way: str = ""


@transaction.atomic
def owe(*, by: Actor, at: datetime, uid: UUID, seen: int, given: Owing, token: UUID | None = None) -> Matter:
    """Put an obligation into the draft. Raises Denied, Refused, Stale, Matter.DoesNotExist."""
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token, mediates=True)
    if writing.done:
        return writing.matter
    _refuse_owing(given, timezone.localdate(at))
    agreement = drawn_up(writing)
    obligation = Obligation(
        uid=uuid7(at),
        agreement=agreement,
        matter=writing.matter,
        by_side=given.by_side,
        to_side=given.to_side,
        amount=given.amount,
        due_on=given.due_on,
        state=ObligationState.DRAFT,
    )
    body = {
        "obligation": obligation.uid.hex,
        "by_side": given.by_side.value,
        "due_on": given.due_on.isoformat(),
        "what": sealed.put(obligation, "what", given.what.strip()),
        "way": sealed.put(obligation, "way", given.way.strip()),
    }
    obligation.save()
    agreement.signatures.all().delete()
    writing.tell(events.OWED, body)
    return writing.store()


@transaction.atomic
def drop(
    *, by: Actor, at: datetime, uid: UUID, seen: int, obligation: UUID, token: UUID | None = None
) -> Matter:
    """Take an obligation out of the draft. Raises Denied, Refused, Stale, Matter.DoesNotExist."""
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token, mediates=True)
    if writing.done:
        return writing.matter
    agreement = drawn_up(writing)
    agreement.obligations.get(uid=obligation).delete()
    agreement.signatures.all().delete()
    writing.tell(events.DROPPED, {"obligation": obligation.hex})
    return writing.store()


@transaction.atomic
def sign(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    signed: Mapping[str, str],
    on: date,
    electronic_agreed: bool = False,
    scans: Sequence[tuple[str, Accepted]] = (),
    token: UUID | None = None,
) -> Matter:
    """Record who signed and how, on a day; `signed` maps signers to ways, and `scans` are of the paper.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token, mediates=True)
    if writing.done:
        return writing.matter
    agreement = drawn_up(writing)
    _refuse_signing(writing, agreement, signed, on, electronic_agreed)
    parties = {str(party.pk): party for party in parties_of(writing.matter)}
    for signer, way in signed.items():
        Signature.objects.update_or_create(
            agreement=agreement,
            signer=signer,
            defaults={"party": parties.get(signer), "way": way, "on": on},
        )
    writing.tell(
        events.SIGNED,
        {"agreement": agreement.uid.hex, "signed": dict(sorted(signed.items())), "on": on.isoformat()},
    )
    _keep_scans(writing, scans)
    return writing.store()


@transaction.atomic
def conclude(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    given: Mapping[str, Any],
    on: date | None = None,
    token: UUID | None = None,
) -> Matter:
    """Put the agreement into effect and make the move of the procedure that says so, in one transaction.

    A written one takes effect when all parties, the mediator and the committee have signed and sealed it (People's
    Mediation Law, article 29), an oral one when it was reached, `on` a day (article 30). `given` is what else the
    move asks for. Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token, mediates=True)
    if writing.done:
        return writing.matter
    matter, agreement = writing.matter, drawn_up(writing)
    move = rules.settle_move(matter.declaration, matter.step, agreement.form)
    if move is None:
        raise refuse(_("An agreement of this form cannot be made where the matter stands."))
    agreement.effective_on = _effective_on(writing, agreement, on)
    agreement.state = AgreementState.EFFECTIVE
    agreement.copies = len(signers_of(matter)) - 1
    agreement.save()
    owed = list(agreement.obligations.all())
    agreement.obligations.update(state=ObligationState.OPEN)
    subject = Subject(agreement.subject)
    matter.facts = {
        **matter.facts,
        "agreement": agreement.effective_on.isoformat(),
        "agreement_about": FIRST_FACTS.get(subject, subject).value,
    }
    writing.tell(
        events.CONCLUDED,
        {
            "agreement": agreement.uid.hex,
            "form": agreement.form,
            "subject": agreement.subject,
            "effective_on": agreement.effective_on.isoformat(),
            "owed": len(owed),
        },
    )
    with translation.override(settings.LANGUAGE_CODE):
        terms = rules.terms_of(
            rules.split(sealed.text(agreement, "clauses")), [owed_by(each) for each in owed]
        )
    return carry_out(writing, move.key, {**given, "form": agreement.form, "terms": terms})


def drawn_up(writing: Writing) -> Agreement:
    """The draft of a matter in hand, locked. Raises Refused where there is none."""
    found = (
        Agreement.objects.select_for_update()
        .filter(matter=writing.matter, state=AgreementState.DRAFT)
        .first()
    )
    if found is None:
        raise refuse(_("There is no draft of an agreement. Please draw it up first."))
    return found


def _standing_draft(writing: Writing) -> Agreement:
    """The draft there is, or a new one; an agreement in effect is replaced, because mediation goes on again."""
    matter = writing.matter
    found = (
        Agreement.objects.select_for_update()
        .filter(matter=matter)
        .exclude(state=AgreementState.REPLACED)
        .first()
    )
    if found is not None and found.state == AgreementState.DRAFT:
        return found
    if found is not None:
        found.state = AgreementState.REPLACED
        found.save(update_fields=["state"])
        found.obligations.exclude(state=ObligationState.PERFORMED).update(state=ObligationState.DRAFT)
    return Agreement(uid=uuid7(writing.at), matter=matter, state=AgreementState.DRAFT, drafted_at=writing.at)


def _refuse_owing(given: Owing, today: date) -> None:
    faults = []
    if not given.what.strip():
        faults.append(Refusal(text=_("Please fill this in."), clause=law.WRITTEN, field="what"))
    if given.due_on < today:
        text = _("The day until which it is to be performed has passed.")
        faults.append(Refusal(text=text, clause=law.WRITTEN, field="due_on"))
    if given.by_side == given.to_side and given.by_side is not Side.BOTH:
        faults.append(Refusal(text=_("Nobody owes themselves something."), field="to_side"))
    if given.amount is not None and given.amount <= 0:
        faults.append(Refusal(text=_("Please give an amount above zero, or none."), field="amount"))
    if faults:
        raise Refused(faults)


def _refuse_signing(
    writing: Writing, agreement: Agreement, signed: Mapping[str, str], on: date, electronic_agreed: bool
) -> None:
    matter = writing.matter
    known = signers_of(matter)
    if not signed:
        raise refuse(_("Please say who has signed, and how."))
    if agreement.form == Form.ORAL:
        raise refuse(_("An oral agreement is not signed; the mediator records it."))
    for signer, way in signed.items():
        if signer not in known or Signing(way) not in rules.ways(signer):
            raise refuse(_("Please choose one of the answers offered."), field=f"way_{signer}")
    if on > timezone.localdate(writing.at):
        raise refuse(_("This day is still to come."), field="on")
    electronic = [signer for signer, way in signed.items() if way == Signing.ELECTRONIC]
    if not electronic:
        return
    refusal = rules.electronic_refusal(matter.category, agreement.subject)
    if refusal is not None:
        raise Refused([refusal])
    if not electronic_agreed:
        text = _("An electronic signature counts where the parties agreed to it and it is reliable.")
        raise Refused([Refusal(text=text, clause=law.RELIABLE, field="electronic_agreed")])


def _effective_on(writing: Writing, agreement: Agreement, on: date | None) -> date:
    """The day on which an agreement takes effect. Raises Refused while somebody has still to sign it."""
    today = timezone.localdate(writing.at)
    if agreement.form == Form.ORAL:
        if on is not None and on > today:
            raise refuse(_("This day is still to come."), field="on")
        return on or today
    known = signers_of(writing.matter)
    signatures = {each.signer: each.on for each in agreement.signatures.all()}
    if missing := rules.unsigned(known, signatures):
        text = _("Still to sign: %(who)s.") % {"who": ", ".join(str(known[signer]) for signer in missing)}
        raise Refused([Refusal(text=text, clause=law.WRITTEN)])
    return max(signatures.values())


def _keep_scans(writing: Writing, scans: Sequence[tuple[str, Accepted]]) -> None:
    files = keep_files(
        by_id=writing.by.person_id, at=writing.at, stream=writing.matter.stream, accepted=scans
    )
    if files:
        digests = [bytes(file.digest).hex() for file in files]
        writing.tell(ATTACHED, {"count": len(files), "digests": digests})
