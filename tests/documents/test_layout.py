"""A letter has the measures of GB/T 9704—2012, also when a word processor has laid it out."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.documents.papers import filled, material
from yixian.documents import office, paper
from yixian.documents.layout import GB_T_9704 as PAGE
from yixian.documents.layout import MARKS
from yixian.documents.render import fill
from yixian.rulebook.enums import Mark

POINT = 25.4 / 72
"""Millimetres."""
BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
needs_office = pytest.mark.skipif(office.program() is None, reason="no LibreOffice here")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here")

Box = tuple[float, float, float, float, str]


def letter(reason: str) -> bytes:
    declared = paper.get("mediation_end")
    return fill(declared, {**material(), **filled(declared), "reason": reason, "ways": "向人民法院起诉"})


def xml(word: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        return archive.read(f"word/{part}.xml").decode()


def style(word: bytes, name: str) -> str:
    """The element of a style, by its name."""
    found = re.findall(r"<w:style .*?</w:style>", xml(word, "styles"), re.DOTALL)
    return str(next(each for each in found if f'w:val="{name}"' in each))


def boxes(pdf: bytes, folder: Path) -> list[list[Box]]:
    """The words of each page with their edges, in millimetres from the upper left corner."""
    file = folder / "letter.pdf"
    file.write_bytes(pdf)
    out = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True, text=True
    ).stdout
    return [[_box(*found) for found in BOX.findall(page)] for page in out.split("<page ")[1:]]


def _box(left: str, top: str, right: str, low: str, text: str) -> Box:
    return float(left) * POINT, float(top) * POINT, float(right) * POINT, float(low) * POINT, text


def test_the_measures_fit_one_another() -> None:
    assert tuple(map(round, PAGE.area)) == (156, 225)
    assert PAGE.lines * PAGE.pitch / 20 <= 225 / POINT < (PAGE.lines + 1) * PAGE.pitch / 20
    width = PAGE.body.size + PAGE.spacing / 20
    assert PAGE.letters * width <= 156 / POINT < (PAGE.letters + 1) * width
    assert 28 <= PAGE.pitch / 20 <= 30
    assert replace(PAGE, lines=20).pitch > PAGE.pitch


def test_what_is_not_read_in_a_source_is_said_to_be_so() -> None:
    assert MARKS["page number"] is Mark.K
    assert set(MARKS.values()) <= {Mark.V2, Mark.K}


def test_the_word_file_says_page_margins_and_pitch() -> None:
    said = xml(letter("理由"), "document")
    assert '<w:pgSz w:w="11906" w:h="16838"' in said
    edges = {key: int(value) for key, value in re.findall(r'w:(top|right|bottom|left)="(\d+)"', said)}
    wanted = {"top": 37, "right": 26, "bottom": 35, "left": 28}
    assert {key: round(value / 1440 * 25.4) for key, value in edges.items()} == wanted
    assert f'w:linePitch="{PAGE.pitch}"' in said


@pytest.mark.parametrize(
    ("name", "family", "size"),
    [
        ("文件标题", "方正小标宋简体", 22),
        ("正文仿宋", "仿宋_GB2312", 16),
        ("一级标题", "黑体", 16),
        ("二级标题", "楷体_GB2312", 16),
        ("版记", "仿宋_GB2312", 14),
    ],
)
def test_typefaces_are_those_of_the_standard_also_for_chinese(name: str, family: str, size: int) -> None:
    found = style(letter("理由"), name)
    assert f'w:eastAsia="{family}"' in found
    assert f'<w:sz w:val="{size * 2}"/>' in found


def test_lines_have_the_fixed_pitch_and_paragraphs_begin_two_letters_in() -> None:
    found = style(letter("理由"), "正文仿宋")
    assert f'w:line="{PAGE.pitch}"' in found
    assert 'w:lineRule="exact"' in found
    assert f'w:firstLine="{2 * (320 + PAGE.spacing)}"' in found


def test_the_page_number_stands_between_dashes_at_the_outer_edge() -> None:
    word = letter("理由")
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        feet = [archive.read(each).decode() for each in archive.namelist() if "/footer" in each]
    assert sorted(re.findall(r'<w:jc w:val="(\w+)"', "".join(feet))) == ["left", "right"]
    assert all("— " in foot and "PAGE" in foot and 'w:eastAsia="宋体"' in foot for foot in feet)
    assert all('<w:sz w:val="28"/>' in foot for foot in feet)
    assert "<w:evenAndOddHeaders/>" in xml(word, "settings")


@needs_office
@needs_poppler
def test_a_full_page_has_22_lines_of_28_letters_inside_the_margins(tmp_path: Path) -> None:
    (pdf,) = office.to_pdf([letter("草" * 28 * 60)])
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert {
        (round(float(p.mediabox.width) * POINT), round(float(p.mediabox.height) * POINT)) for p in pages
    } == {(210, 297)}
    full = boxes(pdf, tmp_path)[1]
    body = [box for box in full if set(box[4]) == {"草"}]
    lines = {top: list(found) for top, found in groupby(body, key=lambda box: round(box[1], 1))}
    assert len(lines) == 22
    assert {sum(len(box[4]) for box in found) for found in lines.values()} == {28}
    tops = sorted(lines)
    pitch = PAGE.pitch / 20 * POINT
    assert all(abs(below - above - pitch) < 0.15 for above, below in pairwise(tops))
    assert min(box[0] for box in body) == pytest.approx(28, abs=0.5)
    assert max(box[2] for box in body) <= 210 - 26 + 0.5
    assert min(box[1] for box in body) >= 37 - 0.5
    assert max(box[3] for box in body) <= 297 - 35 + 2
    (number,) = [box for box in full if box[4] == "2"]
    assert 297 - 35 < number[1] < number[3] < 297 - 35 + 15
    assert number[0] < 60, "an even page has its number at the left"
