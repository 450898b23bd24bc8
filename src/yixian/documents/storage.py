"""Where the content of files lies: sealed, under its digest, on disk or wherever the storage setting leads."""

import base64
import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from yixian.kernel import banner, sealed, sealing

ALIAS = "files"


class FileLost(Exception):
    """The content of a file is missing, or is not what it was."""


def digest_of(data: bytes) -> bytes:
    """SHA-256 of the content in clear."""
    return hashlib.sha256(data).digest()


def keep(data: bytes) -> bytes:
    """Keep content unless it is there; return its digest."""
    digest = digest_of(data)
    path = _path(digest)
    if not storages[ALIAS].exists(path):
        text = base64.b85encode(data).decode("ascii")
        storages[ALIAS].save(path, ContentFile(sealing.seal(sealed.keyring(), text, path)))
    return digest


def read(digest: bytes) -> bytes:
    """Return the content of a digest. Raises FileLost."""
    path = _path(bytes(digest))
    try:
        with storages[ALIAS].open(path) as kept:
            text = sealing.open_(sealed.keyring(), kept.read(), path)
    except (OSError, sealing.SealBroken) as error:
        raise FileLost(str(error)) from error
    data = base64.b85decode(text)
    if digest_of(data) != bytes(digest):
        raise FileLost("the content does not match its digest")
    return data


def _path(digest: bytes) -> str:
    name = digest.hex()
    return f"{banner.current()}/{name[:2]}/{name}"
