"""Mediation of medical disputes, closed to the public throughout (regulation of 2018, articles 31 to 42)."""

from django.utils.translation import gettext_lazy as _

from yixian.disputes.bodies import asks, committee, endings, limits, sources
from yixian.matters.enums import Ground
from yixian.matters.types import TYPES
from yixian.places.enums import UnitKind
from yixian.procedures.language import Facts, Field, Guard, Limit, Procedure
from yixian.procedures.registry import register
from yixian.remedies.kinds import MEDICAL as KINDS

law = sources.medical
CATEGORIES = tuple(choice for choice in TYPES if choice.value.startswith(KINDS))
KIND = UnitKind.MEDICAL_COMMITTEE
OPEN = ("applied", "mediation")


def _closed_to_the_public(facts: Facts) -> bool:
    return facts.get("closed_to_public") is True


IN_COURT, NOT_IN_COURT = asks.in_court(law("31(4)"))
NOT_ELSEWHERE = asks.unless(
    "health_department",
    _("The health department has accepted it for mediation: it may not be mediated twice."),
    law("31(4)"),
)
CLOSED = Guard(
    key="closed_to_public",
    holds=_closed_to_the_public,
    text=_("A medical dispute is mediated without the public, and nothing of it is made known."),
    clause=law("42"),
)

MEDICAL = register(
    Procedure(
        key="medical_mediation",
        version=1,
        title=_("Mediation of medical disputes"),
        start="applied",
        steps=(
            committee.applied(
                KIND,
                _("Your application has arrived. If only one side asks, the other is asked whether it agrees."),
                law("31"),
            ),
            committee.mediation(
                _("The committee mediates between you, without the public. It may ask experts, and have an appraisal made if you agree."),
                Limit(
                    rule=limits.MEDICAL_MEDIATION,
                    extendable_by="bodies.extend_agreed",
                    pausable=True,
                    grounds=(Ground.APPRAISAL.value,),
                ),
                law("38"),
                CLOSED,
            ),
            *committee.ends(),
        ),
        moves=(
            committee.accept(
                "mediation",
                law("31"),
                (
                    IN_COURT,
                    asks.flag("health_department", _("The health department has accepted it for mediation"), law("31(4)")),
                    Field(
                        key="experts",
                        label=_("Which experts are to be asked, and about what"),
                        required=False,
                        source=law("33"),
                    ),
                ),
                (NOT_IN_COURT, NOT_ELSEWHERE),
                sets={"closed_to_public": True},
            ),
            endings.not_accepted(
                OPEN,
                law("31(4)"),
                court=_("A court has accepted it already"),
                elsewhere=_("The health department has accepted it for mediation"),
                conditions=_("The other side does not agree to mediation"),
            ),
            *committee.settling(OPEN, law("38, 39")),
            endings.to_court(OPEN, _("A party sues: mediation ends"), law("31(4), 43")),
            endings.withdraw(OPEN, law("31")),
            endings.content(_("Content: close it"), sources.METHOD),
            *committee.reviewed(),
            *endings.after(),
        ),
        legal_limit=None,
        outcomes=committee.OUTCOMES,
        categories=CATEGORIES,
        clause=law("31"),
        open_ability="bodies.register",
        numbering="医",
        discreet=True,
        passing=endings.passing(KIND, law("31"), admits=(NOT_IN_COURT, NOT_ELSEWHERE)),
    )
)  # fmt: skip
