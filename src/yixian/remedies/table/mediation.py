"""Mediation, by whom and under which conditions."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause
from yixian.remedies import kinds, limits
from yixian.remedies import sources as law
from yixian.remedies.declare import Count, Fee, Ground, Route, of, register, when
from yixian.remedies.enums import Family
from yixian.remedies.table import shared

PEOPLE = register(
    Route(
        key="people_mediation",
        family=Family.MEDIATION,
        title=_("People's mediation"),
        body=_("People's mediation committee of the village, community or town"),
        fee=Fee(text=_("none"), clause=law.MEDIATION_FREE),
        clause=law.NOT_AGAINST_A_REFUSAL,
        scopes=(of(kinds.CIVIL),),
        bars=(
            Ground(
                text=_("the other side clearly refuses mediation"),
                clause=law.NOT_AGAINST_A_REFUSAL,
                tests=(when("refused", "yes"),),
            ),
        ),
        how=_("Ask by word of mouth or in writing; say what happened and what you want."),
        asking=law.INTERRUPTS,
    )
)
CONTRACT = register(
    Route(
        key="land_mediation",
        family=Family.MEDIATION,
        title=_("Mediation over contracted land or pasture"),
        body=_("Villagers' committee or town government"),
        fee=shared.FEE_NOT_NAMED,
        clause=Clause(source=law.LAND, article="3, 7"),
        scopes=(of(kinds.CONTRACTED),),
        how=_("Ask by word of mouth or in writing; bring the contract or certificate."),
        asking=law.INTERRUPTS,
    )
)
LABOUR = register(
    Route(
        key="labour_mediation",
        family=Family.MEDIATION,
        title=_("Labour mediation"),
        body=_(
            "Mediation committee of the company, people's mediation committee, or the town's labour mediation"
        ),
        fee=shared.FEE_NOT_NAMED,
        clause=Clause(source=law.LABOUR, article="10"),
        scopes=(of(kinds.LABOUR),),
        bars=(
            shared.refused(Clause(source=law.LABOUR, article="5")),
            Ground(
                text=_("the dispute is with an office, not with an employer"),
                clause=shared.NO_LABOUR_AGENCY,
                tests=(when("employer", "agency"),),
            ),
        ),
        how=_("Ask in writing or by word of mouth; without agreement after 15 days go on to arbitration."),
        asking=Clause(source=law.LABOUR, article="27(2)"),
    )
)
MEDICAL_PEOPLE = register(
    Route(
        key="medical_people",
        family=Family.MEDIATION,
        title=_("People's mediation of a medical dispute"),
        body=_("People's mediation committee for medical disputes"),
        fee=Fee(text=_("none"), clause=law.MEDIATION_FREE),
        clause=Clause(source=law.MEDICAL, article="31"),
        scopes=(of(kinds.MEDICAL),),
        bars=(
            shared.in_court(Clause(source=law.MEDICAL, article="31(4)")),
            Ground(
                text=_("the health department has accepted it for mediation"),
                clause=Clause(source=law.MEDICAL, article="31(4)"),
                tests=(when("medical_elsewhere", "health"),),
            ),
            shared.refused(Clause(source=law.MEDICAL, article="31(1)")),
        ),
        how=_("Both sides ask together, or one asks and the other agrees; bring the medical records."),
        asking=law.INTERRUPTS,
    )
)
MEDICAL_OFFICE = register(
    Route(
        key="medical_office",
        family=Family.MEDIATION,
        title=_("Administrative mediation of a medical dispute"),
        body=_("Health department of the banner where it happened"),
        fee=shared.FEE_NOT_NAMED,
        clause=Clause(source=law.MEDICAL, article="40"),
        scopes=(of(kinds.MEDICAL),),
        bars=(
            shared.in_court(Clause(source=law.MEDICAL, article="40(2)")),
            Ground(
                text=_("the people's mediation committee has accepted it"),
                clause=Clause(source=law.MEDICAL, article="40(2)"),
                tests=(when("medical_elsewhere", "people"),),
            ),
            shared.refused(Clause(source=law.MEDICAL, article="40(1)")),
        ),
        how=_(
            "Both sides ask together, or one asks and the other agrees; whether it is accepted is decided in 5 working days."
        ),
        asking=law.INTERRUPTS,
    )
)
TRAFFIC = register(
    Route(
        key="traffic_police",
        family=Family.MEDIATION,
        title=_("Mediation by the traffic police"),
        body=_("Traffic police that made the finding on the accident"),
        fee=shared.FEE_NOT_NAMED,
        clause=Clause(source=law.TRAFFIC_RULES, article="94"),
        scopes=(of(kinds.TRAFFIC),),
        counts=(Count(rule=limits.TRAFFIC, start=("finding",)),),
        bars=(
            shared.in_court(Clause(source=law.TRAFFIC_RULES, article="96(1)")),
            shared.refused(Clause(source=law.TRAFFIC_RULES, article="94(1)")),
        ),
        how=_("All sides ask together in writing; bring the finding and the bills."),
        asking=law.INTERRUPTS,
    )
)
POLICE = register(
    Route(
        key="police_mediation",
        family=Family.MEDIATION,
        title=_("Mediation by the police"),
        body=_("Police station that deals with it"),
        fee=shared.FEE_NOT_NAMED,
        clause=Clause(source=law.SECURITY, article="9"),
        scopes=(of(kinds.FIGHTS, when("fight", "yes")),),
        how=_(
            "Ask the officer in charge before the police decide. An agreement that is kept means no penalty."
        ),
        asking=law.INTERRUPTS,
    )
)
CONSUMER = register(
    Route(
        key="consumer",
        family=Family.MEDIATION,
        title=_("Consumer association, or complaint to the market office"),
        body=_("Consumer association, or the department in charge"),
        fee=shared.FEE_NOT_NAMED,
        clause=Clause(source=law.CONSUMER, article="39"),
        scopes=(of(("0505", "0601")),),
        how=_("Ask with the bill or the order, and say what you want."),
        asking=law.INTERRUPTS,
    )
)
WATER = register(
    Route(
        key="water_mediation",
        family=Family.MEDIATION,
        title=_("Mediation over water"),
        body=_("Banner government, or the department that it entrusts"),
        fee=shared.FEE_NOT_NAMED,
        clause=Clause(source=law.WATER, article="57"),
        scopes=(of(("0201", "0904")),),
        how=_("Ask in writing; until it is settled nobody may change things one-sidedly."),
        asking=law.INTERRUPTS,
    )
)
COURT = register(
    Route(
        key="court_mediation",
        family=Family.MEDIATION,
        title=_("Mediation by the court"),
        body=_("Basic people's court"),
        fee=Fee(text=_("court fee, unless the court says otherwise"), clause=law.COURT_FEE),
        clause=Clause(source=law.CIVIL_PROCEDURE, article="125"),
        scopes=(of((*kinds.CIVIL, *kinds.MEDICAL)),),
        counts=shared.CIVIL_COUNTS,
        free=shared.CIVIL_FREE,
        bars=(*shared.CIVIL_BARS, shared.refused(Clause(source=law.CIVIL_PROCEDURE, article="125"))),
        how=_("Say at the court's desk, when you sue, that you are willing to mediate."),
        over=shared.LIMITATION_OVER,
        asking=shared.SUING_INTERRUPTS,
    )
)
