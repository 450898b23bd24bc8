"""What keeps with its records above whom they stand, and follows when a unit is put below another."""

from collections.abc import Callable, Sequence

Follow = Callable[[int, Sequence[int]], None]
"""Gets the id of the unit that moved and the line of the one that it stands below now; in the transaction of the move."""

_followers: list[Follow] = []


def follow_moves(follow: Follow) -> Follow:
    """Have something follow every move of a unit."""
    _followers.append(follow)
    return follow


def moved(unit: int, above: Sequence[int]) -> None:
    """Let everything follow that was declared."""
    for follow in _followers:
        follow(unit, above)
