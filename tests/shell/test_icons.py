"""Icons come from the locked set and bring nothing but shapes."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yixian.shell.icons import known, shapes
from yixian.shell.templatetags.shell import TIER_ICONS, UNIT_ICONS, icon

EVIL = """<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>
<path stroke="none" d="M0 0h24v24H0z"/><path d="M1 1" onclick="alert(1)" style="fill:red"/></svg>"""


@pytest.fixture
def _cleared() -> None:
    shapes.cache_clear()


def test_an_icon_is_hidden_from_readers_and_drawn_in_the_colour_of_the_words() -> None:
    shown = icon("map-pin", "big")

    assert 'class="icon big"' in shown
    assert 'aria-hidden="true"' in shown
    assert 'stroke="currentColor"' in shown
    assert shown.count("<path") == 2


@pytest.mark.usefixtures("_cleared")
def test_a_foreign_drawing_is_reduced_to_its_shapes(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "@tabler" / "icons" / "icons" / "outline"
    folder.mkdir(parents=True)
    (folder / "evil.svg").write_text(EVIL)
    settings.NODE_MODULES = tmp_path

    assert shapes("evil") == '<path d="M1 1"/>'
    shapes.cache_clear()


@pytest.mark.parametrize("name", ["no-such-icon", "../map-pin", "", "map pin", "/etc/passwd"])
def test_an_unknown_name_draws_nothing(name: str) -> None:
    assert not known(name)
    assert shapes(name) == ""


def test_every_icon_that_a_tag_chooses_is_in_the_set() -> None:
    assert all(known(name) for name in {*TIER_ICONS.values(), *UNIT_ICONS.values(), "users-group"})
