"""The rule book as a Django application."""

from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import autodiscover_modules

from yixian.rulebook.checks import rules_are_declared


class RulebookConfig(AppConfig):
    """Finds the rows that each installed package declares in its `limits.py`, and what names them."""

    name = "yixian.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        """Import every `limits` and `procedures` module, for the check that compares them."""
        autodiscover_modules("limits", "procedures")
        checks.register(rules_are_declared)
