"""What several routes have in common."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause
from yixian.remedies import kinds, limits
from yixian.remedies import sources as law
from yixian.remedies.declare import Count, Fee, Ground, unless, when

FEE_NOT_NAMED = Fee(text=_("the law quoted here names no fee; please ask"))
COURT_FEE = Fee(
    text=_("court fee by the national rules; whoever is in need may ask to pay later, less or nothing"),
    clause=law.COURT_FEE,
)
FEE_ASK_COURT = Fee(text=_("please ask at the court's desk"))
SUIT_FEE = Fee(
    text=_("court fee, borne by whoever loses"), clause=Clause(source=law.ADMINISTRATIVE_SUIT, article="102")
)
SUING_INTERRUPTS = Clause(source=law.CIVIL_CODE, article="195(3)")
NO_LABOUR_AGENCY = Clause(source=law.LABOUR_READING, article="2(1)")
NO_LABOUR_HOUSEHOLD = Clause(source=law.LABOUR_READING, article="2(4), 2(6)")
LIMITATION_OVER = _(
    "You may still ask; but once the other side objects that it is too late, it need not perform (Civil Code, Art. 192)."
)


def refused(clause: Clause) -> Ground:
    """Closed, since it takes both sides."""
    return Ground(
        text=_("the other side clearly refuses mediation"), clause=clause, tests=(when("refused", "yes"),)
    )


def in_court(clause: Clause) -> Ground:
    """Closed, since a court has it."""
    return Ground(text=_("a court has already accepted it"), clause=clause, tests=(when("in_court", "yes"),))


IN_COURT = in_court(Clause(source=law.CIVIL_PROCEDURE_READING, article="247"))
FIRST_THE_GOVERNMENT = _(
    "the government decides first to whom it belongs; then one may sue against its decision"
)


def _ownership(source: Clause, belonging: tuple[str, ...]) -> Ground:
    return Ground(
        text=FIRST_THE_GOVERNMENT, clause=source, kinds=belonging, tests=(when("ownership", "yes"),)
    )


GRASSLAND_RULING = Clause(source=law.GRASSLAND, article="16")
FOREST_RULING = Clause(source=law.FOREST, article="22")
LAND_RULING = Clause(source=law.LAND_ADMINISTRATION, article="14")
OWNERSHIP_BARS = (
    _ownership(GRASSLAND_RULING, kinds.GRASSLAND),
    _ownership(FOREST_RULING, kinds.FOREST),
    _ownership(LAND_RULING, kinds.OTHER_LAND),
)
EXPROPRIATION_BAR = Ground(
    text=_(
        "land taken for the public, and the money for it, go to reconsideration or to court as a matter of an office"
    ),
    clause=Clause(source=law.LAND, article="2(3)"),
    kinds=kinds.CONTRACTED,
    tests=(when("expropriation", "yes"),),
)
AGREED_ARBITRATION_BAR = Ground(
    text=_("you agreed in writing that an arbitration institution decides"),
    clause=Clause(source=law.ARBITRATION, article="5"),
    kinds=kinds.BARGAINS,
    tests=(when("arbitration_agreed", "yes"),),
)
LAND_AWARD_BAR = Ground(
    text=_("there is an award: sue within the time that runs from it"),
    clause=Clause(source=law.LAND, article="48"),
    kinds=kinds.CONTRACTED,
    tests=(when("award"),),
)
CIVIL_BARS = (IN_COURT, *OWNERSHIP_BARS, AGREED_ARBITRATION_BAR, LAND_AWARD_BAR)
CIVIL_COUNTS = (
    Count(rule=limits.CIVIL, start=("known",)),
    Count(rule=limits.CIVIL_LONGEST, start=("harmed",), tests=(when("harmed"),)),
)
CIVIL_FREE = (
    Ground(
        text=_("a claim to stop, or to remove what is in the way, has no time limit"),
        clause=Clause(source=law.CIVIL_CODE, article="196(1)"),
        tests=(when("claim", "stop"),),
    ),
    Ground(
        text=_("whoever owns land or a house may claim it back without a time limit"),
        clause=Clause(source=law.CIVIL_CODE, article="196(2)"),
        tests=(when("claim", "return"),),
    ),
    Ground(
        text=_("a claim to maintenance has no time limit"),
        clause=Clause(source=law.CIVIL_CODE, article="196(3)"),
        tests=(when("claim", "maintenance"),),
    ),
    Ground(
        text=_("divorce may be asked for at any time"),
        clause=Clause(source=law.CIVIL_CODE, article="1079"),
        tests=(when("claim", "divorce"),),
    ),
)
UNTOLD = when("told", "no")
NOT_UNTOLD = unless("told", "no")
