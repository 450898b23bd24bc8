"""A small procedure with everything in it: a ladder, ways out, passing over, a way back and reopening."""

from yixian.procedures.enums import FieldKind, MoveKind, Mover, StepKind, Tier
from yixian.procedures.language import (
    Back,
    Choice,
    Clause,
    Facts,
    Field,
    Guard,
    Holder,
    Limit,
    Move,
    Procedure,
    Step,
)

LAW = Clause(source="Law on Lost Sheep", article="7")
RUNGS = ("desk", "village", "town")
BOTH = frozenset({Mover.OFFICER, Mover.RAISER})
YES = Choice(value="yes", label="Yes")
NO = Choice(value="no", label="No")

TRIED = Field(key="tried", label="What was tried", fact="tried_{step}")
WHY = Field(key="why", label="Why this step is passed over", fact="passed_{step}")
CONSENT = Field(
    key="consent", label="Does the neighbour agree?", kind=FieldKind.CHOICE, choices=(YES, NO), fact="consent"
)


def _recorded(step: str) -> Guard:
    def holds(facts: Facts) -> bool:
        return bool(facts.get(f"tried_{step}") or facts.get(f"passed_{step}"))

    return Guard(key=f"tried_{step}", holds=holds, text=f"No record of what was tried at {step}.", clause=LAW)


AGREED = Guard(key="agreed", holds=lambda f: f.get("consent") == "yes", text="The neighbour did not agree.")
NO_WOLF = Guard(key="no_wolf", holds=lambda f: not f.get("wolf"), text="A wolf is no matter for a meeting.")

STEPS = (
    Step(
        key="desk",
        title="Desk <&>",
        plain="Somebody writes it down.",
        holder=Holder(tier=Tier.VILLAGE, body="room", fallback="committee"),
        limit=Limit(rule="sheep.desk"),
        clause=LAW,
    ),
    Step(
        key="village",
        title="Village meeting",
        plain="The village talks it over.",
        holder=Holder(tier=Tier.VILLAGE, body="assembly"),
        limit=Limit(rule="sheep.village", extendable_by="matters.extend", pausable=True),
        requires=(AGREED, _recorded("desk"), NO_WOLF),
        clause=LAW,
    ),
    Step(
        key="town",
        title="Town station",
        plain="The town looks for the sheep.",
        holder=Holder(tier=Tier.TOWN, body="station"),
        requires=(_recorded("desk"),),
    ),
    Step(key="review", title="Review", plain="You say whether it was found.", kind=StepKind.WAITING),
    Step(key="closed", title="Closed", plain="It is done.", kind=StepKind.END),
)


def move(key: str, sources: tuple[str, ...], target: str | Back, kind: MoveKind, **rest: object) -> Move:
    values: dict[str, object] = {
        "title": key.replace("_", " ").capitalize(),
        "ability": "sheep.handle",
        **rest,
    }
    return Move(key=key, sources=sources, target=target, kind=kind, **values)  # type: ignore[arg-type]


MOVES = (
    move("ask", ("desk",), "desk", MoveKind.FORWARD, fields=(CONSENT,)),
    move("to_village", ("desk",), "village", MoveKind.FORWARD, fields=(TRIED,), clause=LAW),
    move("pass_village", ("desk",), "town", MoveKind.SKIP, fields=(TRIED,)),
    move("to_town", ("village",), "town", MoveKind.FORWARD, fields=(TRIED,)),
    move("found", RUNGS, "review", MoveKind.SETTLE, fields=(TRIED,), outcome="found"),
    move("court", RUNGS, "review", MoveKind.EXIT, fields=(TRIED,), outcome="court", clause=LAW),
    move("withdraw", RUNGS, "closed", MoveKind.CLOSE, movers=BOTH, outcome="withdrawn"),
    move("content", ("review",), "closed", MoveKind.CLOSE, movers=BOTH),
    move("not_content", ("review",), Back(options=RUNGS), MoveKind.RETURN, movers=BOTH),
    move("reopen", ("closed",), "desk", MoveKind.RETURN, fields=(WHY,)),
)

OUTCOMES = (
    Choice(value="found", label="Found"),
    Choice(value="court", label="Sent to court"),
    Choice(value="withdrawn", label="Withdrawn"),
)


def procedure(
    *, steps: tuple[Step, ...] = STEPS, moves: tuple[Move, ...] = MOVES, start: str = "desk"
) -> Procedure:
    """The sample, or a spoilt copy of it."""
    return Procedure(
        key="sheep",
        version=1,
        title="Lost sheep",
        start=start,
        steps=steps,
        moves=moves,
        legal_limit=Limit(rule="sheep.whole"),
        outcomes=OUTCOMES,
        clause=LAW,
    )
