"""Joint mediation of minor fights and damage by police and justice (article 9 of the law as revised in 2025)."""

from django.utils.translation import gettext_lazy as _

from yixian.disputes.asks import ANSWER, ROUTES_TOLD, TOLD, TRIED
from yixian.disputes.bodies import asks, committee, endings, limits, sources
from yixian.disputes.bodies.enums import BodyOutcome, outcomes
from yixian.matters.types import TYPES
from yixian.places.enums import UnitKind
from yixian.procedures.enums import MoveKind
from yixian.procedures.language import Facts, Guard, Limit, Move, Procedure
from yixian.procedures.registry import register

law = sources.security
KINDS = ("02", "0303", "0499", "0599")
"""Among neighbours, bodily harm, and damage to things: fights and damage that may be minor."""
CATEGORIES = tuple(choice for choice in TYPES if choice.value.startswith(KINDS))
KIND = UnitKind.POLICE_MEDIATION
OPEN = ("applied", "mediation")


def _is_minor(facts: Facts) -> bool:
    return facts.get("gravity") != "grave"


IN_COURT, NOT_IN_COURT = asks.in_court(law("9"))
NO_CRIME = asks.unless(
    "crime",
    _("It may be a crime: it is not mediated here but left to the police."),
    law("9"),
)
IS_MINOR = Guard(
    key="is_minor",
    holds=_is_minor,
    text=_("Only minor breaches that come from a dispute among people may be mediated."),
    clause=law("9"),
)
GRAVITY = asks.chosen(
    "gravity",
    _("How grave the breach is, as the police judge it"),
    law("9"),
    minor=_("Minor, and it comes from a dispute among people"),
    none=_("No breach of public order"),
    grave=_("Not minor"),
)
TO_THE_POLICE = Move(
    key="exit_police",
    title=_("It may not be mediated: the police decide"),
    sources=OPEN,
    target="closed",
    kind=MoveKind.EXIT,
    ability="bodies.handle",
    fields=(TRIED, ANSWER, ROUTES_TOLD),
    guards=(TOLD,),
    outcome=BodyOutcome.POLICE_CASE.value,
    clause=law("9"),
    told=_("The police decide on it by law. For the damage you may sue."),
    answers=True,
)

POLICE = register(
    Procedure(
        key="police_mediation",
        version=1,
        title=_("Joint mediation by police and justice"),
        start="applied",
        steps=(
            committee.applied(
                KIND,
                _("Your application has arrived. Police and justice look at whether it may be mediated."),
                law("9"),
            ),
            committee.mediation(
                _("Police and justice mediate together. If you agree and keep to it, there is no penalty."),
                Limit(rule=limits.POLICE_MEDIATION, extendable_by="bodies.extend_agreed", pausable=True),
                law("9"),
                NO_CRIME,
            ),
            *committee.ends(),
        ),
        moves=(
            committee.accept("mediation", law("9"), (GRAVITY, IN_COURT), (IS_MINOR, NO_CRIME, NOT_IN_COURT)),
            endings.not_accepted(
                OPEN,
                law("9"),
                conditions=_("It is no dispute among people, or not minor"),
                court=_("A court has accepted it already"),
                decided=_("The police have decided on it already"),
            ),
            *committee.settling(OPEN, law("9")),
            TO_THE_POLICE,
            endings.to_court(OPEN, _("A party sues over the damage: mediation ends"), law("9")),
            endings.withdraw(OPEN, law("9")),
            endings.content(_("Content: close it"), sources.METHOD),
            *committee.reviewed(),
            *endings.after(
                performing=(
                    asks.chosen(
                        "approved",
                        _("Do the police approve that no penalty is imposed?"),
                        law("9"),
                        yes=_("Yes, on the parties' written application"),
                        no=_("No"),
                        none=_("There was no breach of public order"),
                    ),
                ),
                routes=_("It was not performed. The police decide by law, and you may sue over the damage."),
            ),
        ),
        legal_limit=None,
        outcomes=(*committee.OUTCOMES, *outcomes(BodyOutcome.POLICE_CASE)),
        categories=CATEGORIES,
        clause=law("9"),
        open_ability="bodies.register",
        numbering="警",
        passing=endings.passing(KIND, law("9"), admits=(NO_CRIME, NOT_IN_COURT)),
    )
)
