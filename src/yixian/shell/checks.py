"""System checks: every way in leads somewhere and has its icon."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.urls import NoReverseMatch, reverse

from yixian.shell import icons, navigation


def ways_in(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Name each way in that leads nowhere or whose icon is not in the set."""
    found: list[CheckMessage] = []
    for item in navigation.every():
        try:
            reverse(item.url_name)
        except NoReverseMatch:
            found.append(Error(f"{item.key} leads to {item.url_name}, which is no page", id="shell.E001"))
        if icons.folder().is_dir() and not icons.known(item.icon):
            found.append(Error(f"{item.key} has the unknown icon {item.icon}", id="shell.E002"))
    return found
