"""A spoilt declaration is named; a whole one is silent; the walk finds what the eye does not."""

from dataclasses import replace

import pytest

from tests.procedures.sample import MOVES, RUNGS, STEPS, WHY, move, procedure
from yixian.procedures.enums import FieldKind, MoveKind, StepKind
from yixian.procedures.language import Back, Choice, Field, Limit, Move, Procedure, Step
from yixian.procedures.soundness import faults
from yixian.procedures.walk import trouble, walk

WOLVES = {"wolf": (True, False)}


def with_move(extra: Move) -> Procedure:
    return procedure(moves=(*MOVES, extra))


def with_step(extra: Step) -> Procedure:
    return procedure(steps=(*STEPS, extra))


def without(*keys: str) -> Procedure:
    return procedure(moves=tuple(m for m in MOVES if m.key not in keys))


def changed(key: str, **values: object) -> Procedure:
    steps = (replace(s, **values) if s.key == key else s for s in STEPS)  # type: ignore[arg-type]
    return procedure(steps=tuple(steps))


def asking(**values: object) -> Procedure:
    field = Field(key="x", label="x", **values)  # type: ignore[arg-type]
    return with_move(move("more", ("desk",), "town", MoveKind.FORWARD, fields=(field,)))


SPOILT = [
    (procedure(start="moon"), "the start 'moon' is no step"),
    (with_step(STEPS[0]), "step 'desk' is declared 2 times"),
    (with_move(MOVES[0]), "move 'ask' is declared 2 times"),
    (with_move(move("fly", ("moon",), "town", MoveKind.FORWARD)), "leaves 'moon', which is no step"),
    (with_move(move("fly", ("desk",), "moon", MoveKind.FORWARD)), "leads to 'moon', which is no step"),
    (with_move(move("fly", (), "town", MoveKind.FORWARD)), "has no source"),
    (
        with_move(move("back", ("review",), Back(options=()), MoveKind.RETURN)),
        "names no step it may go back to",
    ),
    (with_move(move("back", ("review",), Back(options=("closed",)), MoveKind.RETURN)), "which is an end"),
    (with_move(move("on", ("closed",), "town", MoveKind.FORWARD)), "neither a return nor a close"),
    (with_move(move("no", ("desk",), "town", MoveKind.FORWARD, ability="")), "names no ability"),
    (with_move(move("no", ("desk",), "town", MoveKind.FORWARD, movers=frozenset())), "can be made by nobody"),
    (with_move(move("no", ("desk",), "town", MoveKind.EXIT, outcome="lost")), "outcome 'lost', which is not"),
    (with_move(move("no", ("desk",), "town", MoveKind.EXIT, fields=(WHY, WHY))), "field 'why' is declared 2"),
    (asking(kind=FieldKind.CHOICE), "a choice without answers"),
    (asking(choices=(Choice(value="a", label="a"),)), "has answers but is no choice"),
    (asking(fact="tried_{where}"), "its fact asks for 'where'"),
    (changed("town", holder=None), "step 'town' is work and has no holder"),
    (changed("closed", limit=Limit(rule="sheep.end")), "step 'closed' is an end and has a limit"),
    (without("to_village", "not_content"), "step 'village' cannot be reached"),
    (without("content", "not_content"), "step 'review' has no way to an end"),
]


def test_the_sample_is_sound() -> None:
    assert faults(procedure()) == []


@pytest.mark.parametrize(("spoilt", "said"), SPOILT, ids=[said for _, said in SPOILT])
def test_a_fault_is_named(spoilt: Procedure, said: str) -> None:
    assert any(said in fault for fault in faults(spoilt))


def test_the_walk_of_the_sample_finds_no_trouble() -> None:
    assert trouble(procedure(), WOLVES) == []


def test_the_walk_comes_to_every_step() -> None:
    assert {reached.standing.step for reached in walk(procedure(), WOLVES)} == {step.key for step in STEPS}


def test_the_walk_tries_both_answers_and_keeps_what_they_change() -> None:
    desks = [r for r in walk(procedure(), WOLVES) if r.standing.step == "desk" and r.path == ("ask",)]
    assert [(dict(r.standing.facts), "to_village" in r.enabled) for r in desks] == [
        ({"wolf": True, "consent": "yes"}, False),
        ({"wolf": True, "consent": "no"}, False),
        ({"wolf": False, "consent": "yes"}, True),
        ({"wolf": False, "consent": "no"}, False),
    ]


def test_a_way_back_leads_where_the_matter_came_from() -> None:
    backs = [r for r in walk(procedure(), WOLVES) if r.path[-1:] == ("not_content",)]
    assert {r.standing.step for r in backs} == set(RUNGS)


def test_a_step_entered_without_what_it_requires_is_found() -> None:
    strict = changed("desk", requires=STEPS[1].requires[:1])
    assert "sheep: desk by opening lacks agreed" in trouble(strict, WOLVES)


def test_a_standing_without_a_way_on_is_found() -> None:
    locked = tuple(
        replace(m, guards=STEPS[1].requires[2:]) if m.key in ("found", "court", "withdraw") else m
        for m in MOVES
    )
    assert "sheep: town by pass_village has no way on" in trouble(procedure(moves=locked), WOLVES)[0]


def test_what_is_optional_is_tried_with_and_without() -> None:
    step = replace(STEPS[2], requires=())
    optional = Field(key="why", label="why", required=False, fact="why")
    moves = (
        move("go", ("desk",), "town", MoveKind.FORWARD, fields=(optional,)),
        move("end", ("town",), "closed", MoveKind.CLOSE, guards=(replace(STEPS[1].requires[0], holds=_why),)),
    )
    short = procedure(steps=(STEPS[0], step, STEPS[4]), moves=moves)
    towns = [dict(r.standing.facts) for r in walk(short) if r.standing.step == "town"]
    assert towns == [{"why": True}, {}]


def _why(facts: object) -> bool:
    return isinstance(facts, dict) and bool(facts.get("why"))


def test_waiting_needs_no_holder() -> None:
    assert {s.kind for s in STEPS if s.holder is None} == {StepKind.WAITING, StepKind.END}
