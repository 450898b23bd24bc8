"""The access package as a Django application."""

from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import autodiscover_modules

from yixian.access.checks import (
    addresses_have_rights,
    administrators_open_nothing,
    procedures_name_abilities,
)


class AccessConfig(AppConfig):
    """Finds the abilities that each installed package declares in its `abilities.py`."""

    name = "yixian.access"
    label = "access"

    def ready(self) -> None:
        """Import every `abilities` module, and have what names them checked."""
        autodiscover_modules("abilities")
        checks.register(addresses_have_rights, checks.Tags.urls)
        checks.register(administrators_open_nothing)
        checks.register(procedures_name_abilities)
