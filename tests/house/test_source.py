"""What our source promises about itself."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import yixian

SOURCE = Path(yixian.__file__).parent
PROGRAMS = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(SOURCE.rglob("*.html"))
SCRIPTS = sorted(path for path in SOURCE.rglob("*.js"))
PURE = ("yixian.procedures", "yixian.kernel")
DATA = ("application/json", "application/ld+json")
MARKS = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(node: ast.AST) -> Iterator[str]:
    """Modules that an import names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield node.module or ""
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", PROGRAMS, ids=name)
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    functions = [
        each for each in ast.walk(tree(path)) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    hidden = [
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_nobody_listens_to_signals() -> None:
    """What happens on a write stands in its action."""
    heard = [
        f"{name(path)}: {module}"
        for path in PROGRAMS
        for node in ast.walk(tree(path))
        for module in imported(node)
        if re.search(r"\bsignals\b|dispatch\.(receiver|Signal)$", module)
    ]
    assert heard == []


def test_procedures_are_pure() -> None:
    """Declarations and decisions need no database, and nothing of ours but what is as pure."""
    known = {
        module
        for path in PROGRAMS
        if path.is_relative_to(SOURCE / "procedures")
        for node in ast.walk(tree(path))
        for module in imported(node)
    }
    assert "yixian.procedures.language" in known
    assert not [each for each in known if each.startswith("django.db")]
    assert not [each for each in known if each.startswith("yixian.") and not each.startswith(PURE)]


class Inline(HTMLParser):
    """What a strict content policy would keep from running."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [f"{tag} {each}" for each in given if each == "style" or each.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in DATA):
            self.found.append(tag)
        links = [given.get(each) or "" for each in ("href", "action", "src")]
        self.found += [each for each in links if each.strip().lower().startswith("javascript:")]


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_has_style_or_script_inside_it(path: Path) -> None:
    reader = Inline()
    reader.feed(MARKS.sub("", path.read_text(encoding="utf-8")))
    assert reader.found == []


def test_a_template_with_something_inline_would_be_found() -> None:
    reader = Inline()
    reader.feed('<p style="x" onclick="y"><script>z</script><a href="javascript:1"></a><style></style>')
    assert reader.found == ["p style", "p onclick", "script", "javascript:1", "style"]


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_turns_escaping_off(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    assert "|safe" not in said
    assert "autoescape off" not in said


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_no_script_makes_markup_or_code_of_text(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    for dangerous in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
    ):
        assert dangerous not in said
