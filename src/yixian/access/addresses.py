"""Every address of the site, with the right that it asks for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from yixian.access.gate import Right, right_of

NOT_OURS = ("allauth.", "django.views.i18n")
"""Where views come from that guard themselves: signing in, and choosing a language."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address: its full name, its pattern, its view and the right that the view carries."""

    name: str
    pattern: str
    view: Callable[..., Any]
    right: Right | None


def every_address(patterns: Sequence[Any] | None = None) -> list[Address]:
    """Return every address whose view is not one of `NOT_OURS`; of the whole site, unless patterns are given."""
    walked = _walk(get_resolver().url_patterns if patterns is None else patterns, "", ())
    return [each for each in walked if not each.view.__module__.startswith(NOT_OURS)]


def _walk(patterns: Sequence[Any], path: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for each in patterns:
        below = f"{path}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, below, (*spaces, *filter(None, [each.namespace])))
        elif isinstance(each, URLPattern):
            name = ":".join((*spaces, each.name or ""))
            yield Address(name, below, each.callback, right_of(each.callback))
