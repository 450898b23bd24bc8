import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.kernel.ids import LETTERS, InvalidCode, parse_receipt_code, receipt_code, uuid7

seeds = st.integers().map(random.Random)
times = st.datetimes(datetime(1970, 1, 1), datetime(2500, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(times, st.binary(min_size=8, max_size=8))
def test_a_row_id_is_a_version_7_uuid_that_keeps_its_time(at: datetime, chance: bytes) -> None:
    made = uuid7(at, chance)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@given(times, st.integers(1, 10**9))
def test_a_later_row_id_sorts_later_even_within_a_millisecond(at: datetime, micros: int) -> None:
    assert uuid7(at) < uuid7(at + timedelta(microseconds=micros))


def test_row_ids_of_one_moment_differ() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert len({uuid7(at) for _ in range(1000)}) == 1000


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        uuid7(datetime(2026, 1, 1))  # noqa: DTZ001


@given(seeds)
def test_a_code_is_read_whatever_its_case_and_spacing(rng: random.Random) -> None:
    code = receipt_code(rng)
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in code)
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " ") + "\n", full_width):
        assert parse_receipt_code(typed) == code


@given(seeds, st.integers(0, 11), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(rng: random.Random, place: int, letter: str) -> None:
    plain = receipt_code(rng).replace("-", "")
    typed = plain[:place] + letter + plain[place + 1 :]
    if typed != plain:
        with pytest.raises(InvalidCode, match="wrong"):
            parse_receipt_code(typed)


@given(seeds, st.integers(0, 11), st.integers(0, 11))
def test_two_letters_changed_about_are_noticed(rng: random.Random, one: int, other: int) -> None:
    letters = list(receipt_code(rng).replace("-", ""))
    if letters[one] != letters[other]:
        letters[one], letters[other] = letters[other], letters[one]
        with pytest.raises(InvalidCode):
            parse_receipt_code("".join(letters))


@pytest.mark.parametrize(("typed", "complaint"), [("", "not 0"), ("34679ACDEFG0", "never has 0")])
def test_what_is_no_code_says_why(typed: str, complaint: str) -> None:
    with pytest.raises(InvalidCode, match=complaint):
        parse_receipt_code(typed)


def test_no_letter_can_be_taken_for_another() -> None:
    assert not set(LETTERS) & set("0O1IL2Z5S8BUV")


def test_codes_are_drawn_from_the_operating_system_by_default() -> None:
    assert len({receipt_code() for _ in range(1000)}) == 1000
