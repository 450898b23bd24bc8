"""The shell as a Django application."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules

from yixian.shell.checks import ways_in


class ShellConfig(AppConfig):
    """Finds the ways in that each installed package declares in its `navigation.py`."""

    name = "yixian.shell"
    label = "shell"

    def ready(self) -> None:
        """Import every `navigation` module, and have the ways in checked."""
        autodiscover_modules("navigation")
        register(ways_in)
