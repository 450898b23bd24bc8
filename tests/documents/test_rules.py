"""Only files that can be looked at safely are kept."""

import contextlib
import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from yixian.documents.boxes import Broken, without_labels
from yixian.documents.rules import LARGEST, FileRefused, Upload, accept


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), exif: Image.Exif | None = None) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, "green").save(output, form, exif=exif or Image.Exif())
    return output.getvalue()


def archive(**entries: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name.replace("__", "/"), data)
    return output.getvalue()


def bomb(side: int = 50_000) -> bytes:
    """A PNG of a few bytes that claims to be an enormous picture."""
    parts = [
        (b"IHDR", struct.pack("!IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))
        for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack("!I", len(content) + 8) + kind + content


def recording(brand: bytes = b"mp42") -> bytes:
    """The frame of an MP4 whose place was written down three times."""
    place = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7+39.1000+107.9800/"))
    note = box(b"meta", b"+39.1000+107.9800/")
    return (
        box(b"ftyp", brand, b"\0\0\0\0", brand, b"isom")
        + box(b"moov", box(b"mvhd", b"h" * 20), box(b"trak", box(b"tkhd", b"t" * 8), note), place)
        + box(b"uuid", b"+39.1000+107.9800/")
        + box(b"mdat", b"the voice of a herder")
    )


def word(**more: bytes) -> bytes:
    return archive(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<w/>", **more})


def test_where_a_picture_was_taken_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010E] = "at the spring"
    exif.get_ifd(0x8825)[1] = "N"
    kept = accept(Upload("p.jpg", picture(exif=exif)))
    assert kept.media_type == "image/jpeg"
    assert not Image.open(io.BytesIO(kept.data)).getexif()
    assert b"spring" not in kept.data


def test_a_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = accept(Upload("p.jpg", picture(exif=exif)))
    assert Image.open(io.BytesIO(kept.data)).size == (30, 40)


def test_a_large_picture_is_made_smaller() -> None:
    kept = accept(Upload("p.png", picture("PNG", (5000, 2500))))
    assert Image.open(io.BytesIO(kept.data)).size == (4096, 2048)


def test_type_is_told_by_content_not_by_name() -> None:
    assert accept(Upload("notes.txt", picture("PNG"))).media_type == "image/png"
    assert accept(Upload("x", word())).media_type.endswith("wordprocessingml.document")
    assert accept(Upload("x", b"%PDF-1.7\n%%EOF")).media_type == "application/pdf"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_no_word_that_was_written_into_it(form: str) -> None:
    exif, text = Image.Exif(), PngImagePlugin.PngInfo()
    exif[0x010E] = "at the spring"
    text.add_text("Comment", "at the spring")
    output = io.BytesIO()
    written: dict[str, dict[str, Any]] = {
        "JPEG": {"comment": b"at the spring"},
        "PNG": {"pnginfo": text},
        "WEBP": {"xmp": b"at the spring"},
    }
    drawn = Image.new("RGB", (40, 30), "green")
    drawn.save(output, form, exif=exif, icc_profile=b"at the spring", **written[form])
    assert b"at the spring" in output.getvalue()
    kept = accept(Upload("p", output.getvalue()))
    again = Image.open(io.BytesIO(kept.data))
    assert b"spring" not in kept.data
    assert not again.getexif()
    assert not set(again.info) & {"comment", "Comment", "xmp", "exif", "icc_profile"}


@pytest.mark.parametrize(
    ("form", "mode", "kept"),
    [
        ("JPEG", "CMYK", "RGB"),
        ("JPEG", "L", "L"),
        ("PNG", "1", "L"),
        ("PNG", "P", "RGB"),
        ("PNG", "RGBA", "RGBA"),
    ],
)
def test_colours_are_held_as_plainly_as_may_be(form: str, mode: str, kept: str) -> None:
    output = io.BytesIO()
    Image.new(mode, (40, 30)).save(output, form)
    assert Image.open(io.BytesIO(accept(Upload("p", output.getvalue())).data)).mode == kept


def test_only_the_first_of_several_pictures_in_one_file_is_kept() -> None:
    output = io.BytesIO()
    first, second = Image.new("RGB", (40, 30), "green"), Image.new("RGB", (40, 30), "red")
    first.save(output, "MPO", save_all=True, append_images=[second])
    kept = Image.open(io.BytesIO(accept(Upload("p.jpg", output.getvalue())).data))
    assert kept.format == "JPEG"


@pytest.mark.parametrize("brand", [b"mp42", b"M4A "])
def test_where_a_recording_was_made_is_gone_and_its_sound_stands_where_it_stood(brand: bytes) -> None:
    brought = recording(brand)
    kept = accept(Upload("v.mp4", brought)).data
    assert brought.count(b"+39.1000") == 3
    assert b"+39" not in kept
    assert len(kept) == len(brought)
    assert kept.index(b"herder") == brought.index(b"herder")


@given(st.binary(max_size=200))
def test_any_bytes_keep_their_length_or_are_called_broken(data: bytes) -> None:
    with contextlib.suppress(Broken):
        assert len(without_labels(data)) == len(data)


def test_boxes_of_every_way_to_write_a_size_are_emptied() -> None:
    large = struct.pack("!I4sQ", 1, b"udta", 16 + 6) + b"spring"
    rest = struct.pack("!I4s", 0, b"udta") + b"spring"
    assert b"spring" not in without_labels(large + rest)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00" + b"\0" * 100,
        picture()[:80],
        archive(**{"a.txt": b"x"}),
        word(**{"word__vbaProject.bin": b"x"}),
        archive(**{"[Content_Types].xml": b"", "word__document.xml": b"\0" * (101 * 1024 * 1024)}),
        word(**{"word__activeX__a.bin": b"x"}),
        word(**{"word___rels__settings.xml.rels": b'<R Type="x/attachedTemplate" TargetMode="External"/>'}),
        archive(**{"[Content_Types].xml": b"x.document.macroEnabled.main+xml", "word__document.xml": b""}),
        bomb(),
        bomb(10_000),
        recording()[:-4],
        b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF",
        b"%PDF-1.7\n1 0 obj <</S /JavaScript /JS (app.alert(1))>>\n%%EOF",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40,
        b"\xff\xd8\xff" + b"\0" * LARGEST,
    ],
    ids=[
        "empty",
        "page",
        "drawing",
        "program",
        "cut off",
        "archive",
        "macros",
        "bomb",
        "controls",
        "template elsewhere",
        "macros under another name",
        "enormous picture",
        "very large picture",
        "recording cut off",
        "page within a PDF",
        "program within a PDF",
        "HEIC",
        "too large",
    ],
)
def test_anything_else_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        accept(Upload("file", data))
    assert str(refused.value.text)


def test_the_sentence_fits_what_is_wrong() -> None:
    for data, said in (
        (bomb(), "too many points"),
        (bomb(10_000), "too many points"),
        (word(**{"word__vbaProject.bin": b"x"}), "macros"),
        (b"%PDF-1.7 /JavaScript", "print it"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40, "JPEG"),
    ):
        with override("en"), pytest.raises(FileRefused, match=said):
            accept(Upload("file", data))
