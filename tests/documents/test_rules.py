"""Only files that can be looked at safely are kept."""

import io
import zipfile

import pytest
from PIL import Image

from yixian.documents.rules import LARGEST, FileRefused, Upload, accept


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), exif: Image.Exif | None = None) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, "green").save(output, form, **({"exif": exif} if exif else {}))
    return output.getvalue()


def archive(**entries: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name.replace("__", "/"), data)
    return output.getvalue()


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
        b"\xff\xd8\xff" + b"\0" * LARGEST,
    ],
    ids=["empty", "page", "drawing", "program", "cut off", "archive", "macros", "bomb", "too large"],
)
def test_anything_else_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        accept(Upload("file", data))
    assert str(refused.value.text)


def test_a_picture_with_too_many_points_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yixian.documents.rules.MOST_PIXELS", 1000)
    with pytest.raises(FileRefused):
        accept(Upload("p.png", picture("PNG", (100, 100))))
