"""The channels package as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ChannelsConfig(AppConfig):
    """Finds the ways by which something is published or comes in, which a package declares in its `ways` module."""

    name = "yixian.channels"
    label = "channels"

    def ready(self) -> None:
        """Import every `ways` module, so that a stored key always has its channel."""
        autodiscover_modules("ways")
