"""What texts are published for, and whose rights that asks for. A duplicate is refused."""

from dataclasses import dataclass

from yixian.procedures.language import Text

_purposes: dict[str, "Purpose"] = {}


class DuplicatePurpose(Exception):
    """Two declarations claim the same key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Purpose:
    """A kind of public text: `put` is the ability to write one, `check` that of the second person."""

    key: str
    title: Text
    put: str
    check: str


def register(purpose: Purpose) -> Purpose:
    """Make a purpose known. Raises DuplicatePurpose."""
    if purpose.key in _purposes:
        raise DuplicatePurpose(purpose.key)
    _purposes[purpose.key] = purpose
    return purpose


def get(key: str) -> Purpose:
    """The purpose of this key; raises KeyError where none is declared."""
    return _purposes[key]
