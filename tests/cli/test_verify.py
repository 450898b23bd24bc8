"""`yixian verify` and `yixian seal`: proven, or named and exit 1."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.audit.kinds import SAID
from tests.audit.sample import history, may_tamper, sql
from yixian.audit import registry
from yixian.audit.models import Seal
from yixian.cli import seal, verify
from yixian.places.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._kinds, SAID.key, SAID)


@pytest.fixture
def found() -> Unit:
    return history("一", "二")


def run(*words: str) -> Result:
    return CliRunner().invoke(verify.command, words)


def sealed(*words: str) -> str:
    done = CliRunner().invoke(seal.command, words)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_one_line_says_that_all_is_well(found: Unit) -> None:
    sealed()
    done = run("--lang", "en")
    assert done.exit_code == 0
    assert done.stdout == ("2 events in 1 histories are as they were written; 2 of them are under 1 seals.\n")
    assert "与写入时完全一致" in run().stdout


def test_each_fault_is_one_sentence_and_the_exit_is_1(found: Unit) -> None:
    may_tamper()
    sql("UPDATE audit_event SET by_id = 1 WHERE seq = 2")
    done = run("--lang", "en")
    assert done.exit_code == 1
    assert done.stdout.startswith(f"event 2 of {found.stream} (number ")
    assert done.stdout.endswith("): its content does not match its hash\n")
    assert "内容与其哈希值不符" in run().stdout


def test_the_seals_are_compared_with_the_published_ones(found: Unit, tmp_path: Path) -> None:
    file = tmp_path / "roots.json"
    assert sealed("--roots", str(file)).startswith("seal 1: 2 events, root ")
    assert run("--roots", str(file)).exit_code == 0
    may_tamper()
    Seal.objects.all().delete()
    done = run("--roots", str(file), "--lang", "en")
    assert done.exit_code == 1
    assert done.stdout == "seal 1: it was published and is missing here\n"


def test_a_file_that_holds_no_roots_is_a_fault(found: Unit, tmp_path: Path) -> None:
    file = tmp_path / "roots.json"
    file.write_text("{}")
    done = run("--roots", str(file), "--lang", "en")
    assert done.exit_code == 1
    assert done.stdout.startswith("the file of published roots: it cannot be read")


def test_sealing_twice_seals_nothing(found: Unit) -> None:
    assert sealed().startswith("seal 1: 2 events")
    assert sealed() == "nothing to seal\n"
