"""`yixian recount` says that all is right, or what is not."""

import pytest
from click.testing import CliRunner, Result

from yixian.cli.recount import command
from yixian.measures.enums import Span
from yixian.measures.models import Tally

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words)


@pytest.fixture
def _wrong() -> None:
    Tally.objects.create(measure="goats.lost", part="red", span=Span.MONTH, start="2013-01-01", value=3)
    Tally.objects.create(measure="goats.lost", everywhere=True, span=Span.YEAR, start="2013-01-01", value=2)
    Tally.objects.create(measure="goats.lost", unit_id=4, span=Span.DAY, start="2013-01-02", value=1)


def test_one_line_when_there_is_no_difference() -> None:
    done = run()
    assert done.exit_code == 0
    assert done.stdout.startswith("no difference: ")
    assert done.stdout.count("\n") == 1


@pytest.mark.usefixtures("_wrong")
def test_each_difference_is_a_line_and_the_exit_is_1() -> None:
    done = run()
    assert done.exit_code == 1
    assert done.stdout.splitlines()[:3] == [
        "goats.lost, unit 4, 2013-01-02: kept 1, right 0",
        "goats.lost, everywhere, 2013: kept 2, right 0",
        "goats.lost[red], no unit, 2013-01: kept 3, right 0",
    ]


@pytest.mark.usefixtures("_wrong")
def test_repair_says_what_it_sets_right_and_leaves_no_difference() -> None:
    done = run("--repair")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == "3 sums set right"
    assert run().exit_code == 0


@pytest.mark.usefixtures("_wrong")
def test_many_differences_are_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yixian.cli.recount._MOST", 1)
    assert run().stdout.splitlines()[1] == "… and 2 more"
