"""The civil court: suit, payment order, confirmation of an agreement, enforcement, protection."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause, Text
from yixian.remedies import kinds, limits
from yixian.remedies import sources as law
from yixian.remedies.declare import Count, Ground, Route, of, register, unless, when
from yixian.remedies.enums import Family
from yixian.remedies.table import shared

DEFAULTED = (when("agreement"), when("performance_due"))
CONFIRMED = Ground(
    text=_("the court has confirmed the agreement: ask for its enforcement"),
    clause=Clause(source=law.CIVIL_PROCEDURE, article="206"),
    tests=(when("confirmed", "yes"),),
)

SUIT = register(
    Route(
        key="civil_suit",
        family=Family.COURT,
        title=_("Civil suit"),
        body=_("Basic people's court"),
        fee=shared.COURT_FEE,
        clause=Clause(source=law.CIVIL_CODE, article="188"),
        scopes=(of((*kinds.CIVIL, *kinds.MEDICAL, *kinds.LABOUR)),),
        counts=shared.CIVIL_COUNTS,
        free=shared.CIVIL_FREE,
        bars=(
            *shared.CIVIL_BARS,
            Ground(
                text=_("a dispute with the social insurance office is a matter of an office"),
                clause=shared.NO_LABOUR_AGENCY,
                kinds=kinds.LABOUR,
                tests=(when("employer", "agency"),),
            ),
            Ground(
                text=_("a labour dispute goes to arbitration first; then one may sue"),
                clause=Clause(source=law.LABOUR, article="5"),
                kinds=kinds.LABOUR,
                tests=(unless("employer", "household", "agency"), unless("iou", "yes")),
            ),
        ),
        how=_(
            "Bring a written complaint with copies for the other side, your identity card and the evidence."
        ),
        over=shared.LIMITATION_OVER,
        asking=shared.SUING_INTERRUPTS,
    )
)
WAGE_ORDER = register(
    Route(
        key="wage_order",
        family=Family.COURT,
        title=_("Payment order on a wage agreement"),
        body=_("Basic people's court"),
        fee=shared.FEE_ASK_COURT,
        clause=Clause(source=law.LABOUR, article="16"),
        scopes=(of(kinds.LABOUR, *DEFAULTED, unless("employer", "household", "agency")),),
        opens="performance_due",
        bars=(CONFIRMED,),
        how=_("Bring the mediation agreement on wages, injury costs or compensation that was not performed."),
        asking=Clause(source=law.LIMITATION_READING, article="11(1)"),
    )
)
DEBT_ORDER = register(
    Route(
        key="debt_order",
        family=Family.COURT,
        title=_("Payment order for a debt"),
        body=_("Basic people's court"),
        fee=shared.FEE_ASK_COURT,
        clause=Clause(source=law.CIVIL_PROCEDURE, article="225"),
        scopes=(of(("06", "08"), when("claim", "money")),),
        counts=(Count(rule=limits.CIVIL, start=("known",)),),
        bars=(shared.IN_COURT, shared.AGREED_ARBITRATION_BAR),
        how=_(
            "For a sum that is due and certain, where neither side owes the other anything else; bring the note."
        ),
        over=shared.LIMITATION_OVER,
        asking=Clause(source=law.LIMITATION_READING, article="11(1)"),
    )
)


def _unconfirmable(about: str, text: Text, item: str) -> Ground:
    clause = Clause(source=law.CIVIL_PROCEDURE_READING, article=f"355({item})")
    return Ground(text=text, clause=clause, tests=(when("agreement_about", about),))


CONFIRMATION = register(
    Route(
        key="confirmation",
        family=Family.COURT,
        title=_("Have the mediation agreement confirmed"),
        body=_(
            "Basic people's court of a party, of the thing, or of the mediation body; or the court that invited it"
        ),
        fee=shared.FEE_ASK_COURT,
        clause=Clause(source=law.MEDIATION, article="33"),
        scopes=(of((*kinds.CIVIL, *kinds.MEDICAL, *kinds.LABOUR), when("agreement")),),
        counts=(Count(rule=limits.CONFIRMATION, start=("agreement",)),),
        bars=(
            CONFIRMED,
            _unconfirmable("outside", _("it is no matter for the courts"), "1"),
            _unconfirmable(
                "status", _("marriage, parentage, adoption and custody cannot be confirmed this way"), "3"
            ),
            _unconfirmable("special", _("another special procedure is meant for it"), "4"),
            _unconfirmable(
                "ownership", _("to whom a thing or a right belongs cannot be confirmed this way"), "5"
            ),
        ),
        how=_("Both sides apply together; bring the agreement and your identity cards."),
        over=_("The agreement still binds both sides; who does not perform it can be sued."),
    )
)
AGREEMENT_SUIT = register(
    Route(
        key="agreement_suit",
        family=Family.COURT,
        title=_("Sue on the mediation agreement"),
        body=_("Basic people's court"),
        fee=shared.COURT_FEE,
        clause=Clause(source=law.MEDIATION, article="32"),
        scopes=(of((*kinds.CIVIL, *kinds.MEDICAL), *DEFAULTED),),
        opens="performance_due",
        counts=(Count(rule=limits.CIVIL, start=("performance_due",)),),
        bars=(CONFIRMED, shared.IN_COURT),
        how=_("Bring the agreement and show what was not performed."),
        over=shared.LIMITATION_OVER,
        asking=shared.SUING_INTERRUPTS,
    )
)
ENFORCEMENT = register(
    Route(
        key="enforcement",
        family=Family.COURT,
        title=_("Have the confirmed agreement enforced"),
        body=_("People's court that confirmed it"),
        fee=shared.FEE_ASK_COURT,
        clause=Clause(source=law.CIVIL_PROCEDURE, article="206"),
        scopes=(of((*kinds.CIVIL, *kinds.MEDICAL, *kinds.LABOUR), *DEFAULTED, when("confirmed", "yes")),),
        opens="performance_due",
        counts=(Count(rule=limits.ENFORCEMENT, start=("performance_due",)),),
        how=_("Bring the court's ruling and the agreement."),
        over=_("The court may still accept it, but the other side may object that it is too late."),
        asking=Clause(source=law.LIMITATION_READING, article="11(5)"),
    )
)
PROTECTION = register(
    Route(
        key="protection",
        family=Family.COURT,
        title=_("Protection order against violence"),
        body=_("Basic people's court"),
        fee=shared.FEE_ASK_COURT,
        clause=Clause(source=law.VIOLENCE, article="23, 28"),
        scopes=(of(kinds.MARRIAGE, when("violence", "yes")),),
        how=_(
            "Ask at once, or let relatives, police or the village ask for you; the court decides within 72 hours, if urgent within 24."
        ),
        note=_("In danger, call 110."),
    )
)
