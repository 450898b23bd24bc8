"""What a file must be before it is kept. Pure: bytes in, bytes or a refusal out."""

import io
import zipfile
from dataclasses import dataclass

import filetype
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from yixian.procedures.language import Text

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
LONGEST_SIDE = 4096
MOST_PIXELS = 80_000_000
MOST_UNPACKED = 100 * MEGABYTE

PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
OFFICE = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx", "word/"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx", "xl/"),
}
PLAIN = ("application/pdf", "audio/mpeg", "audio/mp4", "audio/amr", "audio/x-wav", "video/mp4")


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

    Pictures are drawn anew, upright and without any metadata. Raises FileRefused.
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
    if media_type in PLAIN:
        return Accepted(media_type, upload.data)
    raise FileRefused(_("Please bring a picture, a PDF, a Word or Excel file, or a recording."))


def _redrawn(data: bytes, form: str) -> bytes:
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileRefused(_("This picture has too many points to be opened safely."))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            bare = upright.convert("RGB" if form == "JPEG" else "RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise FileRefused(_("This picture is damaged and cannot be opened.")) from None
    output = io.BytesIO()
    bare.save(output, form, quality=88) if form != "PNG" else bare.save(output, form)
    return output.getvalue()


def _office(data: bytes) -> str:
    """The type of an Office file without macros. Raises FileRefused for any other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise FileRefused(_("This file is damaged and cannot be opened.")) from None
    if size > MOST_UNPACKED:
        raise FileRefused(_("This file unpacks to more than can be looked through."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused(_("This file contains macros, which may do harm. Please save it without them."))
    for media_type, (_extension, folder) in OFFICE.items():
        if "[Content_Types].xml" in names and any(name.startswith(folder) for name in names):
            return media_type
    raise FileRefused(_("Please bring a picture, a PDF, a Word or Excel file, or a recording."))
