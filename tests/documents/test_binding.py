"""A dossier is bound in order, its pages counted through, and its list of contents tells the truth."""

import io
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from tests.documents.papers import filled, material
from tests.documents.test_rules import picture
from yixian.documents import office
from yixian.documents import paper as declared
from yixian.documents.actions import WORD
from yixian.documents.binding import Bound, Sheet, bind
from yixian.documents.papers.binding import NOTE
from yixian.documents.render import fill

pytestmark = pytest.mark.skipif(office.program() is None, reason="no LibreOffice here")


def pdf(pages: int, size: tuple[float, float] = (400, 300)) -> bytes:
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=size)
    for number in range(pages):
        canvas.drawString(50, 50, f"evidence {number + 1}")
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def locked() -> bytes:
    writer, output = PdfWriter(clone_from=io.BytesIO(pdf(1))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(output)
    return output.getvalue()


def word(key: str, **more: Any) -> Sheet:
    paper = declared.get(key)
    data = fill(paper, {**material(), **filled(paper), **more})
    return Sheet(title=paper.heading, data=data, media_type=WORD, number="人调协字〔2026〕第0001号")


@pytest.fixture(scope="module")
def bound() -> Bound:
    sheets = [
        word("mediation_application"),
        word("mediation_agreement", facts="草" * 1500),
        Sheet(title="证据材料：丈量图", data=pdf(2), media_type="application/pdf"),
        Sheet(title="证据材料：围栏", data=picture("JPEG"), media_type="image/jpeg"),
        Sheet(title="证据材料：锁住的文件", data=locked(), media_type="application/pdf"),
        Sheet(title="证据材料：录音", data=b"sound", media_type="audio/mpeg"),
    ]

    def note(known: Any) -> Sheet:
        data = fill(NOTE, {**known, **filled(NOTE)})
        return Sheet(title=NOTE.heading, data=data, media_type=WORD)

    cover = {**material(missing="当事人身份证明"), **filled(declared.get("dossier_cover"))}
    return bind(sheets, cover=cover, note=note, to_pdf=office.to_pdf, word=WORD)


@pytest.fixture(scope="module")
def pages(bound: Bound) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(bound.pdf)).pages]


def plain(text: str) -> str:
    return "".join(text.split())


def test_the_list_says_on_which_page_each_thing_stands(bound: Bound, pages: list[str]) -> None:
    found = {entry.title: entry for entry in bound.entries}
    for title, words in (
        ("人民调解申请书", "人民调解申请书"),
        ("人民调解协议书", "人民调解协议书"),
        ("证据材料：丈量图", "evidence1"),
        ("卷宗情况说明", "卷宗情况说明"),
    ):
        entry = found[title]
        assert words in plain(pages[bound.front + entry.first - 1])
    catalogue = plain("".join(pages[1 : bound.front]))
    for entry in bound.entries:
        assert plain(f"{entry.title}{entry.number}{entry.page}") in catalogue
    assert "缺：当事人身份证明" in catalogue


def test_pages_follow_one_another_without_gap(bound: Bound) -> None:
    bindable = [entry for entry in bound.entries if entry.last]
    assert bindable[0].first == 1
    assert all(after.first == before.last + 1 for before, after in pairwise(bindable))


def test_each_page_between_cover_and_back_is_stamped_with_its_number(bound: Bound, pages: list[str]) -> None:
    assert len(pages) == bound.front + bound.pages + 1
    reader = PdfReader(io.BytesIO(bound.pdf))
    for number in range(1, bound.pages + 1):
        page = reader.pages[bound.front + number - 1]
        corner: list[float] = []

        def see(
            text: str, _cm: Any, tm: Any, _font: Any, _size: Any, *, at: str = str(number), to: Any = corner
        ) -> None:
            if text.strip() == at and tm[5] > 790:
                to.append(tm[4])

        page.extract_text(visitor_text=see)
        assert corner, f"page {number} has no number"
        assert (corner[0] > 500) is (number % 2 == 1), "odd pages at the right, even ones at the left"


def test_every_page_is_a4(bound: Bound) -> None:
    sizes = {
        (round(float(p.mediabox.width)), round(float(p.mediabox.height)))
        for p in PdfReader(io.BytesIO(bound.pdf)).pages
    }
    assert sizes == {(595, 842)}


def test_what_cannot_be_bound_is_listed_and_named_on_a_slip(bound: Bound, pages: list[str]) -> None:
    apart = [entry.title for entry in bound.entries if not entry.last]
    assert apart == ["证据材料：锁住的文件", "证据材料：录音"]
    slip = plain(pages[-2])
    assert all(plain(title) in slip for title in apart)


def test_a_picture_stands_on_a_page(bound: Bound) -> None:
    (entry,) = [each for each in bound.entries if each.title.endswith("围栏")]
    assert PdfReader(io.BytesIO(bound.pdf)).pages[bound.front + entry.first - 1].images
