"""A move by which a unit takes a matter is declared whole, or the check says what is wrong."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from yixian.menu.procedures import SERVICE
from yixian.procedures.enums import Mover
from yixian.procedures.language import Move, Procedure
from yixian.procedures.soundness import faults
from yixian.procedures.words import movers_text


def with_claim(**changes: object) -> Procedure:
    moves = tuple(
        replace(move, **changes) if move.key == "claim" else move  # type: ignore[arg-type]
        for move in SERVICE.moves
    )
    return replace(SERVICE, moves=moves)


def claim() -> Move:
    return SERVICE.move("claim")


def test_the_claim_of_a_service_is_sound() -> None:
    assert faults(SERVICE) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"takers": ()}, "is taken by units and by others, or by none"),
        ({"movers": frozenset({Mover.TAKER, Mover.OFFICER})}, "is taken by units and by others"),
        ({"movers": frozenset({Mover.OFFICER})}, "is taken by units and by others"),
        ({"ability": ""}, "names no ability"),
        ({"target": "risen"}, "has a holder of its own"),
    ],
)
def test_a_claim_that_is_not_whole_is_found(changes: dict[str, object], fault: str) -> None:
    assert any(fault in each for each in faults(with_claim(**changes)))


def test_the_table_says_which_kinds_of_unit_take_it() -> None:
    with override("en"):
        assert movers_text(claim()) == "menu.claim (the unit that takes it: branch)"
