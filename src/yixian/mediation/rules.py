"""Pure rules of mediation: who may mediate, how an agreement is made, what a court may confirm."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from yixian.mediation import sources as law
from yixian.mediation.enums import Form, Side, Signing, Subject, Tie
from yixian.procedures.decide import Refusal
from yixian.procedures.enums import FieldKind, MoveKind
from yixian.procedures.language import Clause, Move, Procedure, Text

FEWEST, MOST = 3, 9
"""Members of a people's mediation committee (People's Mediation Law, article 8)."""

FAMILY = "01"
MEDIATOR, COMMITTEE = "mediator", "committee"
"""Who signs beside the parties."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """A member of a committee, as far as its composition goes."""

    chair: bool
    woman: bool


def composition_faults(
    members: Sequence[Member], *, groups: bool | None, ends: date | None, on: date
) -> list[Refusal]:
    """What is wrong with a committee on a day.

    `groups` is what the committee confirms about members of smaller groups (None: it has not said);
    `ends` the last day of its term, None where no term is recorded.
    """
    chairs = sum(member.chair for member in members)
    found: list[tuple[bool, Text, Clause]] = [
        (
            not FEWEST <= len(members) <= MOST,
            gettext_lazy("A committee has three to nine members."),
            law.COMMITTEE,
        ),
        (chairs != 1, gettext_lazy("It has exactly one chair."), law.COMMITTEE),
        (not any(member.woman for member in members), gettext_lazy("It has women members."), law.COMMITTEE),
        (
            groups is None,
            gettext_lazy(
                "Where several groups live, it has members of the smaller ones: the committee has not confirmed it yet."
            ),
            law.COMMITTEE,
        ),
        (
            groups is False,
            gettext_lazy("Where several groups live, it has members of the smaller ones."),
            law.COMMITTEE,
        ),
        (ends is None, gettext_lazy("The beginning of its term is not recorded."), law.TERM),
        (ends is not None and on > ends, gettext_lazy("Its term of three years is over."), law.TERM),
    ]
    return [Refusal(text=text, clause=clause) for wrong, text, clause in found if wrong]


def tie_of(
    declared: str,
    *,
    lineage: Iterable[int],
    person: int | None,
    about_units: Iterable[int],
    about_persons: Collection[int],
) -> Tie | None:
    """What keeps a mediator from a matter: what they declare, or that it is about their unit or themselves."""
    if set(lineage) & set(about_units) or (person is not None and person in about_persons):
        return Tie.UNIT
    return Tie(declared) if declared else None


def tie_refusal(tie: Tie) -> Refusal:
    """Why somebody with this tie may not mediate."""
    text = gettext_lazy("This mediator may not be appointed: %(reason)s. Please choose somebody else.")
    return Refusal(text=text % {"reason": tie.label}, clause=law.RECUSAL, field="mediator")


def presumed(category: str) -> Subject:
    """What an agreement about such a dispute most often settles; whoever draws it up says what it really does."""
    if category in ("0101", "0102"):
        return Subject.STATUS
    if category in ("0403", "1001"):
        return Subject.OWNERSHIP
    if category[:2] in ("12", "13", "14", "15"):
        return Subject.OUTSIDE
    return Subject.PERFORMANCE


UNCONFIRMABLE: Mapping[Subject, tuple[Text, str]] = {
    Subject.OUTSIDE: (gettext_lazy("It is no matter for the courts."), "355(1)"),
    Subject.STATUS: (
        gettext_lazy("Marriage, parentage, adoption and custody cannot be confirmed this way."),
        "355(3)",
    ),
    Subject.SPECIAL: (gettext_lazy("Another special procedure is meant for it."), "355(4)"),
    Subject.OWNERSHIP: (
        gettext_lazy("To whom a thing or a right belongs cannot be confirmed this way."),
        "355(5)",
    ),
}


def unconfirmable(subject: str) -> Refusal | None:
    """Why no court confirms an agreement that settles this; None where one may."""
    found = UNCONFIRMABLE.get(Subject(subject))
    return (
        Refusal(text=found[0], clause=Clause(source=law.PROCEDURE_READING, article=found[1]))
        if found
        else None
    )


def electronic_refusal(category: str, subject: str) -> Refusal | None:
    """Why an agreement may not be signed electronically (Electronic Signature Law, article 3); None where it may."""
    if category[:2] == FAMILY or subject == Subject.STATUS:
        return Refusal(
            text=gettext_lazy(
                "Papers about marriage, adoption, inheritance and family ties may not be signed electronically. Please use paper."
            ),
            clause=law.NOT_ELECTRONIC,
        )
    if subject == Subject.UTILITIES:
        return Refusal(
            text=gettext_lazy(
                "Papers about stopping water, heat, gas or power may not be signed electronically. Please use paper."
            ),
            clause=law.NOT_ELECTRONIC,
        )
    return None


WAYS: Mapping[str, tuple[Signing, ...]] = {
    MEDIATOR: (Signing.SIGNATURE, Signing.ELECTRONIC),
    COMMITTEE: (Signing.SEAL, Signing.ELECTRONIC),
}


def ways(signer: str) -> tuple[Signing, ...]:
    """How somebody may sign: a party in every way, the mediator by name, the committee with its seal."""
    return WAYS.get(signer, tuple(Signing))


def unsigned(signers: Iterable[str], signed: Collection[str]) -> list[str]:
    """Who has still to sign (People's Mediation Law, article 29)."""
    return [signer for signer in signers if signer not in signed]


@dataclass(frozen=True, kw_only=True)
class Owed:
    """An obligation as the text of an agreement says it."""

    by: str
    to: str
    what: str
    amount: Decimal | None
    due: date
    way: str


def terms_of(clauses: Sequence[str], owed: Sequence[Owed]) -> str:
    """The text of an agreement: its clauses, then what each side owes until when, numbered on."""
    lines = [*clauses, *(_owed_line(each) for each in owed)]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _owed_line(owed: Owed) -> str:
    if owed.amount is not None:
        text = gettext("By %(day)s, %(by)s to %(to)s: %(what)s, %(amount)s yuan")
    else:
        text = gettext("By %(day)s, %(by)s to %(to)s: %(what)s")
    line = text % {
        "day": date_format(owed.due, "Y-m-d"),
        "by": Side(owed.by).label,
        "to": Side(owed.to).label,
        "what": owed.what,
        "amount": owed.amount,
    }
    return f"{line} ({owed.way})" if owed.way else line


def split(text: str) -> list[str]:
    """Clauses as they were typed, one a line; a number typed before one is left out."""
    return [line.lstrip("0123456789").lstrip(".、．) ").strip() for line in text.splitlines() if line.strip()]


def settle_move(procedure: Procedure, step: str, form: str) -> Move | None:
    """The move of a procedure by which parties agree in this form where a matter stands."""
    for move in procedure.moves_from(step):
        field = next((each for each in move.fields if each.key == "form"), None)
        if move.kind is MoveKind.SETTLE and field is not None and field.kind is FieldKind.CHOICE:
            return move if Form(form).value in {choice.value for choice in field.choices} else None
    return None


def move_from(procedure: Procedure, step: str, key: str) -> Move | None:
    """The move of this key out of a step; None where the procedure has none there."""
    return next((move for move in procedure.moves_from(step) if move.key == key), None)
