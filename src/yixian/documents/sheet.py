"""From the notation of `data/papers/` to a Word template that an office may edit.

| line begins with | it is |
|---|---|
| nothing | a paragraph, its first line indented; `一、` and `（一）` at its beginning make a heading |
| `@ ` | a line at the left edge, such as whom a letter is addressed to |
| `# ` | the title on a cover |
| `= ` | a centred line |
| `> ` | a line at the right, such as the office that signs and the date |
| `_ ` | a place to sign: what stands before it, then a line to write on |
| `|= ` | the widths of a table's columns, in any unit |
| `| `, `|| ` | a row of the table (`||` is a tall one); cells stand between `|`, the last takes what is left |
| `|% ` | a Jinja tag that repeats or leaves out the rows up to its end |
| `% ` | a Jinja tag that repeats or leaves out the lines up to its end |
| `^ ` | a line of the imprint at the foot of the last page, a tab before what stands at its right |
| `+` | a new page |
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Twips
from docx.table import _Cell, _Row

from yixian.documents.layout import GB_T_9704 as PAGE
from yixian.documents.layout import TWIPS_A_MILLIMETRE
from yixian.documents.page import (
    ROLES,
    blank_document,
    border_table,
    fixed_widths,
    foot,
    keep_whole,
)
from yixian.documents.paper import Paper, Style

FOLDER = Path(__file__).parent / "data" / "papers"
FIRST, SECOND = re.compile(r"[一二三四五六七八九十]+、"), re.compile(r"（[一二三四五六七八九十]+）")
TALL = 32
"""Least height of a tall row, in millimetres."""


class BadSheet(ValueError):
    """A line of a paper cannot be read."""


@dataclass
class Table:
    """Rows that stand together, as they are read."""

    widths: list[int]
    rows: list[tuple[str, list[str]]] = field(default_factory=list)


def template(paper: Paper) -> bytes:
    """Return the Word template of a paper as it is delivered with the program. Raises BadSheet, OSError."""
    return _made(paper.key, paper.style, paper.numbering is not None)


@cache
def _made(key: str, style: Style, numbered: bool) -> bytes:
    lines = (FOLDER / f"{key}.txt").read_text(encoding="utf-8").splitlines()
    document = blank_document(style)
    for role, text in _head(style, numbered):
        document.add_paragraph(text, style=ROLES[role])
    for part in _parts(lines):
        _PUT[part[0]](document, part[1])
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _head(style: Style, numbered: bool) -> Iterator[tuple[str, str]]:
    if style is Style.COVER:
        return
    if style is Style.LETTER:
        yield "title", "{{ office }}"
    yield "title", "{{ heading }}"
    if numbered:
        yield "number", "{{ number }}"
    yield ("body" if style is Style.LETTER else "gap"), ""


def _parts(lines: list[str]) -> Iterator[tuple[str, Any]]:
    """Lines by what they are; rows of a table together under `|`, lines of the imprint under `^`."""
    table: Table | None = None
    imprint: list[str] = []
    for line in lines:
        if line.startswith("|"):
            table = _row(line, table)
            continue
        if table:
            yield "|", table
            table = None
        if line.startswith("^ "):
            imprint.append(line[2:])
        elif line.startswith(("# ", "@ ", "= ", "> ", "_ ", "% ")):
            yield line[0], line[2:]
        else:
            yield ("+", "") if line == "+" else ("", line)
    if table:
        yield "|", table
    if imprint:
        yield "^", imprint


def _row(line: str, table: Table | None) -> Table:
    mark, _, rest = line.partition(" ")
    if mark == "|=":
        if table:
            raise BadSheet(f"a table begins inside another: {line}")
        return Table([int(each) for each in rest.split()])
    if table is None or mark not in ("|", "||", "|%"):
        raise BadSheet(f"this row belongs to no table: {line}")
    cells = [rest] if mark == "|%" else [each.strip() for each in rest.split(" | ")]
    if len(cells) > len(table.widths):
        raise BadSheet(f"more cells than columns: {line}")
    table.rows.append((mark, cells))
    return table


def _paragraph(document: Any, text: str) -> None:
    role = "first" if FIRST.match(text) else "second" if SECOND.match(text) else "body"
    document.add_paragraph(text, style=ROLES[role])


def _line(role: str) -> Any:
    return lambda document, text: document.add_paragraph(text, style=ROLES[role])


def _tag(document: Any, text: str) -> None:
    document.add_paragraph(f"{{%p {text} %}}", style=ROLES["body"])


def _signature(document: Any, text: str) -> None:
    document.add_paragraph(f"{text}\t", style=ROLES["signature"])


def _new_page(document: Any, _text: str) -> None:
    document.add_page_break()


def _table(document: Any, table: Table) -> None:
    area = int(PAGE.area[0] * TWIPS_A_MILLIMETRE)
    widths = [area * each // sum(table.widths) for each in table.widths]
    made = document.add_table(rows=0, cols=len(widths))
    made.autofit = False
    border_table(made)
    fixed_widths(made, widths)
    for mark, cells in table.rows:
        row = made.add_row()
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Twips(width)
        if mark == "|%":
            row.cells[0].paragraphs[0].add_run(f"{{%tr {cells[0]} %}}")
            continue
        _fill(row, cells, tall=mark == "||")
    document.add_paragraph("", style=ROLES["gap"])


def _fill(row: _Row, cells: list[str], *, tall: bool) -> None:
    row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    row.height = Mm(TALL) if tall else Twips(PAGE.pitch)
    if not tall:
        keep_whole(row)
    every = list(row.cells)
    for number, text in enumerate(cells):
        cell = every[number]
        if number == len(cells) - 1 and len(cells) < len(every):
            cell = cell.merge(every[-1])
        _write(cell, text, label=_is_label(text, number, len(cells)))


def _is_label(text: str, number: int, of: int) -> bool:
    return "{" not in text and (of == 1 or number < of - 1 or len(text) < 8)


def _write(cell: _Cell, text: str, *, label: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = ROLES["label" if label else "cell"]
    if text.endswith("…"):
        text = f"{text[:-1]}\t"
    paragraph.add_run(text)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _imprint(document: Any, lines: list[str]) -> None:
    foot(document, [document.add_paragraph(line, style=ROLES["imprint"]) for line in lines])


_PUT = {
    "": _paragraph,
    "@": _line("address"),
    "#": _line("cover_title"),
    "=": _line("centre"),
    ">": _line("sign"),
    "_": _signature,
    "%": _tag,
    "|": _table,
    "^": _imprint,
    "+": _new_page,
}
