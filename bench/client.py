"""A client with cookies and one kept connection, and a loop that drives several of them at once."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.site import PORT


class Unexpected(Exception):
    """The site gave another answer than the one measured."""


@dataclass
class Client:
    """One browser, as far as a measurement needs one; a connection that lay idle for too long is opened again."""

    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection = field(
        default_factory=lambda: http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    )

    def get(self, path: str) -> bytes:
        """Read a page."""
        return self._ask("GET", path, None, 200)

    def post(self, path: str, given: dict[str, object], status: int = 302) -> bytes:
        """Send a form."""
        body = urlencode({**given, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
        return self._ask("POST", path, body, status)

    def sign_in(self, name: str, password: str) -> "Client":
        """Sign in as somebody."""
        self.get("/account/login/")
        self.post("/account/login/", {"login": name, "password": password})
        return self

    def _ask(self, method: str, path: str, body: str | None, status: int) -> bytes:
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except (ConnectionError, http.client.RemoteDisconnected):
            self.connection.close()
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie", []):
            for key, morsel in SimpleCookie(line).items():
                self.cookies[key] = morsel.value
        if answer.status != status:
            raise Unexpected(f"{method} {path}: {answer.status}, not {status}")
        return content


def rate(work: Callable[[Client, int], None], clients: list[Client], seconds: float) -> float:
    """How often a second `work` is done by these clients together; each call gets a number of its own."""
    done = [0] * len(clients)
    numbers = iter(range(10**9))
    lock = threading.Lock()
    stop = time.monotonic() + seconds
    failures: list[Exception] = []

    def run(place: int) -> None:
        try:
            while time.monotonic() < stop:
                with lock:
                    number = next(numbers)
                work(clients[place], number)
                done[place] += 1
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    began = time.monotonic()
    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(done) / (time.monotonic() - began)
