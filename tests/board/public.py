"""Everything that anybody may read here: every public address, and whatever a page leads to."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from tests.house.test_addresses import ours
from yixian.access.gate import right_of

LINK = re.compile(r"""(?:href|src|action|data-[a-z]+)=["']([^"'#]+)""")
NOT_OURS = ("http:", "https:", "mailto:", "tel:", "webcal:", "data:", "javascript:")
SITE = "http://testserver"
MOST = 12
"""So many forms of one page, told apart by what stands after the question mark, are read: a calendar has no end."""


@dataclass(frozen=True)
class Sent:
    """What came back: where it was asked for, under which name, and all of its bytes with its headers."""

    url: str
    name: str
    text: str


def walk(client: Client, more: tuple[str, ...] = ()) -> Iterator[Sent]:
    """Every public address that needs nothing but its name, `more`, and all that any of them leads to, each once."""
    waiting, seen, forms = [*starts(), *more], set[str](), Counter[str]()
    while waiting:
        url = waiting.pop()
        path, _mark, query = url.partition("?")
        if url in seen or (query and forms[path] >= MOST):
            continue
        seen.add(url)
        forms[path] += bool(query)
        answer: Any = client.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = "\n".join(f"{key}: {value}" for key, value in answer.headers.items())
        text = body.decode("utf-8", errors="replace")
        yield Sent(url, resolve(urlsplit(url).path).view_name, f"{url}\n{headers}\n{text}")
        waiting += found(url, answer.headers.get("Location", ""), text)


def starts() -> list[str]:
    """Public addresses without anything to fill in."""
    urls = []
    for name, pattern in ours().items():
        right = right_of(pattern.callback)
        if right is not None and right.public:
            try:
                urls.append(reverse(name))
            except NoReverseMatch:
                continue
    return urls


def found(url: str, location: str, text: str) -> list[str]:
    """The public addresses of this site that an answer leads to."""
    named = [location] if location else []
    named += [html.unescape(each) for each in LINK.findall(text)]
    named += re.findall(rf"{SITE}[^\s\"'<>]+", text)
    reached = []
    for each in named:
        whole = urljoin(SITE + url, each)
        if whole.startswith(SITE):
            parts = urlsplit(whole)
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            if is_public(parts.path):
                reached.append(path)
    return reached


def is_public(path: str) -> bool:
    """Whether somebody who is not signed in is meant to read it."""
    try:
        callback = resolve(path).func
    except Resolver404:
        return False
    right = right_of(callback)
    return right is not None and right.public


def readings(text: str) -> Iterator[str]:
    """A text as it stands, and with every way undone in which it may be written on the wire."""
    yield text
    yield html.unescape(text)
    yield unquote(text)
    if "\\u" in text:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
