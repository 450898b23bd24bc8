"""What the moves of the specialised bodies ask for, and what must hold."""

from django.utils.translation import gettext_lazy as _

from yixian.disputes import sources as law
from yixian.procedures.enums import FieldKind
from yixian.procedures.language import Choice, Clause, Facts, Field, Guard, Text

ENFORCEABLE = Guard(
    key="enforceable",
    holds=lambda facts: facts.get("agreement_form") in ("written", "oral") or facts.get("in_force") is True,
    text=_("There is no agreement and no award in force that could be performed."),
    clause=law.FOLLOW_UP,
    fixed=True,
)


def flag(key: str, label: Text, clause: Clause) -> Field:
    """A tick that is remembered under its own name."""
    return Field(key=key, label=label, kind=FieldKind.YES_NO, required=False, fact=key, source=clause)


def unless(key: str, text: Text, clause: Clause) -> Guard:
    """Holds as long as the fact of this name is not true."""

    def holds(facts: Facts) -> bool:
        return facts.get(key) is not True

    return Guard(key=f"no_{key}", holds=holds, text=text, clause=clause)


def day(key: str, label: Text, clause: Clause, *, hint: Text = "", required: bool = True) -> Field:
    """A day that is remembered under its own name."""
    return Field(
        key=key,
        label=label,
        kind=FieldKind.DATE,
        help=hint,
        fact=key,
        source=clause,
        required=required,
    )


def chosen(key: str, label: Text, clause: Clause, **choices: Text) -> Field:
    """A choice that is remembered under its own name; `choices` maps each value to its words."""
    answers = tuple(Choice(value=value, label=words) for value, words in choices.items())
    return Field(key=key, label=label, kind=FieldKind.CHOICE, choices=answers, fact=key, source=clause)


def in_time(clause: Clause) -> Guard:
    """Holds unless those who decide on it found that it was asked for too late."""
    return Guard(
        key="in_time",
        holds=lambda facts: facts.get("timely") != "late",
        text=_("You found that it was asked for too late. Do not accept it, and say so with the reason."),
        clause=clause,
    )


def in_court(clause: Clause) -> tuple[Field, Guard]:
    """Whether a court has it already, and that it may not."""
    return (
        flag("in_court", _("A court has accepted it already"), clause),
        unless("in_court", _("A court has accepted it already: it may not be dealt with here."), clause),
    )


def terms(clause: Clause) -> Field:
    """What was agreed."""
    return Field(key="terms", label=_("What was agreed: who does what, how and until when"), source=clause)
