"""What a file must be before it is kept. Pure: bytes in, bytes or a refusal out."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

import filetype
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from yixian.documents.boxes import Broken, without_labels
from yixian.procedures.language import Text

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
LONGEST_SIDE = 4096
MOST_PIXELS = 80_000_000
MOST_UNPACKED = 100 * MEGABYTE
HEAD = 1024

PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
QUALITY: dict[str, dict[str, Any]] = {"JPEG": {"quality": 88}, "PNG": {}, "WEBP": {"quality": 88}}
HEIF = ("image/heic", "image/avif")
OFFICE = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word/",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xl/",
}
BOXED = ("audio/mp4", "video/mp4")
PLAIN = ("application/pdf", "audio/mpeg", "audio/amr", "audio/x-wav")
PAGE_MARKS = (b"<html", b"<!doctype", b"<script", b"<svg")
"""What a browser that looks into the first kilobyte would take for a page."""
PROGRAM_MARKS = (b"/JavaScript", b"/Launch")
UNWANTED = _("Please bring a picture, a PDF, a Word or Excel file, or a recording.")


class FileRefused(Exception):
    """The file cannot be kept; `text` says why, for whoever brought it."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody brings it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file as it is kept: what it really is, and its bytes, of a picture without whereabouts."""

    media_type: str
    data: bytes


def accept(upload: Upload) -> Accepted:
    """Return what is kept of a file. Type is told by content, never by name.

    Pictures are drawn anew, upright and without any metadata; recordings lose their labels. Raises FileRefused.
    """
    if not upload.data:
        raise FileRefused(_("This file is empty."))
    if len(upload.data) > LARGEST:
        raise FileRefused(_("This file is larger than 20 megabytes."))
    kind = filetype.guess(upload.data)
    media_type = kind.mime if kind else ""
    if media_type in PICTURES:
        return Accepted(media_type, _redrawn(upload.data, PICTURES[media_type]))
    if media_type in OFFICE or media_type == "application/zip":
        return Accepted(_office(upload.data), upload.data)
    if media_type in BOXED:
        return Accepted(media_type, _unlabelled(upload.data))
    if media_type in PLAIN:
        _refuse_active(upload.data)
        return Accepted(media_type, upload.data)
    if media_type in HEIF:
        raise FileRefused(_("This kind of picture cannot be opened here. Please save it as JPEG."))
    raise FileRefused(UNWANTED)


def _redrawn(data: bytes, form: str) -> bytes:
    output = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileRefused(_("This picture has too many points to be opened safely."))
            picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            bare = upright.convert(_mode(upright, form))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(_("This picture has too many points to be opened safely.")) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise FileRefused(_("This picture is damaged and cannot be opened.")) from None
    bare.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare.info.clear()
    bare.save(output, form, **QUALITY[form])
    return output.getvalue()


def _mode(picture: Image.Image, form: str) -> str:
    """The plainest way to hold the colours of a picture."""
    if form != "JPEG" and picture.has_transparency_data:
        return "RGBA"
    return "L" if form != "WEBP" and picture.mode in ("1", "L", "LA", "I", "I;16", "F") else "RGB"


def _unlabelled(data: bytes) -> bytes:
    try:
        return without_labels(data)
    except Broken:
        raise FileRefused(_("This recording is damaged and cannot be opened.")) from None


def _refuse_active(data: bytes) -> None:
    head = data[:HEAD].lower()
    if any(mark in head for mark in PAGE_MARKS):
        raise FileRefused(UNWANTED)
    if any(mark in data for mark in PROGRAM_MARKS):
        raise FileRefused(_("This PDF contains a program, which may do harm. Please print it to a new PDF."))


def _office(data: bytes) -> str:
    """The type of an Office file without macros. Raises FileRefused for any other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise FileRefused(_("This file unpacks to more than can be looked through."))
            macros = any(_brings_macros(archive, entry) for entry in entries.values())
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError):
        raise FileRefused(_("This file is damaged and cannot be opened.")) from None
    if macros:
        raise FileRefused(_("This file contains macros, which may do harm. Please save it without them."))
    for media_type, folder in OFFICE.items():
        if "[Content_Types].xml" in entries and any(name.startswith(folder) for name in entries):
            return media_type
    raise FileRefused(UNWANTED)


def _brings_macros(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a part is a macro or control, or leads to a template elsewhere that may bring some."""
    name = entry.filename.lower()
    if name.endswith("vbaproject.bin") or "/activex/" in name:
        return True
    if not name.endswith((".rels", "[content_types].xml")):
        return False
    with archive.open(entry) as part:
        said = part.read(MEGABYTE)
    return b"macroEnabled" in said or (b"attachedTemplate" in said and b"External" in said)
