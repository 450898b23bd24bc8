"""The text table tells everything that a procedure asks."""

import pytest
from django.utils.translation import override
from rich.console import Console

from tests.procedures.sample import procedure
from yixian.procedures.table import RuleText, table


def shown(rule_text: RuleText | None = None) -> str:
    console = Console(width=400, force_terminal=False)
    with console.capture() as capture, override("en"):
        console.print(table(procedure(), rule_text=rule_text))
    return capture.get()


@pytest.mark.parametrize(
    "said",
    [
        "Lost sheep",
        "Desk <&>",
        "begins here",
        "Village: room / committee",
        "sheep.village",
        "extended by matters.extend",
        "No record of what was tried at desk. [Law on Lost Sheep, Art. 7]",
        "back to one of: desk, village,",
        "sheep.handle, whoever raised it",
        "Sent to court",
        "What was tried",
    ],
)
def test_the_table_says(said: str) -> None:
    with_folds_undone = " ".join(shown().split())
    assert said in with_folds_undone


def test_a_rule_shows_its_number_where_it_is_known() -> None:
    numbers = {"sheep.desk": "5 working days, Art. 9"}
    assert "5 working days, Art. 9" in " ".join(shown(lambda rule: numbers.get(rule, "")).split())
