"""Every address asks for a right, whatever is asked for is declared, and administrators open nothing."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from yixian.access.addresses import every_address
from yixian.access.declare import every
from yixian.people.enums import ADMINISTRATORS
from yixian.procedures import registry

HINT = "Decorate the view with access.gate.needs or access.gate.public."
FOR_WORK = ("people.open", "matters.see")
"""Abilities that no administrator has: what is sealed is not theirs to read (GB/T 22239—2019, 8.1.4)."""


@register(Tags.urls)
def addresses_have_rights(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """E001 for an address that asks for no right, E002 for one that asks for an ability nobody declares."""
    known = {ability.key for ability in every()}
    found: list[CheckMessage] = []
    for each in every_address():
        if each.right is None:
            found.append(
                Error(f"the address {each.pattern!r} asks for no right", hint=HINT, id="access.E001")
            )
            continue
        found += [
            Error(f"the address {each.pattern!r} asks for {key!r}, which is not declared", id="access.E002")
            for key in each.right.abilities
            if key not in known
        ]
    return found


@register
def administrators_open_nothing(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """E003 for an ability to read what is sealed that comes with the role of an administrator."""
    return [
        Error(
            f"{ability.key} comes with {', '.join(sorted(ability.roles & ADMINISTRATORS))}", id="access.E003"
        )
        for ability in every()
        if ability.key in FOR_WORK and ability.roles & ADMINISTRATORS
    ]


@register
def procedures_name_abilities(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """E004 for an ability that a procedure or one of its moves asks for and nobody declares."""
    known = {ability.key for ability in every()}
    return [
        Error(
            f"procedure {procedure.key} version {procedure.version} asks for {key!r}, which is not declared",
            hint="Register an Ability in the abilities.py of its package.",
            id="access.E004",
        )
        for procedure in registry.every()
        for key in sorted({procedure.open_ability, *(move.ability for move in procedure.moves)} - {""})
        if key not in known
    ]
