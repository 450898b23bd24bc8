import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.kernel.canonical import LARGEST, NotCanonical, decode, encode

text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
leaves = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | text
keys = st.text(st.characters(codec="ascii", exclude_characters="\0"))
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=20)


@given(values)
def test_any_value_comes_back_and_encodes_alike(value: object) -> None:
    data = encode(value)
    assert decode(data) == value
    assert encode(decode(data)) == data


@given(st.dictionaries(keys, leaves))
def test_the_order_of_keys_makes_no_difference(value: dict[str, object]) -> None:
    assert encode(dict(reversed(value.items()))) == encode(value)


def test_the_form_is_sorted_tight_and_utf8() -> None:
    data = encode({"b": [1, None, True], "a": '草场"纠纷"\n'})
    assert data == '{"a":"草场\\"纠纷\\"\\n","b":[1,null,true]}'.encode()


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (1.0, "float has no canonical form"),
        ({"a": [float("nan")]}, r"\$\.a\[0\]: float"),
        (2**53, "beyond"),
        ({1: 2}, "key 1 is not"),
        ({"嘎查": 1}, "not an ASCII string"),
        ("a\0b", r"U\+0000"),
        ("\ud800", "lone surrogate"),
        (b"bytes", "bytes has no canonical form"),
        ({"a": {1, 2}}, r"\$\.a: set"),
    ],
)
def test_what_has_no_single_form_is_refused_by_name(value: object, complaint: str) -> None:
    with pytest.raises(NotCanonical, match=complaint):
        encode(value)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b'{"a":1,"a":2}', "given twice"),
        (b"1.0", "not a whole number"),
        (b"1e3", "not a whole number"),
        (b"NaN", "not a whole number"),
        (b"9" * 5000, "beyond"),
        (b"\xff", "byte 0 is not UTF-8"),
        (b'{"a":', "not JSON at character 5"),
        (b'"\\ud800"', "lone surrogate"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_reading_is_strict(data: bytes, complaint: str) -> None:
    with pytest.raises(NotCanonical, match=complaint):
        decode(data)


@given(values)
def test_it_agrees_with_the_standard_library_on_content(value: object) -> None:
    assert json.loads(encode(value)) == value
