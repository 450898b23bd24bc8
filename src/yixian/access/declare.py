"""Abilities: what somebody may do, and which roles bring it with them."""

from dataclasses import dataclass

from yixian.people.enums import Role
from yixian.procedures.language import Text

_abilities: dict[str, "Ability"] = {}


class DuplicateAbility(Exception):
    """Two declarations claim the same key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ability:
    key: str
    title: Text
    roles: frozenset[Role] = frozenset()


def register(ability: Ability) -> Ability:
    """Make an ability known. Raises DuplicateAbility when the key is taken."""
    if ability.key in _abilities:
        raise DuplicateAbility(ability.key)
    _abilities[ability.key] = ability
    return ability


def of_role(role: str) -> frozenset[str]:
    """Keys of the abilities that a role brings."""
    return frozenset(a.key for a in _abilities.values() if role in a.roles)


def every() -> list[Ability]:
    return sorted(_abilities.values(), key=lambda a: a.key)
