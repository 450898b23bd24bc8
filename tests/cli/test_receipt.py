"""`yixian receipt verify` works where there is nothing: no settings, no database, no keys."""

import subprocess
from pathlib import Path

import pytest

from tests.audit.test_receipts import PUBLISHED, TEXT, pure
from tests.cli.test_main import assert_one_line, yixian
from yixian.kernel import canonical


def check(tmp_path: Path, text: bytes, *more: str) -> subprocess.CompletedProcess[str]:
    """Run it in a process that may not have what the others have; the state directory stays empty."""
    nowhere = tmp_path / "var"
    nowhere.mkdir(exist_ok=True)
    file = tmp_path / "receipt.json"
    file.write_bytes(text)
    done = yixian(
        "receipt",
        "verify",
        str(file),
        *more,
        YIXIAN_VAR=str(nowhere),
        YIXIAN_BANNER="nonsense",
        DATABASE_URL="nonsense",
        DJANGO_SETTINGS_MODULE="nowhere.settings",
    )
    assert list(nowhere.iterdir()) == []
    return done


def test_it_says_what_is_stated_what_is_proven_and_what_is_not(tmp_path: Path) -> None:
    done = check(tmp_path, TEXT, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "History matter:1, receipt of 2026-03-02 16:00:00+08:00. It states:",
        "- answer: 话2 (event 2, body.words)",
        "- answered_at: 2026-03-02 16:00:00+08:00 (event 2, at)",
        "- what: sample.said (event 1, kind)",
        "Proven: every event shown is as its hash says and follows the one before it.",
        "Proven: events 1–5 stand in the seals.",
        "Not shown: what events 3 say; only that they stand in their places.",
        "Not proven: that these seals are the published ones; give a copy of https://example.org/roots.json as --roots.",
    ]


def test_with_the_published_roots_all_is_proven_in_chinese_too(tmp_path: Path) -> None:
    roots = tmp_path / "roots.json"
    roots.write_bytes(canonical.encode(PUBLISHED))
    done = check(tmp_path, TEXT, "--roots", str(roots))
    assert done.returncode == 0, done.stderr
    assert "已证明：这些封存就是已公布的封存。" in done.stdout
    assert "尚未证明" not in done.stdout


def test_a_changed_receipt_states_nothing_and_fails(tmp_path: Path) -> None:
    done = check(tmp_path, TEXT.replace("话2".encode(), "话9".encode(), 1), "--lang", "en")
    assert done.returncode == 1
    assert "the receipt: its text is not as it was issued" in done.stdout
    assert "- answer: " not in done.stdout


def test_a_receipt_under_other_seals_than_the_published_ones_fails(tmp_path: Path) -> None:
    roots = tmp_path / "roots.json"
    roots.write_bytes(canonical.encode(PUBLISHED | {"seals": pure(4, hidden=0)["seals"]}))
    done = check(tmp_path, TEXT, "--roots", str(roots))
    assert done.returncode == 1
    assert "第 1 号封存: 它与已公布的封存不一致" in done.stdout


@pytest.mark.parametrize("junk", [b"", b"\xff", b"[]", b"{}"])
def test_what_is_no_receipt_fails_without_a_trace(tmp_path: Path, junk: bytes) -> None:
    done = check(tmp_path, junk)
    assert done.returncode == 1
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 2


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    assert_one_line(yixian("receipt", "verify", str(tmp_path / "none")), "none")
