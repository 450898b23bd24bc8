"""When something is sent, and what an address looks like."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yixian.notices import rules
from yixian.notices.enums import Way
from yixian.notices.rules import ZONE, Hours

NIGHT = Hours(quiet_from=21, quiet_until=7)
NOON_REST = Hours(quiet_from=12, quiet_until=14)
NONE = Hours(quiet_from=0, quiet_until=0)
BREAKS = Hours(quiet_from=21, quiet_until=7, urgent_breaks=True)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "hours", "sent"),
    [
        (local(4, 15), NIGHT, local(4, 15)),
        (local(4, 20, 59), NIGHT, local(4, 20, 59)),
        (local(4, 21), NIGHT, local(5, 7)),
        (local(4, 23, 30), NIGHT, local(5, 7)),
        (local(5, 3), NIGHT, local(5, 7)),
        (local(5, 7), NIGHT, local(5, 7)),
        (local(4, 12, 30), NOON_REST, local(4, 14)),
        (local(4, 14), NOON_REST, local(4, 14)),
        (local(4, 3), NONE, local(4, 3)),
        (local(4, 3), BREAKS, local(4, 3)),
    ],
)
def test_urgent_notices_wait_for_the_end_of_the_quiet_hours(
    moment: datetime, hours: Hours, sent: datetime
) -> None:
    assert rules.urgent_moment(moment, hours) == sent


@pytest.mark.parametrize(
    ("hours", "sent"),
    [
        (Hours(digest=8, quiet_from=21, quiet_until=7), local(4, 8)),
        (Hours(digest=6, quiet_from=21, quiet_until=7), local(4, 7)),
        (Hours(digest=22, quiet_from=21, quiet_until=7), local(5, 7)),
        (Hours(digest=13, quiet_from=12, quiet_until=14), local(4, 14)),
        (Hours(digest=22, quiet_from=21, quiet_until=7, urgent_breaks=True), local(5, 7)),
        (Hours(digest=3, quiet_from=5, quiet_until=5), local(4, 3)),
    ],
)
def test_a_digest_is_sent_at_its_hour_or_after_the_quiet_hours(hours: Hours, sent: datetime) -> None:
    assert rules.digest_moment(date(2026, 3, 4), hours) == sent


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    seconds=st.integers(0, 365 * 24 * 3600),
    start=st.integers(0, 23),
    end=st.integers(0, 23),
)
def test_nothing_is_ever_sent_in_quiet_hours_nor_before_its_time(seconds: int, start: int, end: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    hours = Hours(quiet_from=start, quiet_until=end)
    sent = rules.after_quiet(moment, hours)
    assert not rules.is_quiet(sent, hours)
    assert moment <= sent <= moment + timedelta(days=1)


def test_pauses_grow_and_end() -> None:
    pauses = [pause for tries in range(1, 5) if (pause := rules.pause_after(tries))]
    assert len(pauses) == 4
    assert pauses == sorted(pauses)
    assert rules.pause_after(5) is None


@pytest.mark.parametrize(
    ("way", "typed", "fits"),
    [
        (Way.MAIL, "tuya@example.com", True),
        (Way.MAIL, "tuya@example.com\nBcc: a@example.com", False),
        (Way.MAIL, "tuya", False),
        (Way.SMS, "138 0000 1234", True),
        (Way.SMS, "110", False),
        (Way.WECOM, "693a91f6-7aoc-4bc4-97a0-0ec2sifa5aaa", True),
        (Way.WECOM, "key/../../x", False),
        (Way.DINGTALK, "a" * 64, True),
        (Way.DINGTALK, "a" * 64 + "/13800001234", True),
        (Way.DINGTALK, "a" * 64 + "?to=all", False),
        (Way.FEISHU, "c0ffee00-1111-2222-3333-444455556666", True),
        (Way.WEBHOOK, "https://hooks.example/told", True),
        (Way.WEBHOOK, "https://hooks.example:8443/told", False),
        (Way.WEBHOOK, "https://hooks.example@10.0.0.1/told", False),
        (Way.WEBHOOK, "http://127.0.0.1/", False),
        (Way.WEBHOOK, "file://hooks.example/etc", False),
        (Way.WEBHOOK, "https://hooks.example:x/", False),
    ],
)
def test_addresses_are_looked_at_before_they_are_kept(way: Way, typed: str, fits: bool) -> None:
    assert (rules.address_fault(way, typed, ("hooks.example",)) is None) is fits


@pytest.mark.parametrize(
    ("way", "typed", "shown"),
    [
        (Way.MAIL, "tuya@example.com", "t…@example.com"),
        (Way.SMS, "13800001234", "…234"),
        (Way.WECOM, "693a91f6", "…1f6"),
    ],
)
def test_little_of_an_address_is_shown(way: Way, typed: str, shown: str) -> None:
    assert rules.hint(way, typed) == shown
