"""Arbitration, and the way to court after an award."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause
from yixian.remedies import kinds, limits
from yixian.remedies import sources as law
from yixian.remedies.declare import Count, Fee, Ground, Route, of, register, unless, when
from yixian.remedies.enums import Family
from yixian.remedies.table import shared

FINAL = (when("award_final", "yes"), when("side", "employer"))

LABOUR = register(
    Route(
        key="labour_arbitration",
        family=Family.ARBITRATION,
        title=_("Labour arbitration"),
        body=_("Labour dispute arbitration commission where the work was done or the employer is"),
        fee=Fee(text=_("none"), clause=Clause(source=law.LABOUR, article="53")),
        clause=Clause(source=law.LABOUR, article="5, 21"),
        scopes=(of(kinds.LABOUR),),
        counts=(
            Count(rule=limits.LABOUR, start=("known",), tests=(unless("wages", "yes"),)),
            Count(
                rule=limits.LABOUR,
                start=("known",),
                tests=(when("wages", "yes"), unless("employed", "yes", "no")),
            ),
            Count(
                rule=limits.WAGES,
                start=("ended", "known"),
                tests=(when("wages", "yes"), when("employed", "no")),
            ),
        ),
        free=(
            Ground(
                text=_("wages may be claimed without a time limit while the work lasts"),
                clause=Clause(source=law.LABOUR, article="27(4)"),
                tests=(when("wages", "yes"), when("employed", "yes")),
            ),
        ),
        bars=(
            Ground(
                text=_(
                    "work for a farming or herding household, or for a family, is no labour dispute: go to court"
                ),
                clause=shared.NO_LABOUR_HOUSEHOLD,
                tests=(when("employer", "household"),),
            ),
            Ground(
                text=_("a dispute with the social insurance office is a matter of an office"),
                clause=shared.NO_LABOUR_AGENCY,
                tests=(when("employer", "agency"),),
            ),
            Ground(
                text=_("there is an award: sue within the time that runs from it"),
                clause=Clause(source=law.LABOUR, article="48–50"),
                tests=(when("award"),),
            ),
        ),
        how=_("Hand in an application with copies for the other side; bring contract, pay slips, messages."),
        over=_(
            "Ask whether the time was broken off or stood still (Art. 27(2) and (3)); a claim or a request for help breaks it off."
        ),
        asking=shared.SUING_INTERRUPTS,
    )
)
LABOUR_SUIT = register(
    Route(
        key="labour_suit",
        family=Family.COURT,
        title=_("Sue after the labour award"),
        body=_("Basic people's court"),
        fee=shared.COURT_FEE,
        clause=Clause(source=law.LABOUR, article="48, 50"),
        scopes=(of(kinds.LABOUR, when("award")),),
        counts=(Count(rule=limits.LABOUR_SUIT, start=("award",)),),
        bars=(
            Ground(
                text=_("the award is final for the employer, who may only ask that it be annulled"),
                clause=Clause(source=law.LABOUR, article="47, 49"),
                tests=FINAL,
            ),
            shared.IN_COURT,
        ),
        how=_("Bring the award and the paper that shows on which day you received it."),
        over=_("The award is in force."),
        asking=shared.SUING_INTERRUPTS,
    )
)
LABOUR_ANNUL = register(
    Route(
        key="labour_annul",
        family=Family.COURT,
        title=_("Ask that a final labour award be annulled"),
        body=_("Intermediate people's court where the commission has its seat"),
        fee=shared.FEE_ASK_COURT,
        clause=Clause(source=law.LABOUR, article="49"),
        scopes=(of(kinds.LABOUR, when("award"), *FINAL),),
        counts=(Count(rule=limits.LABOUR_ANNUL, start=("award",)),),
        how=_("Bring the award and proof of one of the six grounds of the article."),
        over=_("The award is in force."),
    )
)
LAND = register(
    Route(
        key="land_arbitration",
        family=Family.ARBITRATION,
        title=_("Arbitration over contracted land or pasture"),
        body=_("Rural land contract arbitration commission where the land lies"),
        fee=Fee(text=_("none"), clause=Clause(source=law.LAND, article="52")),
        clause=Clause(source=law.LAND, article="2, 20–22"),
        scopes=(of((*kinds.CONTRACTED, *kinds.COLLECTIVE_LAND_TAKEN)),),
        counts=(Count(rule=limits.LAND, start=("known",)),),
        bars=(
            shared.EXPROPRIATION_BAR,
            Ground(
                text=shared.EXPROPRIATION_BAR.text,
                clause=shared.EXPROPRIATION_BAR.clause,
                kinds=kinds.COLLECTIVE_LAND_TAKEN,
            ),
            Ground(
                text=shared.FIRST_THE_GOVERNMENT,
                clause=Clause(source=law.LAND, article="22(3)"),
                tests=(when("ownership", "yes"),),
            ),
            shared.in_court(Clause(source=law.LAND, article="22(2)")),
            Ground(
                text=_("there is an award: sue within the time that runs from it"),
                clause=Clause(source=law.LAND, article="22(4), 48"),
                tests=(when("award"),),
            ),
        ),
        how=_(
            "Hand in an application, or have it written down there; bring the contract, the certificate and a sketch."
        ),
        over=_(
            "The commission will turn it down; the court still hears the same dispute (Fashi (2014) 1, Art. 1)."
        ),
        asking=shared.SUING_INTERRUPTS,
    )
)
LAND_SUIT = register(
    Route(
        key="land_suit",
        family=Family.COURT,
        title=_("Sue after the award on contracted land"),
        body=_("Basic people's court"),
        fee=shared.COURT_FEE,
        clause=Clause(source=law.LAND, article="48"),
        scopes=(of(kinds.CONTRACTED, when("award")),),
        counts=(Count(rule=limits.LAND_SUIT, start=("award",)),),
        bars=(shared.IN_COURT,),
        how=_(
            "Sue over the dispute itself, not against the award; bring the award and proof of the day you received it."
        ),
        over=_("The award is in force."),
        asking=shared.SUING_INTERRUPTS,
    )
)
AGREED = register(
    Route(
        key="agreed_arbitration",
        family=Family.ARBITRATION,
        title=_("Arbitration that was agreed"),
        body=_("Arbitration institution named in the agreement"),
        fee=Fee(
            text=_("fee by the rules of the institution"), clause=Clause(source=law.ARBITRATION, article="92")
        ),
        clause=Clause(source=law.ARBITRATION, article="4, 90"),
        scopes=(of(kinds.BARGAINS, when("arbitration_agreed", "yes")),),
        counts=(Count(rule=limits.CIVIL, start=("known",)),),
        bars=(shared.IN_COURT,),
        how=_("Bring the contract with the arbitration clause. The award is final."),
        over=shared.LIMITATION_OVER,
        asking=shared.SUING_INTERRUPTS,
    )
)
