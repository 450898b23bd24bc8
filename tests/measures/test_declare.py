"""What is declared wrongly is refused before anything is counted."""

from dataclasses import replace

import pytest

from tests.measures.sample import FOUND, KINDS, LOST, MEASURES, Happening, compose_all, only_sheep
from yixian.audit import registry
from yixian.measures import declare
from yixian.measures.checks import declarations
from yixian.measures.declare import DuplicateMeasure
from yixian.measures.keep import counts_of


@pytest.fixture(autouse=True)
def _sheep(monkeypatch: pytest.MonkeyPatch) -> None:
    only_sheep(monkeypatch)


def test_a_key_is_taken_once() -> None:
    with pytest.raises(DuplicateMeasure):
        declare.register(MEASURES[0])


@pytest.mark.parametrize("key", ["sheep", "Sheep.lost", "sheep.", "sheep." + "x" * 60])
def test_a_key_is_of_the_form_package_name(key: str) -> None:
    with pytest.raises(ValueError, match="package"):
        replace(MEASURES[0], key=key)


@pytest.mark.parametrize("kinds", [(), ("sheep.lost", "sheep.lost")])
def test_the_kinds_counted_are_named_once_each(kinds: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="kinds"):
        replace(MEASURES[0], kinds=kinds)


def test_measures_are_found_by_key_and_by_kind() -> None:
    assert [measure.key for measure in declare.every()] == sorted(measure.key for measure in MEASURES)
    assert [measure.key for measure in declare.for_kind(FOUND.key)] == ["sheep.missing"]
    with pytest.raises(KeyError):
        declare.get("sheep.sold")


def test_a_part_has_its_label_or_stands_for_itself() -> None:
    assert MEASURES[0].label("white") == "White sheep"
    assert MEASURES[0].label("black") == "black"


def test_the_system_check_names_a_kind_that_nobody_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    assert declarations(None) == []
    monkeypatch.setattr(registry, "_kinds", {kind.key: kind for kind in KINDS if kind is not FOUND})
    assert [error.msg for error in declarations(None)] == [
        "measure sheep.missing counts sheep.found, which no package declares"
    ]


def test_a_body_that_names_no_unit_where_it_must_is_refused() -> None:
    event = compose_all([Happening(LOST)])[0]
    event.body["pasture"] = "north"
    with pytest.raises(TypeError, match="pasture"):
        counts_of([event])
