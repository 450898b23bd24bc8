"""What the documents show is true."""

import re
from pathlib import Path
from typing import Any

import pytest

from yixian.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
HOW_TO = sorted((ROOT / "docs/how-to").glob("*.md"))
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"yixian ([a-z]+)")
PATH = re.compile(r"`((?:src|docs|tests|bench)/[\w./-]+)`")


@pytest.mark.parametrize(
    "file", [f for f in HOW_TO if BLOCK.search(f.read_text("utf-8"))], ids=lambda file: file.stem
)
def test_what_a_how_to_shows_runs_as_it_stands(file: Path) -> None:
    known: dict[str, Any] = {}
    for block in BLOCK.findall(file.read_text("utf-8")):
        exec(compile(block, str(file), "exec"), known)


@pytest.mark.parametrize("file", [ROOT / "README.md", *HOW_TO], ids=lambda file: file.stem)
def test_commands_and_files_that_are_named_are_there(file: Path) -> None:
    text = file.read_text("utf-8")
    assert set(COMMAND.findall(text)) <= {*COMMANDS, "is"}
    assert [path for path in PATH.findall(text) if not (ROOT / path).exists()] == []
