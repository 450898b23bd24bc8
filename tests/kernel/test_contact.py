import pytest

from yixian.kernel.contact import InvalidPhone, normal_name, normal_phone


@pytest.mark.parametrize(
    "typed",
    ["13812345678", "138 1234 5678", "+86 138-1234-5678", "0086 13812345678", "１３８１２３４５６７８"],
)
def test_one_mobile_number_has_one_spelling(typed: str) -> None:
    assert normal_phone(typed) == "+8613812345678"


def test_a_local_number_is_completed_by_its_area() -> None:
    assert normal_phone("7621234", area="0477") == normal_phone("0477-7621234") == "+864777621234"


@pytest.mark.parametrize("typed", ["", "牧民", "12", "1381234567"])
def test_what_is_no_number_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(InvalidPhone, match=r"^not a valid telephone number$"):
        normal_phone(typed, area="0477" if typed else "")


def test_one_name_has_one_spelling() -> None:
    assert normal_name(" 乌云•其木格 ") == normal_name("乌云·其木格") == normal_name("乌云．其 木格")
    assert normal_name("Ａｎｄａ Li") == normal_name("anda li")
