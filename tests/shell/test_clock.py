"""What a deadline chip says."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation

from yixian.shell.clock import chip

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAYS_END = datetime(2026, 3, 5, 0, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def end_of(days: int) -> datetime:
    """The end of the day that lies so many days ahead."""
    return TODAYS_END + timedelta(days=days)


@pytest.mark.parametrize(
    ("due", "paused", "text", "tone"),
    [
        (end_of(9), False, "剩 9 天", "calm"),
        (end_of(4), False, "剩 4 天", "calm"),
        (end_of(3), False, "剩 3 天", "soon"),
        (end_of(1), False, "剩 1 天", "soon"),
        (end_of(0), False, "今天到期", "soon"),
        (end_of(-1), False, "逾期 1 天", "late"),
        (end_of(-40), False, "逾期 40 天", "late"),
        (end_of(9), True, "已暂停", "still"),
        (end_of(-9), True, "已暂停", "still"),
        (None, False, "无期限", "still"),
    ],
)
def test_the_words_and_the_colour_of_each_state(
    due: datetime | None, paused: bool, text: str, tone: str
) -> None:
    with translation.override("zh-hans"):
        shown = chip(due, NOW, paused=paused)

    assert (shown.text, shown.tone) == (text, tone)


def test_english_knows_one_day_from_two() -> None:
    with translation.override("en"):
        assert chip(end_of(1), NOW).text == "1 day left"
        assert chip(end_of(-2), NOW).text == "2 days late"


def test_a_late_evening_is_still_the_same_day() -> None:
    with translation.override("en"):
        assert chip(end_of(0), NOW.replace(hour=23, minute=59)).text == "due today"


def test_the_chip_carries_an_icon_its_due_time_and_what_is_unsure() -> None:
    page = Template("{% load shell %}{% clock due now False True %}")
    with translation.override("zh-hans"):
        shown = page.render(Context({"due": end_of(9), "now": NOW}))

    assert "yx-calm" in shown
    assert shown.count("<svg") == 2
    assert "2026-03-14 00:00" in shown
    assert "暂定" in shown
