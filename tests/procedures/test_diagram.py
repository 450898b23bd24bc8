"""The picture names everything, marks where a matter stands, and lets nothing slip into the page."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override

from tests.procedures.sample import procedure
from yixian.procedures.diagram import ORIENTATIONS, Orientation, svg
from yixian.procedures.words import text_width, wrap

SVG = "{http://www.w3.org/2000/svg}"
every = pytest.mark.parametrize("orientation", ORIENTATIONS)


def drawn(orientation: Orientation = "ladder", at: str = "village", language: str = "en") -> Element:
    with override(language):
        return ElementTree.fromstring(svg(procedure(), at=at, visited=("desk",), orientation=orientation))


def marked(picture: Element, name: str) -> list[str]:
    groups = [g for g in picture.iter(f"{SVG}g") if name in g.get("class", "").split()]
    return ["".join(text.text or "" for text in g.findall(f"{SVG}text")) for g in groups]


@every
def test_the_place_of_the_matter_and_the_steps_behind_it_are_marked(orientation: Orientation) -> None:
    picture = drawn(orientation)
    assert marked(picture, "yx-at") == ["Village meeting"]
    assert marked(picture, "yx-flag") == ["now here"]
    assert marked(picture, "yx-done") == ["Desk <&>"]
    assert marked(picture, "yx-end") == ["Closed"]


@every
def test_a_screen_reader_hears_title_and_place(orientation: Orientation) -> None:
    picture = drawn(orientation)
    named = {node.get("id"): node.text for node in picture if node.get("id")}
    title, description = (named[key] or "" for key in picture.get("aria-labelledby", "").split())
    assert picture.get("role") == "img"
    assert title == "Lost sheep"
    assert "Steps in order: Desk <&>; Village meeting; Town station; Review; Closed." in description
    assert "The matter is now at: Village meeting." in description


def test_ways_out_that_share_a_target_are_one_line_with_their_number() -> None:
    labels = [label for label in marked(drawn(), "yx-out") if label]
    assert labels.count("2 ways out") == 3
    assert labels.count("Withdraw") == 3


def test_titles_are_escaped_and_the_whole_is_safe() -> None:
    picture = svg(procedure())
    assert isinstance(picture, SafeString)
    assert "Desk &lt;&amp;&gt;" in picture
    assert "<script" not in picture
    assert "style=" not in picture


def test_only_the_colour_of_the_page_is_used() -> None:
    used = {node.get(name) for node in drawn().iter() for name in ("fill", "stroke")}
    assert used == {None, "none", "currentColor", "Canvas"}


def test_a_procedure_without_a_matter_has_no_mark() -> None:
    assert marked(ElementTree.fromstring(svg(procedure())), "yx-at") == []


def test_two_pictures_on_a_page_share_no_id() -> None:
    ids = [node.get("id") for each in ORIENTATIONS for node in drawn(each).iter() if node.get("id")]
    assert len(ids) == len(set(ids))


def test_chinese_breaks_between_characters_and_too_much_ends_in_an_ellipsis() -> None:
    assert wrap("嘎查村群众工作室", 60, 14, 2) == ["嘎查村群", "众工作室"]
    assert wrap("a word too many for the box", 60, 14, 2) == ["a word", "too man…"]
    assert text_width("旗", 14) == 14
