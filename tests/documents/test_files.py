"""Files lie sealed, each once, and are handed out through the record that they belong to."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from pytest_django import Settings

from tests.cast import NOON, World
from tests.documents.test_rules import picture, word
from tests.matters.steps import dispute
from yixian.audit.verify import verify_all
from yixian.documents import storage
from yixian.documents.actions import attach, look_through, reseal_files
from yixian.documents.models import File
from yixian.documents.queries import of_stream
from yixian.documents.rules import FileRefused, Upload
from yixian.documents.serve import respond
from yixian.kernel import banner, sealed, sealing
from yixian.matters import actions

PDF = b"%PDF-1.7\nthe words of a herder\n%%EOF"
pytestmark = pytest.mark.django_db


def bring(stream: str, uploads: list[Upload]) -> list[File]:
    return attach(by_id=None, at=NOON, stream=stream, accepted=look_through(uploads))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Settings) -> None:
    options = {"location": str(tmp_path)}
    backend = {"BACKEND": "yixian.documents.disk.Disk", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "files": backend}


def test_what_lies_on_disk_tells_nothing(tmp_path: Path) -> None:
    (file,) = bring("matter:1", [Upload("我的合同.pdf", PDF)])
    kept = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert len(kept) == 1
    assert b"herder" not in kept[0].read_bytes()
    assert "合同" not in str(kept[0])
    assert storage.read(bytes(file.digest)) == PDF
    assert sealed.text(file, "name") == "我的合同.pdf"


def test_the_same_file_is_kept_once_in_a_record() -> None:
    for _ in range(2):
        bring("matter:1", [Upload("a.pdf", PDF), Upload("b.pdf", PDF)])
    assert of_stream("matter:1").count() == 1


def test_a_file_that_was_changed_is_not_handed_out(tmp_path: Path) -> None:
    (file,) = bring("matter:1", [Upload("a.pdf", PDF)])
    kept = next(each for each in tmp_path.rglob("*") if each.is_file())
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    with pytest.raises(storage.FileLost):
        respond(file)


def test_it_is_handed_out_so_that_it_can_do_nothing() -> None:
    files = bring("m", [Upload("a.pdf", PDF), Upload("p.png", picture("PNG"))])
    for file in files:
        answer = respond(file)
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Content-Disposition"].startswith("inline")
        assert "no-store" in answer["Cache-Control"]


def test_what_is_neither_picture_nor_pdf_is_for_saving_only() -> None:
    (file,) = bring("m", [Upload("a.docx", word())])
    answer = respond(file)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].endswith("sandbox")


def test_a_name_of_ours_goes_out_not_the_sealed_one() -> None:
    (file,) = bring("m", [Upload("我的合同.pdf", PDF)])
    assert respond(file)["Content-Disposition"] == f'inline; filename="{file.uid.hex[:12]}.pdf"'


def test_a_damaged_file_is_whole_again_when_it_is_brought_again(tmp_path: Path) -> None:
    (file,) = bring("m", [Upload("a.pdf", PDF)])
    next(each for each in tmp_path.rglob("*") if each.is_file()).write_bytes(b"half")
    bring("m", [Upload("a.pdf", PDF)])
    assert storage.read(bytes(file.digest)) == PDF


def test_a_file_of_one_banner_is_not_there_for_another() -> None:
    (file,) = bring("m", [Upload("a.pdf", PDF)])
    with banner.use("150624"), pytest.raises(storage.FileLost):
        storage.read(bytes(file.digest))


def test_a_file_put_in_the_place_of_another_does_not_open(tmp_path: Path) -> None:
    uploads = [Upload("a.pdf", PDF), Upload("b.pdf", PDF + b"\n")]
    one, other = bring("m", uploads)
    kept = {each.name: each for each in tmp_path.rglob("*") if each.is_file()}
    kept[bytes(one.digest).hex()].write_bytes(kept[bytes(other.digest).hex()].read_bytes())
    with pytest.raises(storage.FileLost):
        storage.read(bytes(one.digest))


def test_after_a_rotation_files_are_sealed_anew_and_the_lost_are_named(
    tmp_path: Path, settings: Settings
) -> None:
    settings.KEYS = tmp_path / "keys"
    sealing.add_key(settings.KEYS)
    uploads = [Upload("a.pdf", PDF), Upload("b.pdf", PDF + b"\n")]
    kept, gone = bring("m", uploads)
    next(tmp_path.rglob(bytes(gone.digest).hex())).unlink()
    sealing.add_key(settings.KEYS)
    steps: list[tuple[int, int]] = []
    found = reseal_files(lambda done, total: steps.append((done, total)))
    assert (found.values, found.broken) == (1, (bytes(gone.digest).hex(),))
    assert steps == [(1, 2), (2, 2)]
    (settings.KEYS / "seal-1.key").unlink()
    assert storage.read(bytes(kept.digest)) == PDF
    assert reseal_files(lambda done, total: None).values == 0


def test_what_was_broken_off_leaves_nothing_under_the_name(tmp_path: Path) -> None:
    class Torn(ContentFile):  # type: ignore[type-arg]
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"half"
            raise OSError

    with pytest.raises(OSError):
        storages["files"].save("a/b", Torn(b""))
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_files_on_disk_are_for_their_owner_alone(tmp_path: Path) -> None:
    bring("m", [Upload("a.pdf", PDF)])
    modes = {each.is_file(): each.stat().st_mode & 0o777 for each in tmp_path.rglob("*")}
    assert modes == {True: 0o600, False: 0o700}


def test_one_bad_file_keeps_the_good_ones_out() -> None:
    with pytest.raises(FileRefused):
        bring("m", [Upload("a.pdf", PDF), Upload("b.exe", b"MZ" * 50)])
    assert not File.objects.exists()


def test_files_of_a_matter_stand_in_its_chain(world: World) -> None:
    matter = dispute(world)
    actions.attach(by=world.actor("grid"), at=NOON, uid=matter.uid, uploads=[Upload("a.pdf", PDF)])
    assert of_stream(matter.stream).count() == 1
    assert verify_all() == []


@pytest.fixture
def scanner() -> Iterator[tuple[str, list[bytes]]]:
    """A scanner that speaks INSTREAM and calls whatever holds the word herder harmful."""
    server = socket.create_server(("127.0.0.1", 0))
    seen: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                talk, _peer = server.accept()
            except OSError:
                return
            with talk, talk.makefile("rb") as lines:
                assert lines.readline() == b"nINSTREAM\n"
                data = b""
                while size := struct.unpack("!L", lines.read(4))[0]:
                    data += lines.read(size)
                seen.append(data)
                talk.sendall(b"stream: Herder FOUND\n" if b"herder" in data else b"stream: OK\n")

    threading.Thread(target=serve, daemon=True).start()
    yield f"127.0.0.1:{server.getsockname()[1]}", seen
    server.close()


def test_a_scanner_is_asked_where_there_is_one(settings: Settings, scanner: tuple[str, list[bytes]]) -> None:
    settings.CLAMD, seen = scanner
    bring("m", [Upload("p.png", picture("PNG"))])
    with pytest.raises(FileRefused):
        bring("m", [Upload("a.pdf", PDF)])
    assert len(seen) == 2


def test_what_could_not_be_looked_through_is_not_kept(settings: Settings) -> None:
    settings.CLAMD = "127.0.0.1:9"
    with pytest.raises(FileRefused):
        bring("m", [Upload("a.pdf", PDF)])
