"""`yixian keys`: made once, listed without being shown, rotated with everything sealed anew."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from pytest_django.fixtures import Settings

from tests.cli.test_main import assert_one_line, yixian
from yixian.cli import keys
from yixian.kernel import sealed, sealing
from yixian.people.models import Resident


@pytest.fixture
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.KEYS = tmp_path / "keys"
    monkeypatch.setenv("YIXIAN_KEYS", str(settings.KEYS))
    sealing.add_key(settings.KEYS)
    return tmp_path / "keys"


def run(*words: str) -> Result:
    return CliRunner().invoke(keys.command, words)


def test_the_first_key_is_made_without_database_or_settings(tmp_path: Path) -> None:
    nowhere = {"YIXIAN_VAR": str(tmp_path), "DATABASE_URL": "nonsense"}
    assert_one_line(yixian("keys", "status", **nowhere), "yixian keys new")
    assert yixian("keys", "new", **nowhere).stdout.startswith("key 1 made in ")
    assert_one_line(yixian("keys", "new", **nowhere), "yixian keys rotate")


def test_keys_are_listed_and_none_is_shown(folder: Path) -> None:
    sealing.add_key(folder, sealing.Cipher.SM4)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert run("status").stdout.splitlines() == [
        f"key 1: AES-256-GCM, made {today}, opens only",
        f"key 2: SM4-GCM, made {today}, seals and opens",
    ]


@pytest.mark.django_db
def test_a_rotation_seals_everything_anew(folder: Path) -> None:
    found = Resident(uid=uuid4(), since=datetime.now(UTC))
    sealed.put(found, "name", "乌云")
    found.save()
    done = run("rotate", "--cipher", "sm4")
    assert done.exit_code == 0, done.output
    assert "150623: 1 values sealed anew" in done.stdout
    found.refresh_from_db()
    assert sealing.key_number(bytes(found.name)) == 2
    assert sealed.text(found, "name") == "乌云"
    assert "150623: 0 values sealed anew" in run("reseal").stdout


@pytest.mark.django_db
def test_a_value_that_does_not_open_is_named_and_the_exit_is_1(folder: Path) -> None:
    found = Resident(uid=uuid4(), since=datetime.now(UTC), name=b"\x00\x01" + bytes(60))
    found.save()
    done = run("rotate")
    assert done.exit_code == 1
    assert f"people_resident/{found.uid.hex}/name does not open" in done.stdout
