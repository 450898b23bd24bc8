"""Files kept in a bucket: a service that speaks the S3 protocol sees sealed bytes only."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.cast import NOON
from yixian.config.files import storage as entry
from yixian.documents import storage
from yixian.documents.actions import attach, look_through
from yixian.documents.rules import Upload

PDF = b"%PDF-1.7\nthe words of a herder\n%%EOF"
pytestmark = pytest.mark.django_db


class Bucket(ThreadingHTTPServer):
    """As much of the protocol as keeping and reading takes."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.objects: dict[str, bytes] = {}


class Handler(BaseHTTPRequestHandler):
    server: Bucket
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        if self.headers.get("Expect"):
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.server.objects[self.path] = self._body()
        self._answer(200)

    def do_HEAD(self) -> None:
        self._answer(200 if self.path in self.server.objects else 404, size=self._size(), body=False)

    def do_GET(self) -> None:
        self._answer(200 if self.path in self.server.objects else 404, size=self._size())

    def _size(self) -> int:
        return len(self.server.objects.get(self.path, b""))

    def _body(self) -> bytes:
        """What was sent, without the marks of a transfer in pieces."""
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" not in self.headers.get("Content-Encoding", ""):
            return sent
        plain = b""
        while size := int(sent.split(b"\r\n", 1)[0].split(b";")[0], 16):
            rest = sent.split(b"\r\n", 1)[1]
            plain, sent = plain + rest[:size], rest[size + 2 :]
        return plain

    def _answer(self, status: int, size: int = 0, body: bool = True) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        if body:
            self.wfile.write(self.server.objects.get(self.path, b"")[:size])

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture
def bucket(tmp_path: Path, settings: Settings) -> Iterator[Bucket]:
    server = Bucket()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    secret = tmp_path / "secret"
    secret.write_text("not so secret")
    secret.chmod(0o600)
    source = {
        "YIXIAN_S3_BUCKET": "files",
        "YIXIAN_S3_ENDPOINT": f"http://127.0.0.1:{server.server_address[1]}",
        "YIXIAN_S3_KEY": "key",
        "YIXIAN_S3_SECRET_FILE": str(secret),
    }
    settings.STORAGES = {**settings.STORAGES, "files": entry(tmp_path, source)}
    yield server
    server.shutdown()
    server.server_close()


def test_a_bucket_keeps_files_sealed_and_gives_them_back(bucket: Bucket) -> None:
    (file,) = attach(by_id=None, at=NOON, stream="m", accepted=look_through([Upload("a.pdf", PDF)]))
    assert storage.read(bytes(file.digest)) == PDF
    ((path, kept),) = bucket.objects.items()
    assert path == f"/files/150623/{bytes(file.digest).hex()[:2]}/{bytes(file.digest).hex()}"
    assert b"herder" not in kept


def test_a_file_that_the_bucket_has_lost_is_called_lost(bucket: Bucket) -> None:
    (file,) = attach(by_id=None, at=NOON, stream="m", accepted=look_through([Upload("a.pdf", PDF)]))
    bucket.objects.clear()
    with pytest.raises(storage.FileLost):
        storage.read(bytes(file.digest))
