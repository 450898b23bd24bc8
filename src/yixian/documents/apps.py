"""The documents package as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DocumentsConfig(AppConfig):
    """Finds the papers that each installed package declares, or brings material for, in its `papers` module."""

    name = "yixian.documents"
    label = "documents"

    def ready(self) -> None:
        """Import every `papers` module."""
        autodiscover_modules("papers")
