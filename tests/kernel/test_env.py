"""A wrong setting is refused with one line that names the variable, the value and what is allowed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from yixian.kernel import env
from yixian.kernel.env import SettingError


def refusal(read: Callable[[], object]) -> str:
    with pytest.raises(SettingError) as caught:
        read()
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_text_is_stripped_and_an_empty_one_counts_as_not_set() -> None:
    assert env.text("X", source={"X": " a "}) == "a"
    assert env.text("X", "d", source={"X": "  "}) == "d"
    assert "X is not set" in refusal(lambda: env.text("X", source={}))


@pytest.mark.parametrize(("word", "meant"), [("1", True), ("Yes", True), ("0", False), ("no", False)])
def test_a_flag_knows_yes_from_no(word: str, meant: bool) -> None:
    assert env.flag("X", not meant, source={"X": word}) is meant
    assert env.flag("X", meant, source={}) is meant


def test_a_flag_refuses_other_words() -> None:
    message = refusal(lambda: env.flag("X", False, source={"X": "maybe"}))
    assert all(part in message for part in ("X", "maybe", "true"))


@pytest.mark.parametrize("word", ["x", "1.5", "0", "11", "--1", "１１", ""])
def test_a_whole_number_keeps_its_bounds(word: str) -> None:
    source = {"X": word}
    if not word:
        assert env.integer("X", 3, least=1, most=10, source=source) == 3
        return
    assert "from 1 to 10" in refusal(lambda: env.integer("X", 3, least=1, most=10, source=source))


def test_a_whole_number_may_be_negative_where_allowed() -> None:
    assert env.integer("X", 0, least=-5, most=5, source={"X": "-3"}) == -3


def test_a_choice_is_one_of_the_allowed() -> None:
    assert env.choice("X", "a", ("a", "b"), source={"X": "b"}) == "b"
    assert "a, b" in refusal(lambda: env.choice("X", "a", ("a", "b"), source={"X": "c"}))


def test_words_and_pairs_are_parted_by_commas() -> None:
    assert env.words("X", source={"X": " a, b ,,"}) == ("a", "b")
    assert env.words("X", ("d",), source={}) == ("d",)
    assert env.pairs("X", source={"X": "a=1, b = 2"}) == {"a": "1", "b": "2"}


@pytest.mark.parametrize("wrong", ["a", "a=", "=1", "a=1,a=2"])
def test_pairs_need_a_name_and_a_value_each_once(wrong: str) -> None:
    assert "name=value" in refusal(lambda: env.pairs("X", source={"X": wrong}))


def test_a_path_is_absolute() -> None:
    assert env.path("X", Path("/d"), source={}) == Path("/d")
    assert "absolute" in refusal(lambda: env.path("X", Path("/d"), source={"X": "var"}))


def test_an_address_has_an_allowed_scheme() -> None:
    found = env.url("X", schemes=("https",), source={"X": "https://a.example/b"})
    assert found is not None
    assert found.hostname == "a.example"
    assert env.url("X", schemes=("https",), source={}) is None


@pytest.mark.parametrize("wrong", ["ftp://u:hidden@a", "https://a:99999/hidden", "hidden", "https://[hidden"])
def test_a_refused_address_is_not_repeated(wrong: str) -> None:
    message = refusal(lambda: env.url("X", schemes=("https",), source={"X": wrong}))
    assert "https://" in message
    assert "hidden" not in message


def test_a_secret_comes_from_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("s3cret\n")
    file.chmod(0o600)
    assert env.secret("X", source={"X_FILE": str(file)}) == "s3cret"
    assert env.secret("X", file, source={}) == "s3cret"


def test_a_secret_in_the_environment_is_refused_and_not_repeated() -> None:
    message = refusal(lambda: env.secret("X", source={"X": "s3cret"}))
    assert "X_FILE" in message
    assert "s3cret" not in message


def test_a_secret_that_everybody_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("s3cret")
    file.chmod(0o644)
    message = refusal(lambda: env.secret("X", source={"X_FILE": str(file)}))
    assert "chmod 600" in message
    assert "s3cret" not in message


def test_a_missing_or_empty_secret_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch(mode=0o600)
    assert "empty" in refusal(lambda: env.secret("X", empty, source={}))
    assert "cannot be read" in refusal(lambda: env.secret("X", tmp_path / "none", source={}))
    assert "X_FILE is not set" in refusal(lambda: env.secret("X", source={}))
