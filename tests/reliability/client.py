"""A browser that does not give up: what was not acknowledged is sent again, just as it was."""

import http.client
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from random import Random
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing

from tests.cast import PASSWORD
from tests.reliability.site import Site
from yixian.matters.raise_forms import SALT

STORY = "邻居把围栏往我家草场里挪了三十米，说了几次都不听。"
AGREED = {"form": "written", "terms": "围栏退回原处。", "answer": "双方已签协议。"}
TIMEOUT = 8.0
PAUSE = 0.15


class GaveUp(Exception):
    """Something was not acknowledged in time, or was refused."""


def ticket(site: Site, uid: UUID) -> str:
    """What the public form of this site carries."""
    key = (site.var / "keys" / "django.key").read_text().strip()
    return signing.dumps(uid.hex, key=key, salt=SALT)


@dataclass
class Client:
    """One browser with its cookies; `until` is the moment (monotonic) after which it gives up."""

    site: Site
    until: float
    cookies: dict[str, str] = field(default_factory=dict)
    again: int = 0

    def sign_in(self, name: str) -> "Client":
        """Sign in as somebody of the cast."""
        self.ask("GET", "/account/login/")
        self.post("/account/login/", {"login": name, "password": PASSWORD}, "/desk/")
        return self

    def post(self, path: str, given: dict[str, object], leads: str) -> None:
        """Send a form until it is acknowledged by leading on to `leads`. Raises GaveUp."""
        body = urlencode({**given, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
        while time.monotonic() < self.until:
            status, location = self.ask("POST", path, body)
            if status == 302 and location == leads:
                return
            if 0 < status < 500:
                raise GaveUp(f"{path}: {status} {location}")
            self.again += 1
            time.sleep(PAUSE)
        raise GaveUp(f"{path}: not acknowledged in time")

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """Ask once; return status and Location, or 0 when no whole answer came."""
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            for key, morsel in SimpleCookie(line).items():
                if key != "messages":
                    self.cookies[key] = morsel.value
        return answer.status, answer.headers.get("Location", "")


@dataclass
class Pair:
    """A resident and an officer, and what they sent and saw acknowledged: matters, and (matter, token) of moves."""

    site: Site
    resident: Client
    officer: Client
    place: int
    chance: Random
    sent: set[UUID] = field(default_factory=set)
    raised: list[UUID] = field(default_factory=list)
    moved: list[tuple[UUID, UUID]] = field(default_factory=list)

    def live(self) -> None:
        """A dispute is raised, accepted and settled. Raises GaveUp."""
        uid = self._id()
        self.sent.add(uid)
        given = {"ticket": ticket(self.site, uid), "story": STORY, "category": "0905", "place": self.place}
        parties = {"name": "乌云其木格", "phone": "13800001234", "other_name": "巴特尔"}
        self.resident.post("/raise/", {**given, **parties}, "/raise/done/")
        self.raised.append(uid)
        self._move(uid, "accept", 1, {"consent": "yes"})
        self._move(uid, "agree", 2, AGREED)

    def _move(self, uid: UUID, key: str, seen: int, given: dict[str, str]) -> None:
        token = self._id()
        leads = f"/desk/matter/{uid}/"
        self.officer.post(f"{leads}move/{key}/", {**given, "seen": seen, "token": token}, leads)
        self.moved.append((uid, token))

    def _id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)
