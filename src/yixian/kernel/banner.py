"""Which banner the running code works for.

A banner is a schema of its own. Every request, command and job chooses one before it touches the
database; the database backend (`yixian.kernel.postgres`) reads the choice here for every cursor.
A new thread starts with none chosen, and with none chosen no table can be found.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NOWHERE = "banner_none"
"""A schema that is never created: the search path while no banner is chosen."""

_CODE = re.compile(r"[0-9]{6}")
_chosen: ContextVar[str | None] = ContextVar("yixian_banner", default=None)


class BannerError(Exception):
    """No banner is chosen, or what was chosen is not the code of one."""


def valid(code: str) -> str:
    """Return the six-digit county-level code (GB/T 2260) as given; raise BannerError for anything else."""
    if not _CODE.fullmatch(code):
        raise BannerError(f"A banner is named by its six-digit code, not by {code!r}.")
    return code


def schema_name(code: str) -> str:
    """Return the schema of a banner, safe to stand unquoted in SQL; raise BannerError for no code."""
    return f"banner_{valid(code)}"


def chosen() -> str | None:
    """Return the code of the banner chosen in this context, or None."""
    return _chosen.get()


def current() -> str:
    """Return the code of the banner chosen in this context; raise BannerError when there is none."""
    code = _chosen.get()
    if code is None:
        raise BannerError("No banner is chosen.")
    return code


def search_path() -> str:
    """Return the one schema that this context may see."""
    code = _chosen.get()
    return NOWHERE if code is None else f"banner_{code}"


def choose(code: str) -> None:
    """Choose a banner until the end of this context; for commands and test sessions."""
    _chosen.set(valid(code))


@contextmanager
def use(code: str | None) -> Iterator[None]:
    """Choose a banner, or none, for the length of a `with` block; nests."""
    token = _chosen.set(None if code is None else valid(code))
    try:
        yield
    finally:
        _chosen.reset(token)
