"""Mediation of traffic damages by committee and police (articles 94 to 96 of the regulation)."""

from django.utils.translation import gettext_lazy as _

from yixian.disputes.bodies import asks, committee, endings, limits, sources
from yixian.matters.types import TYPES
from yixian.places.enums import UnitKind
from yixian.procedures.enums import MoveKind
from yixian.procedures.language import KEEPS, Facts, Guard, Limit, Move, Procedure, Step
from yixian.procedures.registry import register
from yixian.remedies.kinds import TRAFFIC as KINDS

law = sources.traffic
CATEGORIES = tuple(choice for choice in TYPES if choice.value.startswith(KINDS))
KIND = UnitKind.TRAFFIC_COMMITTEE
OPEN = ("applied", "awaiting", "mediation")


def _asked_together(facts: Facts) -> bool:
    return facts.get("joint_application") is True


IN_COURT, NOT_IN_COURT = asks.in_court(law("96(1)"))
ASKED_TOGETHER = Guard(
    key="asked_together",
    holds=_asked_together,
    text=_("All parties must ask for it together, in writing."),
    clause=law("94(1)"),
)
ASKED = (
    asks.flag("joint_application", _("All parties ask for it together, in writing"), law("94(1)")),
    asks.day("finding", _("Day on which the finding on the accident was received"), law("94(1)")),
    asks.chosen(
        "timely",
        _("Was it asked for in time? The body decides"),
        law("94(1)"),
        within=_("Yes, within the time that the law gives"),
        people=_("Later: people's mediation alone, without the police"),
        late=_("No, it is too late"),
    ),
    IN_COURT,
)

TRAFFIC = register(
    Procedure(
        key="traffic_mediation",
        version=1,
        title=_("Mediation of traffic damages"),
        start="applied",
        steps=(
            committee.applied(
                KIND,
                _("Your application has arrived. Mediation needs that all of you ask for it together, in writing."),
                law("94(1)"),
            ),
            Step(
                key="awaiting",
                title=_("Waiting until the damage is known"),
                plain=_("It begins after the funeral, the end of treatment, the rating of the disability, or once the loss is known."),
                holder=KEEPS,
                limit=Limit(rule=limits.TRAFFIC_ASK),
                clause=law("94(2)"),
            ),
            committee.mediation(
                _("The committee and the police mediate over the damage. Suing ends it at once."),
                Limit(rule=limits.TRAFFIC_MEDIATION, since="began_on"),
                law("95"),
            ),
            *committee.ends(),
        ),
        moves=(
            committee.accept("awaiting", law("94(1)"), ASKED, (ASKED_TOGETHER, asks.in_time(law("94(1)")), NOT_IN_COURT)),
            endings.not_accepted(
                OPEN,
                law("94, 96"),
                court=_("A party has sued"),
                conditions=_("Not all parties ask for it together, in writing"),
                late=_("It was asked for too late"),
            ),
            Move(
                key="begin",
                title=_("The damage is known: begin"),
                sources=("awaiting",),
                target="mediation",
                kind=MoveKind.FORWARD,
                ability="bodies.handle",
                fields=(
                    asks.chosen(
                        "began_by",
                        _("From what it counts"),
                        law("94(2)"),
                        funeral=_("End of the funeral"),
                        treatment=_("End of the treatment"),
                        rating=_("Rating of the disability"),
                        loss=_("The loss was established"),
                    ),
                    asks.day("began_on", _("Which day that was"), law("94(2)")),
                ),
                clause=law("94(2)"),
                told=_("Mediation has begun."),
            ),
            *committee.settling(OPEN, law("95")),
            endings.to_court(OPEN, _("A party sues: mediation ends"), law("96(2)")),
            endings.withdraw(OPEN, law("94(1)")),
            endings.content(_("Content: close it"), sources.METHOD),
            *committee.reviewed(),
            *endings.after(),
        ),
        legal_limit=None,
        outcomes=committee.OUTCOMES,
        categories=CATEGORIES,
        clause=law("94"),
        open_ability="bodies.register",
        numbering="交",
        passing=endings.passing(KIND, law("94, 96"), admits=(NOT_IN_COURT,)),
    )
)  # fmt: skip
