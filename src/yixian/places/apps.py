"""The places package as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PlacesConfig(AppConfig):
    """Finds what follows a unit that is moved, which each installed package declares in its `moved.py`."""

    name = "yixian.places"
    label = "places"

    def ready(self) -> None:
        """Import every `moved` module."""
        autodiscover_modules("moved")
