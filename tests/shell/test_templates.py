"""No page of ours runs or styles anything that does not come from a file of ours, in any package."""

import re
from pathlib import Path

import pytest

from yixian.cli import catalogs
from yixian.config.paths import SOURCE
from yixian.shell.icons import known

TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
SHELL = SOURCE / "shell"

FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script in the page": re.compile(r"<script\b(?![^>]*(\bsrc=|application/json))", re.IGNORECASE),
    "something from elsewhere": re.compile(r"(src|href)=[\"']?(https?:)?//", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
}


def name(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_a_template_holds_no_script_and_no_style(file: Path) -> None:
    text = file.read_text("utf-8")

    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_every_icon_that_a_template_names_is_in_the_set(file: Path) -> None:
    named = re.findall(r"""(?:\{% icon |icon=)["']([^"']+)["']""", file.read_text("utf-8"))

    assert [each for each in named if not known(each)] == []


@pytest.mark.parametrize(
    "bad", ['<p style="x">', "<script>1</script>", '<a onclick="x">', '<img src="//x.y">']
)
def test_the_rule_finds_what_it_forbids(bad: str) -> None:
    assert any(pattern.search(bad) for pattern in FORBIDDEN.values())


def test_every_text_of_the_shell_has_its_chinese() -> None:
    catalog = catalogs.load(SHELL / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po")
    there = {(each.context, each.id) for each in catalog}

    assert catalogs.missing(catalog) == []
    assert [each.id for each in catalogs.collect(SHELL) if (each.context, each.id) not in there] == []


def test_every_class_that_a_template_uses_is_styled() -> None:
    styled = set()
    for sheet in SHELL.parent.glob("*/static/yixian/css/*.css"):
        styled |= set(re.findall(r"\.(yx-[a-z0-9-]+)", sheet.read_text("utf-8")))
    used: set[str] = set()
    for file in TEMPLATES:
        for classes in re.findall(r'class="([^"]*)"', file.read_text("utf-8")):
            used |= set(re.findall(r"\byx-[a-z0-9-]*[a-z0-9]\b(?![-{])", classes))

    assert sorted(used - styled) == []
