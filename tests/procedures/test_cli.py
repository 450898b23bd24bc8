"""`yixian procedure` on the command line."""

import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from tests.procedures.sample import procedure
from yixian.cli.procedure import command
from yixian.procedures import registry


@pytest.fixture(autouse=True)
def _sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._procedures, ("sheep", 1), procedure())


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words)


def test_list_names_every_procedure() -> None:
    shown = run("list", "--lang", "en").output
    assert "sheep" in shown
    assert "Lost sheep" in shown


def test_show_prints_a_table() -> None:
    shown = run("show", "sheep", "--lang", "en")
    assert shown.exit_code == 0
    assert "Town station" in shown.output
    assert "begins here" in shown.output


def test_show_bpmn_prints_nothing_but_xml() -> None:
    shown = run("show", "sheep", "--bpmn", "--lang", "en")
    assert ElementTree.fromstring(shown.output).tag.endswith("definitions")


def test_an_unknown_key_is_one_line_and_a_failure() -> None:
    shown = run("show", "moon")
    assert shown.exit_code == 1
    assert shown.output.startswith("Error: no procedure is called 'moon'; there are: ")
    assert shown.output.count("\n") == 1


def test_no_database_is_asked() -> None:
    nowhere = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
    started = [sys.executable, "-c", "from yixian.cli.procedure import command; command(['list'])"]
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(
        started, env={**nowhere, "PYTHONPATH": paths}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
