"""What is asked of somebody who looks for a way: nothing about persons, and only what bears on the kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Choice, Text
from yixian.remedies import kinds
from yixian.remedies.declare import KNOWN, Answer, Case, Scope, of, when
from yixian.remedies.enums import AnswerKind

YES = Choice(value="yes", label=_("Yes"))
NO = Choice(value="no", label=_("No"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Asked of a case in one of its scopes; a date that is left empty says that there was no such thing."""

    key: str
    label: Text
    kind: AnswerKind
    scopes: tuple[Scope, ...]
    choices: tuple[Choice, ...] = ()
    help: Text = ""

    def asked(self, case: Case) -> bool:
        return any(scope.holds(case) for scope in self.scopes)

    def read(self, given: Any) -> Answer | None:
        """The answer in what was kept or typed; None where it is none that this question knows."""
        if self.kind is AnswerKind.DATE:
            return _day(given)
        values = {choice.value for choice in self.choices}
        spoken = {True: "yes", False: "no"}.get(given, given) if isinstance(given, bool) else given
        return spoken if isinstance(spoken, str) and spoken in values else None


def _day(given: Any) -> date | None:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None


def _yes_no(key: str, label: Text, *scopes: Scope, hint: Text = "") -> Question:
    return Question(key=key, label=label, kind=AnswerKind.YES_NO, scopes=scopes, choices=(YES, NO), help=hint)


def _date(key: str, label: Text, *scopes: Scope, hint: Text = "") -> Question:
    return Question(key=key, label=label, kind=AnswerKind.DATE, scopes=scopes, help=hint)


def _choice(key: str, label: Text, choices: dict[str, Text], *scopes: Scope, hint: Text = "") -> Question:
    made = tuple(Choice(value=value, label=text) for value, text in choices.items())
    return Question(key=key, label=label, kind=AnswerKind.CHOICE, scopes=scopes, choices=made, help=hint)


SETTLED = (*kinds.CIVIL, *kinds.MEDICAL, *kinds.LABOUR)
AGAINST_AN_OFFICE = (
    of(kinds.OFFICES),
    of(kinds.TAKEN, when("expropriation", "yes")),
    of(kinds.OWNED, when("ruling")),
)
DECIDED = (of(kinds.OFFICES), of(kinds.TAKEN, when("expropriation", "yes")))

QUESTIONS: tuple[Question, ...] = (
    _date(
        KNOWN,
        _("When did you learn of it, and of who is behind it?"),
        of(kinds.EVERY),
        hint=_("The day from which you knew or should have known. Most time limits run from it."),
    ),
    _choice(
        "employer",
        _("For whom was the work done?"),
        {
            "unit": _("A company, a cooperative or another unit"),
            "household": _("A farming or herding household, or a family"),
            "agency": _("The dispute is with the social insurance office"),
        },
        of(kinds.LABOUR),
    ),
    _yes_no("wages", _("Is it about wages that are owed?"), of(kinds.LABOUR)),
    _yes_no("employed", _("Does the person still work there?"), of(kinds.LABOUR, when("wages", "yes"))),
    _date(
        "ended",
        _("When did the work end?"),
        of(kinds.LABOUR, when("wages", "yes"), when("employed", "no")),
    ),
    _yes_no(
        "iou",
        _("Is there a written note of the wages owed, and nothing else in dispute?"),
        of(kinds.LABOUR, when("wages", "yes")),
    ),
    _choice(
        "claim",
        _("What do you want from the other side?"),
        {
            "money": _("Money, damages or performance"),
            "stop": _("That they stop, or remove what is in the way"),
            "return": _("That they give back land or a house"),
        },
        of(("02", "04", "05", "06", "08", "09", "10", "03", "9999")),
    ),
    _choice(
        "claim",
        _("What do you want from the other side?"),
        {
            "money": _("Money, damages or performance"),
            "maintenance": _("Payments for a child, a parent or a spouse"),
            "divorce": _("Divorce"),
        },
        of(kinds.MARRIAGE),
    ),
    _yes_no("violence", _("Is there violence, or the threat of it?"), of(kinds.MARRIAGE)),
    _yes_no(
        "fight",
        _("Did it come to a minor fight or to damage that the police deal with?"),
        of(kinds.FIGHTS),
    ),
    _yes_no(
        "expropriation",
        _("Is it about land that was taken for the public, or the money for it?"),
        of(kinds.TAKEN),
    ),
    _yes_no(
        "ownership",
        _("Is it disputed to whom the land belongs or who has the right to use it?"),
        of(kinds.OWNED),
        hint=_(
            "Not who holds the contract, but the ownership or right of use itself: its extent, its boundary."
        ),
    ),
    _choice(
        "parties",
        _("Who are the two sides?"),
        {
            "persons": _("At least one of them is a private person or household"),
            "units": _("Both are units, such as two villages"),
        },
        of(kinds.OWNED, when("ownership", "yes")),
    ),
    _date(
        "ruling",
        _("When did you receive the government's decision on it?"),
        of(kinds.OWNED, when("ownership", "yes")),
        hint=_("Leave it empty if there is none."),
    ),
    _date("finding", _("When did you receive the police finding on the accident?"), of(kinds.TRAFFIC)),
    _choice(
        "medical_elsewhere",
        _("Has somebody accepted it for mediation?"),
        {
            "nobody": _("Nobody yet"),
            "people": _("The people's mediation committee for medical disputes"),
            "health": _("The health department"),
        },
        of(kinds.MEDICAL),
    ),
    _choice(
        "act_kind",
        _("What did the office do?"),
        {
            "other": _("It decided or did something else"),
            "on_the_spot": _("It fined me on the spot"),
            "title": _("It took or cut a right to land, pasture or forest that I already held"),
            "inaction": _("I asked it to do its duty, and it refused or did not answer"),
            "information": _("It did not give me the information I asked for"),
        },
        *AGAINST_AN_OFFICE,
    ),
    _date("act", _("When did you learn of what the office decided or did?"), *DECIDED),
    _date(
        "asked_on",
        _("When did the office receive your request?"),
        *(of(scope.kinds, *scope.tests, when("act_kind", "inaction")) for scope in AGAINST_AN_OFFICE),
    ),
    _yes_no(
        "told",
        _("Did its paper say that you may ask for reconsideration or sue, where, and until when?"),
        *AGAINST_AN_OFFICE,
    ),
    _yes_no("reconsidering", _("Is reconsideration under way?"), *AGAINST_AN_OFFICE),
    _date("reconsidered", _("When did you receive the decision on reconsideration?"), *AGAINST_AN_OFFICE),
    _yes_no(
        "arbitration_agreed",
        _("Did you agree in writing that an arbitration institution decides?"),
        of(kinds.BARGAINS),
    ),
    _date(
        "award",
        _("When did you receive the arbitration award?"),
        of((*kinds.LABOUR, *kinds.CONTRACTED)),
        hint=_("Leave it empty if there is none."),
    ),
    _choice(
        "side",
        _("On which side are you?"),
        {"worker": _("The worker"), "employer": _("The employer")},
        of(kinds.LABOUR, when("award")),
    ),
    _yes_no("award_final", _("Does the award say that it is final?"), of(kinds.LABOUR, when("award"))),
    _yes_no("refused", _("Has the other side clearly refused mediation?"), of(SETTLED)),
    _date(
        "agreement",
        _("When did a mediation agreement take effect?"),
        of(SETTLED),
        hint=_("Leave it empty if there is none."),
    ),
    _choice(
        "agreement_about",
        _("What does the agreement settle?"),
        {
            "performance": _("Money or what each side does"),
            "status": _("Marriage, parentage, adoption or who has custody"),
            "ownership": _("To whom a thing or a right belongs"),
            "special": _("What a court decides in a special procedure, such as declaring somebody missing"),
            "outside": _("Something that is no matter for the courts"),
        },
        of(SETTLED, when("agreement")),
    ),
    _date(
        "performance_due",
        _("By when should it have been performed, if it was not?"),
        of(SETTLED, when("agreement")),
    ),
    _yes_no("confirmed", _("Has the court confirmed the agreement?"), of(SETTLED, when("agreement"))),
    _yes_no("in_court", _("Has a court already accepted it?"), of(kinds.EVERY)),
    _date(
        "harmed",
        _("When did it happen, if you learned of it only many years later?"),
        of((*kinds.CIVIL, *kinds.MEDICAL)),
    ),
    _date("reply", _("When did you receive the written answer to a petition about it?"), of(kinds.EVERY)),
    _date("review", _("When did you receive the answer of the review?"), of(kinds.EVERY, when("reply"))),
    _yes_no("re_reviewed", _("Has the re-review been answered?"), of(kinds.EVERY, when("review"))),
)


def asked(case: Case) -> Iterator[Question]:
    """The questions that bear on a case as far as it is known: its kind, and the answers given so far."""
    return (question for question in QUESTIONS if question.asked(case))


def case_of(category: str, given: Mapping[str, Any]) -> Case:
    """A case from answers as typed or kept (dates also as ISO text).

    An answer to what is not asked of such a case is left out, and so is one that its question does not know.
    """
    case = Case(category=category)
    for question in QUESTIONS:
        answer = question.read(given.get(question.key)) if question.asked(case) else None
        if answer is not None:
            case = Case(category=category, answers={**case.answers, question.key: answer})
    return case
