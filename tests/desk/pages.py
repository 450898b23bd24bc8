"""Short words for what the tests do with pages."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any, cast

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import World
from yixian.matters.models import Matter

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHO = ("django_session", '"people_person"."id" = ', "people_substitution", "access_grant", "notices_notice")
"""What stands in the statements that find out who asks, and whether something is to be told to them."""


def visitor() -> Client:
    """Somebody who is not signed in and reads English."""
    return Client(headers={"accept-language": "en"})


def officer(world: World, who: str) -> Client:
    """Somebody of the cast, signed in."""
    client = visitor()
    client.force_login(world.people[who], backend=BACKEND)
    return client


def text(response: Any) -> str:
    """The page as it was sent, streamed or not; of a picture, whatever of it is text."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return cast(bytes, body).decode(errors="replace")


def at(page: str, matter: Matter, **more: Any) -> str:
    """An address of a matter."""
    return reverse(f"desk:{page}", kwargs={"uid": matter.uid, **more})


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.found[str(given["name"])] = given.get("value") or ""


def hidden(page: Any) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    reader = _Fields()
    reader.feed(text(page))
    return reader.found


def fill(client: Client, url: str, given: Mapping[str, Any]) -> Any:
    """Open a form as a browser does, fill it in, and send it."""
    return client.post(url, {**hidden(client.get(url)), **given})


def asked(client: Client, url: str) -> list[str]:
    """The statements that a page takes, beyond those that say who asks."""
    with CaptureQueriesContext(connection) as taken:
        assert client.get(url).status_code == 200
    return [each["sql"] for each in taken if not any(part in each["sql"] for part in WHO)]
