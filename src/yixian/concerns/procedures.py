"""A concern of livelihood as a matter: taken up in the village, settled where it can be, answered and reviewed."""

from django.utils.translation import gettext_lazy as _

from yixian.concerns.enums import Outcome
from yixian.concerns.sources import DIARY
from yixian.places.enums import UnitKind
from yixian.procedures.ending import REASON, ending_steps, reopening, review_moves, withdrawal
from yixian.procedures.enums import FieldKind, MoveKind, Tier
from yixian.procedures.language import (
    KEEPS,
    Choice,
    Field,
    Holder,
    Limit,
    Move,
    Passing,
    Procedure,
    Step,
    Text,
)
from yixian.procedures.registry import register

HANDLE = "concerns.handle"
WORK = ("village", "town", "department", "banner")
OPEN = ("heard", *WORK)
ROOM = Holder(tier=Tier.VILLAGE, body="room", fallback="village")
STATION = Holder(tier=Tier.TOWN, body="station", fallback="town")
CENTRE = Holder(tier=Tier.BANNER, body="reception_centre", fallback="banner")

CATEGORIES = (
    Choice(value="water", label=_("Drinking water and irrigation")),
    Choice(value="road", label=_("Roads and bridges")),
    Choice(value="power", label=_("Electricity, network, signal")),
    Choice(value="pasture", label=_("Pasture, livestock, crops")),
    Choice(value="housing", label=_("Housing and heating")),
    Choice(value="school", label=_("Schools and kindergartens")),
    Choice(value="health", label=_("Health and medical care")),
    Choice(value="benefits", label=_("Subsidies, relief, insurance")),
    Choice(value="work", label=_("Work, wages, training")),
    Choice(value="clean", label=_("Environment and cleanliness")),
    Choice(value="order", label=_("Public order and traffic")),
    Choice(value="village", label=_("Village affairs and accounts")),
    Choice(value="policy", label=_("What a policy means")),
    Choice(value="advice", label=_("A suggestion")),
    Choice(value="other", label=_("Something else")),
)

ANSWER = Field(
    key="answer",
    label=_("Answer to whoever raised it"),
    help=_("They read these words as you write them. Say what was done, and by whom."),
    to_raiser=True,
)


def _step(key: str, title: Text, plain: Text, holder: Holder) -> Step:
    return Step(
        key=key,
        title=title,
        plain=plain,
        holder=holder,
        limit=Limit(rule=f"concern.{key}", extendable_by="matters.extend", pausable=True),
        clause=DIARY,
    )


STEPS = (
    _step(
        "heard", _("Heard"), _("What you said was written down. The room of your village looks at it."), ROOM
    ),
    _step("village", _("In the village"), _("Your village works on it."), ROOM),
    _step("town", _("In the town"), _("The mass-work station of your town works on it."), STATION),
    _step("department", _("With a department"), _("A department of the banner works on it."), KEEPS),
    _step("banner", _("In the banner"), _("The joint reception centre of the banner works on it."), CENTRE),
    *ending_steps(rule="concern.review", clause=DIARY),
)


def _forward(key: str, title: Text, sources: tuple[str, ...], target: str, *fields: Field) -> Move:
    return Move(
        key=key,
        title=title,
        sources=sources,
        target=target,
        kind=MoveKind.FORWARD,
        ability=HANDLE,
        fields=fields,
        clause=DIARY,
    )


MOVES = (
    _forward(
        "take_up",
        _("Take it up in the village"),
        ("heard",),
        "village",
        Field(key="promise", label=_("What will be done, and by when"), required=False, to_raiser=True),
    ),
    _forward("to_town", _("Hand it up to the town"), ("heard", "village"), "town", REASON),
    _forward(
        "to_department",
        _("Put it to a department"),
        ("town", "banner"),
        "department",
        Field(key="department", label=_("Which department works on it, and by when"), to_raiser=True),
    ),
    _forward("to_banner", _("Hand it up to the banner"), ("town", "department"), "banner", REASON),
    Move(
        key="answer",
        title=_("Settle it: answer whoever raised it"),
        sources=OPEN,
        target="review",
        kind=MoveKind.SETTLE,
        ability=HANDLE,
        fields=(
            Field(
                key="how",
                label=_("How it ends"),
                kind=FieldKind.CHOICE,
                choices=tuple(
                    Choice(value=each.value, label=each.label)
                    for each in (Outcome.DONE, Outcome.ANSWERED, Outcome.EXPLAINED, Outcome.ELSEWHERE)
                ),
            ),
            ANSWER,
        ),
        outcome_by="how",
        clause=DIARY,
        told=_("There is an answer for you."),
        answers=True,
    ),
    withdrawal(sources=OPEN, ability=HANDLE, outcome=Outcome.WITHDRAWN.value, clause=DIARY),
    *review_moves(back=OPEN, clause=DIARY, ability=HANDLE),
    reopening(target="heard", rule="concern.reopen", ability=HANDLE, clause=DIARY),
)

CONCERN = register(
    Procedure(
        key="concern",
        version=1,
        title=_("Concerns: heard among the people, answered by whoever can"),
        start="heard",
        steps=STEPS,
        moves=MOVES,
        legal_limit=None,
        outcomes=tuple(Choice(value=each.value, label=each.label) for each in Outcome),
        categories=CATEGORIES,
        clause=DIARY,
        open_ability="concerns.hear",
        numbering="民",
        passing=Passing(
            bodies=(
                UnitKind.ROOM,
                UnitKind.STATION,
                UnitKind.DEPARTMENT,
                UnitKind.DEPARTMENT_STATION,
                UnitKind.RECEPTION_CENTRE,
                UnitKind.JOINT_OFFICE,
            ),
            answer="matters.answer_passage",
            decide="matters.decide_passage",
            clause=DIARY,
        ),
    )
)
