"""What commands stand on: Django set up for the chosen banner, and a database that answers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings

from yixian.config import database, paths
from yixian.kernel import banner
from yixian.kernel.embedded import Server

SETTINGS = "yixian.config.settings"


def set_up_django() -> None:
    """Set Django up and choose the installation's banner; raise SettingError for a wrong setting."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    banner.choose(settings.BANNER)


def embedded_server() -> Server | None:
    """Return the embedded server, or None where DATABASE_URL leads elsewhere. Raises SettingError."""
    return None if database.given() is not None else Server(paths.var() / "pg")


@contextmanager
def database_running() -> Iterator[bool]:
    """Run the embedded server for the length of a block, unless it runs; give whether it was started."""
    server = embedded_server()
    started = server.start() if server else False
    try:
        yield started
    finally:
        if server and started:
            server.stop()
