"""`yixian deadline` on the command line."""

from datetime import date

import pytest
from click.testing import CliRunner, Result

from tests.rulebook.sample import moment
from yixian.cli.deadline import command
from yixian.rulebook.actions import install_declared

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rules() -> None:
    install_declared(moment(date(2026, 3, 1)))


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words)


def test_explain_prints_every_day_and_the_sentence() -> None:
    shown = run("explain", "dispute.settle", "--from", "2026-03-02", "--lang", "en")
    assert shown.exit_code == 0
    assert sum(line.startswith("│") for line in shown.output.splitlines()) == 32
    assert shown.output.splitlines()[-1] == (
        "1 month from 2 March 2026 (Provisions on People's Mediation Work (2002), Art. 33, "
        "from a secondary text); last day Thursday 2 April 2026"
    )


def test_explain_pauses_and_extends() -> None:
    words = ("--pause", "2026-03-05:2026-03-08", "--extend", "1", "--lang", "en")
    shown = run("explain", "dispute.room", "--from", "2026-03-02", *words)
    last = shown.output.splitlines()[-1]
    assert "paused 3 days; extended by 1 day; last day Friday 13 March 2026" in last


def test_explain_speaks_chinese_by_default() -> None:
    shown = run("explain", "dispute.room", "--from", "2026-02-13")
    assert "法定节假日" in shown.output
    assert "顺延至2026年2月24日" in shown.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("dispute.moon", "--from", "2026-03-02"),
            "no rule dispute.moon is in force on 2026-03-02; there are: ",
        ),
        (("dispute.room", "--from", "2026-02-30"), "'2026-02-30' is not a date such as 2026-03-01"),
        (("dispute.room", "--from", "2026-03-02", "--pause", "2026-03-05"), "'' is not a date"),
        (
            ("dispute.room", "--from", "2026-03-02", "--pause", "2026-03-08:2026-03-05"),
            "cannot run again before",
        ),
        (("dispute.room", "--from", "2026-03-02", "--pause", "2027-03-08:2027-03-09"), "has run out"),
        (("dispute.room", "--from", "2026-03-02", "--extend", "0"), "An extension is at least 1"),
    ],
)
def test_what_cannot_be_explained_is_a_line_and_a_failure(words: tuple[str, ...], said: str) -> None:
    shown = run("explain", *words, "--lang", "en")
    assert shown.exit_code != 0
    assert said in shown.output


def test_rules_lists_the_rows_in_force_with_what_they_are() -> None:
    shown = run("rules", "--on", "2026-03-02", "--lang", "en").output
    assert "dispute.settle" in shown
    assert "1 month" in shown
    assert "local setting, not law" in shown


def test_rules_before_any_is_in_force_is_an_empty_table() -> None:
    assert "dispute" not in run("rules", "--on", "1999-01-01").output
