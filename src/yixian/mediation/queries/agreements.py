"""The agreement of a matter: who signs it, what it says, until when a court may confirm it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from yixian.kernel import sealed
from yixian.matters.enums import PartyRole
from yixian.matters.models import Matter, Party
from yixian.mediation import limits, rules
from yixian.mediation.enums import (
    AgreementState,
)
from yixian.mediation.models import (
    Agreement,
    Aid,
    Appointment,
    Confirmation,
    Obligation,
    Opinion,
    Session,
    Signature,
)
from yixian.mediation.rules import Owed
from yixian.procedures.language import Text
from yixian.rulebook.queries import book
from yixian.rulebook.terms import LOCAL, Clock


def parties_of(matter: Matter) -> list[Party]:
    """The two sides of a matter, without those who speak for them. One statement."""
    return list(matter.parties.filter(role__in=(PartyRole.RAISER, PartyRole.OTHER)).order_by("pk"))


def signers_of(matter: Matter) -> dict[str, Text]:
    """Who signs an agreement: each party, by its id, or its side where no name is known; mediator, committee."""
    parties = parties_of(matter)
    found: dict[str, Text] = {}
    for role in (PartyRole.RAISER, PartyRole.OTHER):
        rows = [party for party in parties if party.role == role]
        if not rows:
            found[role.value] = role.label
        for number, party in enumerate(rows, 1):
            label = role.label if len(rows) == 1 else f"{role.label} {number}"
            found[str(party.pk)] = label
    return {
        **found,
        rules.MEDIATOR: _("The mediator, by name"),
        rules.COMMITTEE: _("The committee, with its seal"),
    }


def owed_by(obligation: Obligation) -> Owed:
    """An obligation with its opened texts; the caller records the opening."""
    return Owed(
        by=obligation.by_side,
        to=obligation.to_side,
        what=sealed.text(obligation, "what"),
        amount=obligation.amount,
        due=obligation.due_on,
        way=sealed.text(obligation, "way"),
    )


def confirmation_clock(agreement: Agreement) -> Clock | None:
    """The term for asking a court to confirm it, by the calendar as it is known; None before it is in effect."""
    return clock_since(agreement.effective_on)


def clock_since(effective_on: date | None) -> Clock | None:
    """The same term from a day on; None without one."""
    if effective_on is None:
        return None
    rule_book = book(effective_on)
    started = datetime.combine(effective_on, time(), LOCAL)
    return Clock.start("confirmation", rule_book.term(limits.CONFIRMATION), started, rule_book.calendar)


@dataclass(frozen=True)
class Dossier:
    """Everything about mediation in a matter; texts are opened by whoever recorded an opening."""

    appointments: list[Appointment]
    sessions: list[Session]
    agreement: Agreement | None
    obligations: list[Obligation]
    signatures: dict[str, Signature]
    confirmations: list[Confirmation]
    opinions: list[Opinion]
    aid: list[Aid]


def dossier(matter: Matter) -> Dossier:
    """Mediation in a matter, whole. Eight statements at most."""
    agreement = Agreement.objects.filter(matter=matter).exclude(state=AgreementState.REPLACED).first()
    appointments = Appointment.objects.filter(matter=matter).select_related("mediator__unit")
    return Dossier(
        appointments=list(appointments.defer("mediator__unit__boundary")),
        sessions=list(Session.objects.filter(matter=matter)),
        agreement=agreement,
        obligations=list(agreement.obligations.all()) if agreement else [],
        signatures={each.signer: each for each in agreement.signatures.all()} if agreement else {},
        confirmations=list(agreement.confirmations.all()) if agreement else [],
        opinions=list(Opinion.objects.filter(matter=matter)),
        aid=list(Aid.objects.filter(matter=matter)),
    )


def agreement_of(matter: Matter) -> Agreement | None:
    """The agreement of a matter that counts. One statement."""
    return Agreement.objects.filter(matter=matter).exclude(state=AgreementState.REPLACED).first()


def opened_terms(agreement: Agreement) -> tuple[list[str], list[tuple[Obligation, Owed]]]:
    """The clauses and obligations of an agreement, opened; the caller records the opening. One statement."""
    clauses = rules.split(sealed.text(agreement, "clauses"))
    return clauses, [(each, owed_by(each)) for each in agreement.obligations.all()]
