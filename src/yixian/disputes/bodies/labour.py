"""Labour arbitration, with the mediation that may come before it (law of 2007)."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from yixian.disputes.asks import CONSENT, CONSENT_ASKED
from yixian.disputes.bodies import asks, endings, limits, sources, tribunal
from yixian.matters.types import TYPES
from yixian.places.enums import UnitKind
from yixian.procedures.enums import MoveKind, Mover
from yixian.procedures.language import KEEPS, Limit, Move, Procedure, Step
from yixian.procedures.registry import register
from yixian.remedies import limits as remedies
from yixian.remedies.kinds import LABOUR as KINDS
from yixian.remedies.table.shared import NO_LABOUR_AGENCY, NO_LABOUR_HOUSEHOLD

law = sources.labour
CATEGORIES = tuple(choice for choice in TYPES if choice.value.startswith(KINDS))
KIND = UnitKind.LABOUR_ARBITRATION
OPEN = ("applied", "conciliation", *tribunal.OPEN[1:])

LAW = tribunal.Law(
    accept=law("29"),
    serve=law("30(1)"),
    defence=law("30(2)"),
    mediation=law("42"),
    notice=law("35"),
    hearing=law("26, 43"),
    delivery=law("46"),
    suit=law("48, 50"),
)
CLOCKS = tribunal.Clocks(
    accept=limits.LABOUR_ACCEPT,
    serve=limits.LABOUR_SERVE,
    defence=limits.LABOUR_DEFENCE,
    notice=limits.LABOUR_NOTICE,
    delivery=limits.LABOUR_DELIVERY,
    suit=remedies.LABOUR_SUIT,
)

IN_COURT, NOT_IN_COURT = asks.in_court(law("5"))
NO_HOUSEHOLD = asks.unless(
    "household",
    _("Work for a farming or herding household, or for a family, is no labour dispute: go to the court."),
    NO_LABOUR_HOUSEHOLD,
)
NO_AGENCY = asks.unless(
    "agency",
    _("A dispute with the social insurance office is no labour dispute: it is a matter of that office."),
    NO_LABOUR_AGENCY,
)
EXCLUSIONS = (NO_HOUSEHOLD, NO_AGENCY, NOT_IN_COURT)
EXCLUDED = (
    asks.flag("household", _("The employer is a farming or herding household, or a family"), NO_LABOUR_HOUSEHOLD),
    asks.flag("agency", _("It is against the social insurance office"), NO_LABOUR_AGENCY),
    IN_COURT,
)  # fmt: skip
TIMELY = asks.chosen(
    "timely",
    _("Was it asked for in time? The commission decides"),
    law("27"),
    within=_("Yes, within the time that the law gives"),
    interrupted=_("Yes: the time was broken off or stood still, as the file shows"),
    wages=_("Yes: it is about wages, and the work goes on, or the time after its end is not over"),
    late=_("No, it is too late"),
)

CONCILIATION = Step(
    key="conciliation",
    title=_("Labour mediation before arbitration"),
    plain=_(
        "Somebody mediates between you and your employer. Without an agreement you go on to arbitration."
    ),
    holder=KEEPS,
    limit=Limit(rule=limits.LABOUR_MEDIATION),
    requires=(CONSENT,),
    lapse="arbitrate",
    clause=law("14(3)"),
    mediates=True,
)
APPLIED, *REST = tribunal.steps(KIND, LAW, CLOCKS)
FIRST_MEDIATION = (
    Move(
        key="mediate_first",
        title=_("Mediate before arbitration"),
        sources=("applied",),
        target="conciliation",
        kind=MoveKind.FORWARD,
        ability="bodies.handle",
        fields=(CONSENT_ASKED,),
        guards=(
            asks.unless(
                "mediated", _("Mediation was tried already. Decide whether it is accepted."), law("14(3)")
            ),
        ),
        clause=law("5, 10"),
        told=_("Mediation has begun. Without an agreement in its time it goes on to arbitration."),
    ),
    Move(
        key="arbitrate",
        title=_("No agreement: go on to arbitration"),
        sources=("conciliation",),
        target="applied",
        kind=MoveKind.RETURN,
        ability="bodies.handle",
        movers=frozenset({Mover.OFFICER, Mover.RAISER, Mover.CLOCK}),
        sets={"mediated": True},
        clears=("consent",),
        clause=law("14(3)"),
        told=_("There was no agreement. Your application for arbitration is looked at now."),
    ),
)


def _with_conciliation(move: Move) -> Move:
    """An agreement may be reached in the first mediation too."""
    return replace(move, sources=("conciliation", *move.sources)) if move.key == "agree" else move


LABOUR = register(
    Procedure(
        key="labour_arbitration",
        version=1,
        title=_("Labour arbitration"),
        start="applied",
        steps=(APPLIED, CONCILIATION, *REST),
        moves=(
            *FIRST_MEDIATION,
            tribunal.accept(
                LAW,
                (
                    asks.day(
                        "known_on",
                        _("Day on which the applicant knew that their right was infringed"),
                        law("27(1)"),
                        hint=_("The time for applying counts from it; the route finder shows its last day."),
                    ),
                    TIMELY,
                    *EXCLUDED,
                ),
                (asks.in_time(law("27")), *EXCLUSIONS),
            ),
            endings.not_accepted(
                OPEN,
                law("29"),
                conditions=_("The conditions of an application are not met"),
                court=_("A court has accepted it already"),
                elsewhere=_("It is no labour dispute in the sense of the law"),
                late=_("It was asked for too late"),
            ),
            *tribunal.preparation(LAW),
            *tribunal.hearings(
                LAW,
                (
                    asks.chosen(
                        "hearing",
                        _("Who may listen"),
                        law("26"),
                        open=_("Everybody"),
                        closed=_("Nobody else: the parties agreed so, or privacy requires it"),
                    ),
                ),
                (),
            ),
            *map(_with_conciliation, tribunal.settlement(LAW)),
            endings.content(_("All have signed for it: it is in force"), law("42(3)")),
            *tribunal.award_served(LAW),
            endings.to_court(
                OPEN, _("It goes to the court, such as when there was no decision in time"), law("29, 43(1)")
            ),
            endings.withdraw(OPEN, law("41")),
            *endings.after(
                routes=_(
                    "It was not performed. You may ask the court for a payment order over wages, or to enforce it."
                ),
            ),
        ),
        legal_limit=Limit(
            rule=limits.LABOUR_AWARD, extendable_by="bodies.extend", extension=limits.LABOUR_EXTENSION
        ),
        outcomes=tribunal.OUTCOMES,
        categories=CATEGORIES,
        clause=law("2"),
        open_ability="bodies.register",
        numbering="劳",
        passing=endings.passing(KIND, law("2, 5, 21"), admits=EXCLUSIONS),
    )
)
