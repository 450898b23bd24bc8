"""The concerns package as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ConcernsConfig(AppConfig):
    """Finds where concerns are heard, which each installed package declares in its `heard.py`."""

    name = "yixian.concerns"
    label = "concerns"

    def ready(self) -> None:
        """Import every `heard` module."""
        autodiscover_modules("heard")
