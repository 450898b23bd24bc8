"""The notices package as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from yixian.notices.silence import hush


class NoticesConfig(AppConfig):
    """Finds the notices that each installed package declares in its `notices.py`."""

    name = "yixian.notices"
    label = "notices"

    def ready(self) -> None:
        """Import every `notices` module, and have libraries that would log addresses say nothing."""
        autodiscover_modules("notices")
        hush()
