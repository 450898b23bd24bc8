"""Every number that a procedure names is declared, once, and honestly."""

from dataclasses import replace
from datetime import date

import pytest
from django.core import checks
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tests.procedures.sample import procedure
from yixian.procedures import registry
from yixian.rulebook import declare
from yixian.rulebook.checks import rules_are_declared
from yixian.rulebook.declare import BadRuleRow, RuleRow
from yixian.rulebook.enums import Mark, TermUnit

ROW = RuleRow(
    code="sheep.found",
    title=_("days"),
    value=7,
    unit=TermUnit.DAYS,
    source=_("weekend"),
    mark=Mark.K,
    valid_from=date(2020, 1, 1),
)


@pytest.fixture(autouse=True)
def _own_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declare, "_rows", dict(declare._rows))


def test_the_declared_procedures_name_only_declared_rules() -> None:
    assert "rules_are_declared" in {
        getattr(each, "__name__", "") for each in checks.registry.registry.get_checks()
    }
    assert rules_are_declared(None) == []


def test_a_rule_that_nobody_declares_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    sheep = procedure()
    monkeypatch.setitem(registry._procedures, ("sheep", 1), sheep)
    found = rules_are_declared(None)
    assert [each.id for each in found] == ["rulebook.E001"] * len(sheep.limits())
    assert all(repr(code) in each.msg for code, each in zip(sheep.limits(), found, strict=True))
    for code in sheep.limits():
        declare.register(replace(ROW, code=code))
    assert found
    assert rules_are_declared(None) == []


def test_a_second_row_of_a_day_is_refused() -> None:
    declare.register(ROW)
    declare.register(replace(ROW, valid_from=date(2021, 1, 1)))
    with pytest.raises(BadRuleRow, match="declared twice"):
        declare.register(replace(ROW, value=8))


@pytest.mark.parametrize(
    "row",
    [
        replace(ROW, value=0),
        replace(ROW, source=" "),
        replace(ROW, mark=Mark.V),
        replace(ROW, article="1" * 41),
    ],
)
def test_a_row_that_cannot_stand_is_refused(row: RuleRow) -> None:
    with pytest.raises(BadRuleRow, match=r"sheep\.found"):
        declare.register(row)


def test_the_source_is_stored_untranslated_and_the_title_is_read_in_the_readers_language() -> None:
    declare.register(ROW)
    with override("zh-hans"):
        assert (ROW.source_id, declare.title("sheep.found")) == ("weekend", "日")
    assert declare.title("sheep.lost") == "sheep.lost"
