"""The entry of Django's DATABASES: the embedded server, or the one that DATABASE_URL names."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from yixian.kernel import env
from yixian.kernel.embedded import Server

_ENGINE = "yixian.kernel.postgres"


def given(source: Mapping[str, str] = env.ENVIRONMENT) -> dict[str, Any] | None:
    """Return where DATABASE_URL leads, or None when it is not set; raise SettingError when it is wrong.

    A query such as `?sslmode=verify-full` is passed to libpq; `host` in it may name a socket directory.
    """
    parts = env.url("DATABASE_URL", schemes=("postgresql", "postgres"), source=source)
    if parts is None:
        return None
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise env.SettingError("DATABASE_URL is refused: it names no database after the host.")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def address(source: Mapping[str, str] = env.ENVIRONMENT) -> str:
    """Return DATABASE_URL as it stands, for libpq; raise SettingError when it is wrong or not set."""
    given(source)
    return env.text("DATABASE_URL", source=source)


def entry(var: Path, source: Mapping[str, str] = env.ENVIRONMENT) -> dict[str, Any]:
    """Return the default database; its connections are kept and checked once a request."""
    return {
        "ENGINE": _ENGINE,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        **(given(source) or Server(var / "pg").django()),
    }
