"""Arbitration over contracted land and pasture (law of 2009 on mediation and arbitration of such disputes)."""

from django.utils.translation import gettext_lazy as _

from yixian.disputes.bodies import asks, endings, limits, sources, tribunal
from yixian.matters.types import TYPES
from yixian.places.enums import UnitKind
from yixian.procedures.language import Facts, Guard, Limit, Procedure
from yixian.procedures.registry import register
from yixian.remedies import limits as remedies
from yixian.remedies.kinds import CONTRACTED

law = sources.land
CATEGORIES = tuple(choice for choice in TYPES if choice.value.startswith(CONTRACTED))
KIND = UnitKind.LAND_ARBITRATION

LAW = tribunal.Law(
    accept=law("23"),
    serve=law("24"),
    defence=law("25"),
    mediation=law("11"),
    notice=law("31"),
    hearing=law("30"),
    delivery=law("45"),
    suit=law("48"),
)
CLOCKS = tribunal.Clocks(
    accept=limits.LAND_ACCEPT,
    serve=limits.LAND_SERVE,
    defence=limits.LAND_DEFENCE,
    notice=limits.LAND_NOTICE,
    delivery=limits.LAND_DELIVERY,
    suit=remedies.LAND_SUIT,
)

IN_COURT, NOT_IN_COURT = asks.in_court(law("22(2)"))
NO_EXPROPRIATION = asks.unless(
    "expropriation",
    _("The taking of land and its compensation are not arbitrated: reconsideration or the court is open."),
    law("2(3)"),
)
NO_OWNERSHIP = asks.unless(
    "ownership",
    _("To whom land belongs is decided by the government first; that is not arbitrated."),
    law("22(3)"),
)
NOT_DECIDED = asks.unless(
    "decided",
    _("There is a judgment, award or decision in force on it: it is not arbitrated again."),
    law("22(4)"),
)
EXCLUSIONS = (NO_EXPROPRIATION, NO_OWNERSHIP, NOT_IN_COURT, NOT_DECIDED)
EXCLUDED = (
    asks.flag("expropriation", _("It is about the taking of land, or compensation for it"), law("2(3)")),
    asks.flag("ownership", _("It is about to whom the land belongs"), law("22(3)")),
    IN_COURT,
    asks.flag("decided", _("There is a judgment, award or decision in force on it"), law("22(4)")),
)
TIMELY = asks.chosen(
    "timely",
    _("Was it asked for in time? The commission decides"),
    law("18"),
    within=_("Yes, within the time that the law gives"),
    interrupted=_("Yes: the time was broken off or stood still, as the file shows"),
    late=_("No, it is too late"),
)


def _sits_where_both_ask(facts: Facts) -> bool:
    return facts.get("both_ask") is not True or facts.get("seat") != "commission"


def _is_understood(facts: Facts) -> bool:
    return facts.get("translation") != "missing"


SITS_WHERE_BOTH_ASK = Guard(
    key="sits_where_both_ask",
    holds=_sits_where_both_ask,
    text=_("Where both parties ask for it, the tribunal must sit in the town or village of the land."),
    clause=law("30(2)"),
)
IS_UNDERSTOOD = Guard(
    key="is_understood",
    holds=_is_understood,
    text=_("Whoever does not know the local language must be given a translation."),
    clause=law("36"),
)
CALLING = (
    asks.chosen(
        "seat",
        _("Where the tribunal sits"),
        law("30(2)"),
        village=_("In the village of the land"),
        town=_("In the town of the land"),
        commission=_("At the commission"),
    ),
    asks.flag("both_ask", _("Both parties ask that it sits in the town or village"), law("30(2)")),
    asks.chosen(
        "translation",
        _("Does everybody understand the language spoken there?"),
        law("36"),
        understood=_("Yes"),
        given=_("No; a translation is given"),
        missing=_("No; there is no translation yet"),
    ),
    asks.chosen(
        "hearing",
        _("Who may listen"),
        law("30(3)"),
        open=_("Everybody"),
        closed=_("Nobody else: the parties agreed so, or privacy requires it"),
    ),
)

LAND = register(
    Procedure(
        key="land_arbitration",
        version=1,
        title=_("Arbitration over contracted land and pasture"),
        start="applied",
        steps=tribunal.steps(KIND, LAW, CLOCKS),
        moves=(
            tribunal.accept(
                LAW,
                (
                    asks.day(
                        "known_on",
                        _("Day on which the applicant knew that their right was infringed"),
                        law("18"),
                        hint=_("The time for applying counts from it; the route finder shows its last day."),
                    ),
                    TIMELY,
                    *EXCLUDED,
                ),
                (asks.in_time(law("18")), *EXCLUSIONS),
            ),
            endings.not_accepted(
                tribunal.OPEN,
                law("22, 23"),
                conditions=_("The conditions of an application are not met"),
                court=_("A court has accepted it already"),
                elsewhere=_("By law another body deals with it"),
                decided=_("There is a judgment, award or decision in force on it"),
                late=_("It was asked for too late"),
            ),
            *tribunal.preparation(LAW),
            *tribunal.hearings(LAW, CALLING, (SITS_WHERE_BOTH_ASK, IS_UNDERSTOOD)),
            *tribunal.settlement(LAW),
            endings.content(_("All have signed for it: it is in force"), law("11(3)")),
            *tribunal.award_served(LAW),
            endings.to_court(tribunal.OPEN, _("It goes to the court"), law("4")),
            endings.withdraw(tribunal.OPEN, law("32")),
            *endings.after(
                routes=_("It was not performed. You may ask the court to enforce it."),
            ),
        ),
        legal_limit=Limit(
            rule=limits.LAND_AWARD, extendable_by="bodies.extend", extension=limits.LAND_EXTENSION
        ),
        outcomes=tribunal.OUTCOMES,
        categories=CATEGORIES,
        clause=law("2"),
        open_ability="bodies.register",
        numbering="仲",
        passing=endings.passing(KIND, law("2, 21, 22"), admits=EXCLUSIONS),
    )
)
