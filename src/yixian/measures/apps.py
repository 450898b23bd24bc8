"""The measures package as a Django application."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules

from yixian.measures.checks import declarations


class MeasuresConfig(AppConfig):
    """Finds the measures that each installed package declares in its `measures.py`."""

    name = "yixian.measures"
    label = "measures"

    def ready(self) -> None:
        """Import every `measures` module, and have the declarations checked."""
        autodiscover_modules("measures")
        register(declarations)
