"""Where a petition may stand. Whoever received it answers for it until it is handed over or goes to review."""

from django.utils.translation import gettext_lazy as _

from yixian.matters.enums import Ground
from yixian.petitions import sources as law
from yixian.places.enums import UnitKind
from yixian.procedures.enums import StepKind, Tier
from yixian.procedures.language import KEEPS, Clause, Holder, Limit, Step, Text

REVIEWERS = Holder(tier=Tier.BANNER, body=UnitKind.REVIEW_OFFICE)
DISCIPLINE = Holder(tier=Tier.BANNER, body=UnitKind.DISCIPLINE)


def _work(key: str, title: Text, plain: Text, limit: Limit, clause: Clause, holder: Holder = KEEPS) -> Step:
    return Step(key=key, title=title, plain=plain, holder=holder, limit=limit, clause=clause)


def _delivery(key: str, title: Text, clause: Clause) -> Step:
    plain = _("The written answer is on its way to you.")
    return _work(key, title, plain, Limit(rule="petition.deliver"), clause)


def _waiting(key: str, title: Text, plain: Text, limit: Limit, lapse: str, clause: Clause) -> Step:
    return Step(
        key=key, title=title, plain=plain, kind=StepKind.WAITING, limit=limit, lapse=lapse, clause=clause
    )


STEPS = (
    _work(
        "registered",
        _("Registered"),
        _("Your petition has arrived. Within fifteen days you are told who deals with it."),
        Limit(rule="petition.register", since="received_on"),
        law.REGISTER,
    ),
    _work(
        "suggestion",
        _("Suggestion being studied"),
        _("Your suggestion is being studied. You will get an answer."),
        Limit(rule="petition.suggestion"),
        law.SUGGESTION,
    ),
    _work(
        "duty",
        _("Duty to act being examined"),
        _("The office examines whether it must act, and acts or answers."),
        Limit(rule="petition.perform"),
        law.DUTY,
    ),
    _work(
        "handling",
        _("Accepted, opinion being prepared"),
        _("Your petition was accepted. You get a written opinion on each of your requests."),
        Limit(
            rule="petition.handle",
            extendable_by="petitions.extend",
            extension="petition.extension",
            extends_for=("complex",),
        ),
        law.HANDLE,
    ),
    _delivery("delivery", _("Opinion to be delivered"), law.OPINION),
    _waiting(
        "answered",
        _("Opinion delivered"),
        _("You have the opinion. Are you not content, you may ask for a review within thirty days."),
        Limit(rule="petition.ask_review", since="delivered_on"),
        "unreviewed",
        law.REVIEW,
    ),
    _work(
        "review",
        _("Under review"),
        _("The next higher office reviews the opinion."),
        Limit(rule="petition.review"),
        law.REVIEW,
        REVIEWERS,
    ),
    _delivery("review_delivery", _("Review opinion to be delivered"), law.REVIEW),
    _waiting(
        "reviewed",
        _("Review opinion delivered"),
        _(
            "You have the review opinion. Are you not content, you may ask for a re-review within thirty days."
        ),
        Limit(rule="petition.ask_rereview", since="review_delivered_on"),
        "unasked",
        law.REREVIEW,
    ),
    _work(
        "rereview",
        _("Under re-review"),
        _("The opinion is reviewed for the last time. A hearing may be held."),
        Limit(rule="petition.rereview", pausable=True, grounds=(Ground.HEARING,)),
        law.REREVIEW,
        REVIEWERS,
    ),
    _delivery("rereview_delivery", _("Re-review opinion to be delivered"), law.REREVIEW),
    _work(
        "accusation",
        _("Accusation with the competent office"),
        _("Your accusation is with the office that is competent. It is kept from those whom it is about."),
        Limit(rule="petition.accusation"),
        law.ACCUSATION,
        DISCIPLINE,
    ),
    Step(
        key="set_apart",
        title=_("Set apart as an accusation"),
        plain=_("It goes to the office that is competent for accusations."),
        kind=StepKind.END,
        clause=law.ACCUSATION,
    ),
    _waiting(
        "replied",
        _("Waiting for the petitioner's rating"),
        _("There is an answer for you. Please say whether you are content with it."),
        Limit(rule="petition.rate"),
        "unrated",
        law.QUERY,
    ),
    Step(key="ended", title=_("Concluded"), plain=_("It is concluded."), kind=StepKind.END, clause=law.FINAL),
)
