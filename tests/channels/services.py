"""Services of others, as real HTTP servers in the process of the tests: a messaging account, and one that takes all."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

Query = dict[str, str]


@dataclass
class Raw:
    """An answer that is no JSON, with further headers, or one that breaks off so many bytes before its end."""

    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    lacks: int = 0


@dataclass
class Service:
    """Takes whatever is posted; `answers` are given one after the other, then `usual`. None breaks the connection off."""

    address: str = ""
    asked: list[tuple[str, Any]] = field(default_factory=list)
    answers: list[tuple[int, Any] | None] = field(default_factory=list)
    usual: tuple[int, Any] = (200, {"idstr": "4711"})
    hold: threading.Event | None = None

    def answer(self, path: str, query: Query, body: bytes) -> tuple[int, Any] | None:
        self.asked.append((path, body))
        if self.hold:
            self.hold.wait(10)
        return self.answers.pop(0) if self.answers else self.usual


@dataclass
class Account(Service):
    """The service of an official account: a token that may run out, drafts, free publishing, customer-service messages.

    `busy` are faults to be given for the next calls of a path, `raw` what is answered there in place of JSON.
    """

    token: int = 0
    drafts: dict[str, Any] = field(default_factory=dict)
    published: dict[str, Any] = field(default_factory=dict)
    articles: dict[str, Any] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    busy: dict[str, list[int]] = field(default_factory=dict)
    raw: dict[str, Raw] = field(default_factory=dict)

    def answer(self, path: str, query: Query, body: bytes) -> tuple[int, Any] | None:
        if path == "/cgi-bin/token":
            if query.get("secret") != "geheim":
                return 200, {"errcode": 40125, "errmsg": "invalid appsecret"}
            self.token += 1
            return 200, {"access_token": f"t{self.token}", "expires_in": 7200}
        self.asked.append((path, body))
        if self.hold:
            self.hold.wait(10)
        if query.get("access_token") != f"t{self.token}":
            return 200, {"errcode": 40001, "errmsg": "invalid credential"}
        if path in self.raw:
            return 200, self.raw[path]
        if faults := self.busy.get(path):
            return 200, {"errcode": faults.pop(0), "errmsg": "not now"}
        given = json.loads(body)
        acts: dict[str, Callable[[Any], Any]] = {
            "/cgi-bin/draft/add": self._draft,
            "/cgi-bin/freepublish/submit": self._submit,
            "/cgi-bin/freepublish/get": self._get,
            "/cgi-bin/freepublish/delete": self._delete,
            "/cgi-bin/message/custom/send": self._tell,
        }
        return 200, acts[path](given)

    def lose_token(self) -> None:
        """The token runs out, as it does when another machine fetches one."""
        self.token += 1

    def _draft(self, given: Any) -> Any:
        (article,) = given["articles"]
        assert article["thumb_media_id"] == "cover-1"
        assert article["title"]
        key = f"draft-{len(self.drafts) + 1}"
        self.drafts[key] = article
        return {"media_id": key}

    def _submit(self, given: Any) -> Any:
        key = str(100 + len(self.published))
        self.published[key] = self.articles[f"article-{key}"] = self.drafts[given["media_id"]]
        return {"errcode": 0, "errmsg": "ok", "publish_id": key}

    def _get(self, given: Any) -> Any:
        assert given["publish_id"] in self.published
        return {
            "publish_id": given["publish_id"],
            "publish_status": 0,
            "article_id": f"article-{given['publish_id']}",
        }

    def _delete(self, given: Any) -> Any:
        if given["article_id"] not in self.articles:
            return {"errcode": 53600, "errmsg": "article id invalid"}
        del self.articles[given["article_id"]]
        return {"errcode": 0, "errmsg": "ok"}

    def _tell(self, given: Any) -> Any:
        if len(given["text"]["content"].encode()) > 2_048:
            return {"errcode": 45002, "errmsg": "content size out of limit"}
        self.told.append((given["touser"], given["text"]["content"]))
        return {"errcode": 0, "errmsg": "ok"}


Some = TypeVar("Some", bound=Service)


@contextmanager
def running(service: Some) -> Iterator[Some]:
    """Let a service listen on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def _serve(self) -> None:
            split = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(split.query).items()}
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer = service.answer(split.path, query, body)
            if answer is None:
                self.close_connection = True
                return
            given = answer[1]
            if not isinstance(given, Raw):
                given = Raw(
                    json.dumps(given, ensure_ascii=False).encode(), {"Content-Type": "application/json"}
                )
            self.send_response(answer[0])
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(given.body) + given.lacks))
            self.end_headers()
            self.wfile.write(given.body)

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.address = f"http://127.0.0.1:{server.server_port}/cgi-bin/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield service
        server.shutdown()
        thread.join()
