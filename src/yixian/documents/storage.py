"""Where the content of files lies: sealed, under its digest, on disk or wherever the storage setting leads.

A sealed content is: key id (2 bytes, as in `kernel.sealing`) | nonce (12) | ciphertext | tag (16), with the
digest bound in as associated data. The storage must replace what it has under a name.
"""

import hashlib
import os

from cryptography.exceptions import InvalidTag
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from yixian.kernel import banner, sealed, sealing

ALIAS = "files"
NONCE_SIZE = 12
HEAD_SIZE = len(sealing.key_prefix(1)) + NONCE_SIZE


class FileLost(Exception):
    """The content of a file is missing, or is not what it was."""


def digest_of(data: bytes) -> bytes:
    """SHA-256 of the content in clear."""
    return hashlib.sha256(data).digest()


def keep(data: bytes) -> bytes:
    """Keep content unless it is there and sound; return its digest."""
    digest = digest_of(data)
    if not storages[ALIAS].exists(_path(digest)) or not _sound(digest):
        _put(digest, data)
    return digest


def read(digest: bytes) -> bytes:
    """Return the content of a digest. Raises FileLost."""
    payload = _payload(digest)
    key = sealed.keyring().keys.get(sealing.key_number(payload))
    if key is None:
        raise FileLost(f"sealed with key {sealing.key_number(payload)}, which is not in the key folder")
    try:
        nonce = payload[HEAD_SIZE - NONCE_SIZE : HEAD_SIZE]
        data = key.decrypt(nonce, payload[HEAD_SIZE:], bytes(digest))
    except (InvalidTag, ValueError):
        raise FileLost(f"the content of {bytes(digest).hex()} is not what it was") from None
    if digest_of(data) != bytes(digest):
        raise FileLost(f"the content of {bytes(digest).hex()} does not match its digest")
    return data


def reseal(digest: bytes) -> bool:
    """Seal content anew under the newest key; say whether that was needed. Raises FileLost."""
    if sealing.key_number(_payload(digest)) == sealed.keyring().newest:
        return False
    _put(digest, read(digest))
    return True


def _put(digest: bytes, data: bytes) -> None:
    ring, nonce = sealed.keyring(), os.urandom(NONCE_SIZE)
    ciphertext = ring.keys[ring.newest].encrypt(nonce, data, bytes(digest))
    content = ContentFile(sealing.key_prefix(ring.newest) + nonce + ciphertext)
    saved = storages[ALIAS].save(_path(digest), content)
    if saved != _path(digest):
        storages[ALIAS].delete(saved)


def _sound(digest: bytes) -> bool:
    try:
        read(digest)
    except FileLost:
        return False
    return True


def _payload(digest: bytes) -> bytes:
    try:
        with storages[ALIAS].open(_path(digest)) as kept:
            return bytes(kept.read())
    except OSError as error:
        raise FileLost(str(error)) from error


def _path(digest: bytes) -> str:
    name = bytes(digest).hex()
    return f"{banner.current()}/{name[:2]}/{name}"
