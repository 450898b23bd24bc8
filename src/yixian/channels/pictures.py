"""Pictures of publications: drawn anew, so that no place, camera or name inside the file is published with them."""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_FILE = 10 * 1024 * 1024
MOST_DOTS = 40_000_000
LONGEST_SIDE = 1600
QUALITY = 82


class PictureRefused(Exception):
    """The file is no picture that can be published; the message says why."""


@dataclass(frozen=True)
class Drawn:
    """A picture as JPEG, and the SHA-256 of it in hex."""

    content: bytes
    digest: str
    width: int
    height: int


def draw(content: bytes) -> Drawn:
    """Draw a picture anew as JPEG, no side longer than 1,600 dots. Raises PictureRefused."""
    if len(content) > LARGEST_FILE:
        raise PictureRefused(_("The picture is too large: 10 MB at most."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
                if opened.width * opened.height > MOST_DOTS:
                    raise PictureRefused(_("The picture has too many dots. Please make it smaller."))
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombWarning):
        raise PictureRefused(_("This is no picture that can be read: JPEG, PNG or WebP.")) from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    out = BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    drawn = out.getvalue()
    return Drawn(drawn, hashlib.sha256(drawn).hexdigest(), bare.width, bare.height)
