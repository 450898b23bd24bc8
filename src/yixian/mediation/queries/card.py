"""Mediation in a matter at a glance, in one statement, nothing of it sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from yixian.matters.models import Matter
from yixian.mediation import rules
from yixian.mediation.enums import (
    OWED,
    AgreementState,
    Form,
    ObligationState,
    Ruling,
    SessionState,
    Side,
    Subject,
)
from yixian.mediation.models import (
    Agreement,
    Appointment,
    Confirmation,
    Obligation,
    Session,
    Signature,
)
from yixian.mediation.queries.agreements import clock_since
from yixian.mediation.queries.debts import end_of
from yixian.procedures.decide import Refusal
from yixian.procedures.language import Text
from yixian.rulebook.terms import Clock, due_date


@dataclass(frozen=True)
class Debt:
    """An obligation as far as it is not sealed."""

    uid: str
    by: str
    to: str
    amount: Decimal | None
    due_on: date
    ends_at: datetime
    state: str

    @property
    def state_label(self) -> Text:
        return ObligationState(self.state).label

    @property
    def by_label(self) -> Text:
        return Side(self.by).label

    @property
    def to_label(self) -> Text:
        return Side(self.to).label

    @property
    def owed(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OWED


@dataclass(frozen=True)
class Deal:
    """The agreement of a matter that counts, as far as it is not sealed."""

    form: Form
    subject: Subject
    state: AgreementState
    effective_on: date | None
    copies: int
    signed: int
    ruling: str

    @property
    def draft(self) -> bool:
        return self.state is AgreementState.DRAFT

    @property
    def in_effect(self) -> bool:
        return self.state is AgreementState.EFFECTIVE


@dataclass(frozen=True)
class Confirming:
    """Whether and until when a court may confirm an agreement."""

    refusal: Refusal | None
    clock: Clock | None
    last: date | None
    over: bool
    ruling: str

    @property
    def ruling_label(self) -> Text:
        return Ruling(self.ruling).label if self.ruling else ""

    @property
    def waits(self) -> bool:
        """Whether an application can still be made."""
        return (
            self.refusal is None and not self.over and self.ruling in ("", Ruling.REFUSED, Ruling.WITHDRAWN)
        )


@dataclass(frozen=True)
class Card:
    """Mediation in a matter at a glance, nothing of it sealed."""

    mediators: Sequence[str]
    held: int
    next_at: datetime | None
    next_place: str
    next_open: bool
    deal: Deal | None
    debts: Sequence[Debt]
    confirming: Confirming | None

    @property
    def empty(self) -> bool:
        """Whether nothing has been done yet."""
        return not (self.mediators or self.held or self.next_at or self.deal)

    @property
    def all_performed(self) -> bool:
        return bool(self.debts) and all(each.state == ObligationState.PERFORMED for each in self.debts)

    @property
    def defaulted(self) -> bool:
        return any(each.state == ObligationState.DEFAULTED for each in self.debts)


def card_of(matter: Matter, at: datetime) -> Card:
    """What the page of a matter shows of its mediation. One statement."""
    mine = {"matter": OuterRef("pk")}
    counted = {"agreement__matter": OuterRef("pk")}
    working = Appointment.objects.filter(**mine, ended_at__isnull=True).order_by("pk")
    sessions = Session.objects.filter(**mine).exclude(state=SessionState.CANCELLED).order_by("begins_at")
    deals = Agreement.objects.filter(**mine).exclude(state=AgreementState.REPLACED)
    signed = Signature.objects.filter(**counted).exclude(agreement__state=AgreementState.REPLACED)
    debts = Obligation.objects.filter(**mine).exclude(agreement__state=AgreementState.REPLACED)
    rulings = Confirmation.objects.filter(**counted).exclude(agreement__state=AgreementState.REPLACED)
    row = (
        Matter.objects.filter(pk=matter.pk)
        .order_by()
        .values_list(
            ArraySubquery(working.values_list("mediator__name")),
            ArraySubquery(sessions.values(json=_json("state", "begins_at", "place", "is_open"))),
            ArraySubquery(deals.values(json=_json("form", "subject", "state", "effective_on", "copies"))),
            ArraySubquery(signed.values_list("signer")),
            ArraySubquery(
                debts.order_by("due_on", "pk").values(
                    json=_json("uid", "by_side", "to_side", "amount", "due_on", "state")
                )
            ),
            ArraySubquery(rulings.order_by("pk").values_list("ruling")),
        )
        .get()
    )
    return _card(row, at)


def _json(*columns: str) -> JSONObject:
    return JSONObject(**{column: column for column in columns})


def _card(row: tuple[Any, ...], at: datetime) -> Card:
    mediators, sessions, deals, signed, debts, rulings = row
    planned = next((each for each in sessions if each["state"] == SessionState.PLANNED), None)
    deal = _deal(deals[0], len(signed), rulings[-1] if rulings else "") if deals else None
    return Card(
        mediators=mediators,
        held=sum(each["state"] == SessionState.HELD for each in sessions),
        next_at=datetime.fromisoformat(planned["begins_at"]) if planned else None,
        next_place=planned["place"] if planned else "",
        next_open=bool(planned and planned["is_open"]),
        deal=deal,
        debts=[_debt(each) for each in debts],
        confirming=_confirming(deal, at) if deal and deal.in_effect else None,
    )


def _deal(row: Mapping[str, Any], signed: int, ruling: str) -> Deal:
    effective = row["effective_on"]
    return Deal(
        form=Form(row["form"]),
        subject=Subject(row["subject"]),
        state=AgreementState(row["state"]),
        effective_on=date.fromisoformat(effective) if effective else None,
        copies=row["copies"],
        signed=signed,
        ruling=ruling,
    )


def _debt(row: Mapping[str, Any]) -> Debt:
    due_on = date.fromisoformat(row["due_on"])
    amount = row["amount"]
    return Debt(
        uid=row["uid"],
        by=row["by_side"],
        to=row["to_side"],
        amount=Decimal(str(amount)).quantize(Decimal("0.01")) if amount is not None else None,
        due_on=due_on,
        ends_at=end_of(due_on),
        state=row["state"],
    )


def _confirming(deal: Deal, at: datetime) -> Confirming:
    refusal = rules.unconfirmable(deal.subject)
    clock = None if refusal else clock_since(deal.effective_on)
    over = bool(clock and clock.due and clock.due <= at)
    return Confirming(refusal, clock, due_date(clock) if clock else None, over, deal.ruling)
