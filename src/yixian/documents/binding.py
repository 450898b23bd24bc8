"""Binding a dossier: everything as PDF in its order, running page numbers at the outer top corner, cover and back."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from yixian.documents.layout import GB_T_9704 as PAGE
from yixian.documents.papers.binding import BACK, CATALOGUE, COVER, SLIP
from yixian.documents.render import fill
from yixian.documents.rules import PICTURES

PDF = "application/pdf"
CORNER, FACE, SIZE = 12 * mm, "Helvetica", 11
"""Where a running number stands, from the edges of its page, and how large."""
UNREADABLE = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What comes of a PDF that is damaged, locked or odd; it is kept apart, and the list says so."""
AREA = (PAGE.width * mm, PAGE.height * mm)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Something to be bound: a Word file of ours, or what somebody brought."""

    title: str
    data: bytes
    media_type: str
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the list of contents; `page` is empty for what is kept apart."""

    title: str
    number: str
    first: int
    last: int

    @property
    def page(self) -> str:
        """The pages that it takes."""
        if not self.last:
            return "另存"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A dossier as one PDF; `front` pages without a number stand before page 1."""

    pdf: bytes
    entries: list[Entry]
    front: int
    pages: int


def bind(
    sheets: Sequence[Sheet],
    *,
    cover: Mapping[str, Any],
    note: Callable[[Mapping[str, Any]], Sheet],
    to_pdf: Callable[[Sequence[bytes]], list[bytes]],
    word: str,
) -> Bound:
    """Bind sheets into a dossier. `cover` is what cover, list and back show; `note` makes the note on the dossier.

    `word` is the media type of what `to_pdf` turns into PDF. Raises PaperFailed.
    """
    made = iter(to_pdf([each.data for each in sheets if each.media_type == word]))
    bodies = [_body(each, made, word) for each in sheets]
    entries, pages = _paged(sheets, bodies)
    known = {**cover, "entries": _rows(entries), "pages": pages}
    last = note(known)
    known["entries"] = [
        *known["entries"],
        _row(Entry(title=last.title, number="", first=pages + 1, last=pages + 1)),
    ]
    apart = [each.title for each, body in zip(sheets, bodies, strict=True) if body is None]
    wanted = [fill(COVER, known), fill(CATALOGUE, known), last.data, fill(BACK, known)]
    if apart:
        wanted.append(fill(SLIP, {**known, "files": apart}))
    front, catalogue, noted, back, *slip = map(_read, to_pdf(wanted))
    inner = [*(body for body in bodies if body is not None), noted, *slip]
    writer = PdfWriter()
    for each in (front, catalogue):
        writer.append(each)
    count = 0
    for body in inner:
        for page in body.pages:
            count += 1
            writer.add_page(page).merge_page(_stamp(count, page))
    writer.append(back)
    writer.add_metadata({"/Title": str(cover["dossier_heading"])})
    output = io.BytesIO()
    writer.write(output)
    return Bound(
        pdf=output.getvalue(),
        entries=[
            *entries,
            Entry(title=last.title, number="", first=pages + 1, last=pages + len(noted.pages)),
        ],
        front=len(front.pages) + len(catalogue.pages),
        pages=count,
    )


def _body(sheet: Sheet, made: Any, word: str) -> PdfReader | None:
    """The pages of a sheet; None where it has none that can be bound."""
    if sheet.media_type == word:
        return _read(next(made))
    if sheet.media_type in PICTURES:
        return _read(_pictured(sheet.data))
    if sheet.media_type != PDF:
        return None
    try:
        return _fitted(_read(sheet.data))
    except UNREADABLE:
        return None


def _read(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise ValueError("this PDF is locked")
    len(reader.pages)
    return reader


def _fitted(reader: PdfReader) -> PdfReader:
    """The same pages, each upright in the middle of an A4 page."""
    writer = PdfWriter()
    for page in PdfWriter(clone_from=reader).pages:
        page.transfer_rotation_to_content()
        box = page.mediabox
        wide, high = float(box.width), float(box.height)
        scale = min(AREA[0] / wide, AREA[1] / high, 1.0)
        left = (AREA[0] - wide * scale) / 2 - float(box.left) * scale
        low = (AREA[1] - high * scale) / 2 - float(box.bottom) * scale
        target = writer.add_blank_page(*AREA)
        target.merge_transformed_page(page, Transformation().scale(scale).translate(left, low))
    output = io.BytesIO()
    writer.write(output)
    return _read(output.getvalue())


def _pictured(data: bytes) -> bytes:
    """A picture in the type area of a page, no larger than it is at 100 points to the inch."""
    with Image.open(io.BytesIO(data)) as picture:
        plain = picture.convert("RGB")
    wide, high = (each * mm for each in PAGE.area)
    scale = min(wide / plain.width, high / plain.height, 72 / 100)
    size = plain.width * scale, plain.height * scale
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=AREA)
    left = PAGE.left * mm + (wide - size[0]) / 2
    low = PAGE.bottom * mm + (high - size[1]) / 2
    canvas.drawImage(ImageReader(plain), left, low, *size)
    canvas.showPage()
    canvas.save()
    return output.getvalue()


def _stamp(number: int, page: Any) -> Any:
    """A page with nothing but a running number: odd ones at the right, even ones at the left."""
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=(wide, high))
    canvas.setFont(FACE, SIZE)
    if number % 2:
        canvas.drawRightString(wide - CORNER, high - CORNER, str(number))
    else:
        canvas.drawString(CORNER, high - CORNER, str(number))
    canvas.showPage()
    canvas.save()
    return PdfReader(io.BytesIO(output.getvalue())).pages[0]


def _paged(sheets: Sequence[Sheet], bodies: Sequence[PdfReader | None]) -> tuple[list[Entry], int]:
    entries, page = [], 0
    for sheet, body in zip(sheets, bodies, strict=True):
        count = len(body.pages) if body else 0
        entries.append(
            Entry(title=sheet.title, number=sheet.number, first=page + 1, last=page + count if count else 0)
        )
        page += count
    return entries, page


def _rows(entries: Sequence[Entry]) -> list[dict[str, str]]:
    return list(map(_row, entries))


def _row(entry: Entry) -> dict[str, str]:
    return {"title": entry.title, "number": entry.number, "page": entry.page}
