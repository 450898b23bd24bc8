"""Every clock of the routes, with its article beside it."""

import pytest

from yixian.remedies import table
from yixian.rulebook import declare
from yixian.rulebook.enums import Mark, TermUnit

D, M, Y = TermUnit.DAYS, TermUnit.MONTHS, TermUnit.YEARS
OURS = {row.code: row for row in declare.every() if row.code.startswith("remedy.")}

CLOCKS = {
    "civil": (3, Y, "188(1)"),  # 民法典: 诉讼时效期间为三年
    "civil_longest": (20, Y, "188(2)"),  # 民法典: 自权利受到损害之日起超过二十年的
    "labour": (1, Y, "27(1)"),  # 劳动争议调解仲裁法: 仲裁时效期间为一年
    "wages": (1, Y, "27(4)"),  # 劳动关系终止的, 自劳动关系终止之日起一年内
    "labour_suit": (15, D, "48, 50"),  # 自收到仲裁裁决书之日起十五日内
    "labour_annul": (30, D, "49"),  # 用人单位自收到仲裁裁决书之日起三十日内
    "land": (2, Y, "18"),  # 农村土地承包经营纠纷调解仲裁法: 二年
    "land_suit": (30, D, "48"),  # 自收到裁决书之日起三十日内
    "ruling_suit": (30, D, "14(3)"),  # 土地管理法: 自接到处理决定通知之日起三十日内
    "forest_suit": (30, D, "22(3)"),  # 森林法: 自接到处理决定通知之日起三十日内
    "reconsideration": (60, D, "20(1)"),  # 行政复议法: 自知道之日起六十日内
    "reconsideration_longest": (1, Y, "20(3)"),  # 未告知的, 最长不得超过一年
    "inaction_wait": (60, D, "16"),  # 行政复议法实施条例: 自收到申请满60日起计算
    "administrative_suit": (6, M, "46(1)"),  # 行政诉讼法: 六个月内
    "administrative_suit_longest": (1, Y, "64"),  # 行诉解释: 未告知起诉期限的, 最长一年
    "reconsidered_suit": (15, D, "45"),  # 行政诉讼法: 收到复议决定书之日起十五日内
    "confirmation": (30, D, "205"),  # 民事诉讼法: 自调解协议生效之日起三十日内
    "enforcement": (2, Y, "250"),  # 民事诉讼法: 申请执行的期间为二年
    "traffic": (10, D, "94(1)"),  # 道交法实施条例: 收到事故认定书之日起10日内
    "review": (30, D, "35"),  # 信访工作条例: 收到书面答复之日起30日内
    "re_review": (30, D, "36"),  # 信访工作条例: 收到复查答复之日起30日内
}


@pytest.mark.parametrize("key", CLOCKS)
def test_a_clock_is_as_long_as_its_article_says(key: str) -> None:
    row = OURS[f"remedy.{key}"]
    assert (row.value, row.unit, row.article) == CLOCKS[key]
    assert row.mark is Mark.V
    assert row.roll_forward


def test_every_clock_stands_in_the_table_and_none_is_idle() -> None:
    used = {code for route in table.every() for code in route.rules()}
    assert set(OURS) == used == {f"remedy.{key}" for key in CLOCKS}
