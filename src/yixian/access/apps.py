"""The access package as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    """Finds the abilities that each installed package declares in its `abilities.py`, and the checks of them."""

    name = "yixian.access"
    label = "access"

    def ready(self) -> None:
        """Import every `abilities` module, and every `checks` module that registers itself."""
        autodiscover_modules("abilities", "checks")
