"""A concern of livelihood as a matter: taken up in the village, settled where it can be, answered and reviewed."""

from django.utils.translation import gettext_lazy as _

from yixian.concerns.enums import Outcome
from yixian.concerns.sources import DIARY
from yixian.places.enums import UnitKind
from yixian.procedures.enums import FieldKind, MoveKind, Mover, StepKind, Tier
from yixian.procedures.language import (
    KEEPS,
    Back,
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
OFFICER_OR_RAISER = frozenset({Mover.OFFICER, Mover.RAISER})
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
REASON = Field(key="reason", label=_("The reason"), to_raiser=True)


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
    Step(
        key="review",
        title=_("Waiting for the resident's review"),
        plain=_("There is an answer for you. Please say whether you are content with it."),
        kind=StepKind.WAITING,
        limit=Limit(rule="concern.review"),
        lapse="unreviewed",
        clause=DIARY,
    ),
    Step(key="done", title=_("Concluded"), plain=_("It is concluded."), kind=StepKind.END),
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
    Move(
        key="withdraw",
        title=_("Withdraw it"),
        sources=OPEN,
        target="done",
        kind=MoveKind.EXIT,
        ability=HANDLE,
        movers=OFFICER_OR_RAISER,
        fields=(REASON,),
        outcome=Outcome.WITHDRAWN.value,
        clause=DIARY,
        told=_("It was withdrawn."),
    ),
    Move(
        key="content",
        title=_("Content: close it"),
        sources=("review",),
        target="done",
        kind=MoveKind.CLOSE,
        ability=HANDLE,
        movers=OFFICER_OR_RAISER,
        fields=(Field(key="remark", label=_("Anything you want to add"), required=False, to_raiser=True),),
        sets={"review": "content"},
        clause=DIARY,
    ),
    Move(
        key="unreviewed",
        title=_("Close it: the time for the review has passed"),
        sources=("review",),
        target="done",
        kind=MoveKind.CLOSE,
        movers=frozenset({Mover.CLOCK}),
        sets={"review": "silent"},
        clause=DIARY,
    ),
    Move(
        key="not_content",
        title=_("Not content: send it back"),
        sources=("review",),
        target=Back(options=OPEN),
        kind=MoveKind.RETURN,
        ability=HANDLE,
        movers=OFFICER_OR_RAISER,
        fields=(Field(key="reason", label=_("What is still wrong"), to_raiser=True),),
        sets={"review": "not_content"},
        clause=DIARY,
    ),
    Move(
        key="reopen",
        title=_("Take it up again"),
        sources=("done",),
        target="heard",
        kind=MoveKind.RETURN,
        ability=HANDLE,
        movers=OFFICER_OR_RAISER,
        fields=(Field(key="reason", label=_("What has happened since"), to_raiser=True),),
        clears=("review",),
        clause=DIARY,
        within="concern.reopen",
    ),
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
