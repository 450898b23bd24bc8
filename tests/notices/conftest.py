"""A mail server and a web server of the tests' own, to which messages really go."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings

from tests.notices.set_up import SET_UP


@dataclass
class Post:
    """A mail server: what came, and what it answers to a recipient."""

    came: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, to: str, _options: Any) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(to)
        return self.answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        read = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        self.came.append(read)
        return "250 OK"

    def body(self, number: int = -1) -> str:
        """The text of a mail, as a reader sees it."""
        return str(self.came[number].get_content())


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """A mail server that the settings point to."""
    kept = Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.NOTICES = SET_UP
    try:
        yield kept
    finally:
        server.stop()


@dataclass
class Hook:
    """A web server: where it is, what came, and what it answers."""

    address: str = ""
    came: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200


@pytest.fixture
def hook(settings: Settings) -> Iterator[Hook]:
    """A web server that webhooks may lead to."""
    kept = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            read = self.rfile.read(int(self.headers["Content-Length"]))
            kept.came.append(json.loads(read))
            self.send_response(kept.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        here = f"127.0.0.1:{server.server_address[1]}"
        kept.address = f"http://{here}/told"
        settings.NOTICES = {**SET_UP, "hosts": (here,)}
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
