"""The audit package as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    """Finds the event kinds that each installed package declares in its `events.py`."""

    name = "yixian.audit"
    label = "audit"

    def ready(self) -> None:
        """Import every `events` module, so that a stored kind always has its sentence."""
        autodiscover_modules("events")
