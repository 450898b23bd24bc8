"""Checking declared notices against declared events."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from yixian.audit import registry
from yixian.notices import declare


@register
def declarations(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Return an error for every kind of event that a notice follows and no package declares."""
    known = {kind.key for kind in registry.every()}
    return [
        Error(f"notice {kind.key} follows {event}, which no package declares", id="notices.E001")
        for event in declare.event_kinds()
        if event not in known
        for kind in declare.for_event(event)
    ]
