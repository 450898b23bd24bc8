"""Every rule that a procedure names must be declared."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error

from yixian.procedures import registry
from yixian.rulebook import declare


def rules_are_declared(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """E001 for every rule that a procedure names and no package declares."""
    known = declare.codes()
    return [
        Error(
            f"procedure {procedure.key} version {procedure.version} names the rule {code!r}, which is not declared",
            hint="Register a RuleRow in the limits.py of its package.",
            id="rulebook.E001",
        )
        for procedure in registry.every()
        for code in procedure.limits()
        if code not in known
    ]
