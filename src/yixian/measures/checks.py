"""Checking declared measures against declared events."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from yixian.audit import registry
from yixian.measures import declare


def declarations(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Return an error for every kind of event that a measure counts and no package declares."""
    known = {kind.key for kind in registry.every()}
    return [
        Error(f"measure {measure.key} counts {kind}, which no package declares", id="measures.E001")
        for measure in declare.every()
        for kind in measure.kinds
        if kind not in known
    ]
