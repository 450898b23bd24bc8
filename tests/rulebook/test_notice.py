"""A notice is read, or every line that cannot be read is named."""

import pytest
from django.utils.translation import override

from tests.rulebook.sample import day
from yixian.kernel.workdays import DayKind
from yixian.rulebook.notice import parse
from yixian.rulebook.rules import RuleRefused

NOTICE = """\ufeffdate,kind,name
# 国务院办公厅通知
2027-01-01,holiday,元旦

2027-01-02, holiday
2027-02-14，makeup，春节调休
"""
WRONG = {
    "2027-13-01,holiday": "Line 1: “2027-13-01” is not a date such as 2027-01-01",
    "2027-01-01": "Line 1: expected date,kind,name",
    "2027-01-01,feast": "Line 1: “feast” is not a kind of day; there are: workday, weekend, holiday, makeup",
    "2027-01-01,makeup": "Line 1: 1 January 2027 is not a weekend: it is a working day or a public holiday.",
    "2027-01-02,workday": (
        "Line 1: 2 January 2027 is a weekend: where it is worked, mark it as worked in exchange."
    ),
    "2027-01-01,holiday\n2027-01-01,holiday": "Line 2: the day was named before",
    "#\nx\n\ny": "Line 2: expected date,kind,name\nLine 4: expected date,kind,name",
}


def test_a_notice_is_read() -> None:
    days, names = parse(NOTICE)
    assert days == {
        day("2027-01-01"): DayKind.HOLIDAY,
        day("2027-01-02"): DayKind.HOLIDAY,
        day("2027-02-14"): DayKind.MAKEUP,
    }
    assert names == {day("2027-01-01"): "元旦", day("2027-02-14"): "春节调休"}


@pytest.mark.parametrize("text", WRONG)
def test_every_line_that_cannot_be_read_is_named(text: str) -> None:
    with override("en"), pytest.raises(RuleRefused) as refusal:
        parse(text)
    assert str(refusal.value) == WRONG[text]
