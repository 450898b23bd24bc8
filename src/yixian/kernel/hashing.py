"""The two hash functions that the log may use. Both give 32 bytes."""

import hashlib
from collections.abc import Callable
from enum import StrEnum

from cryptography.hazmat.primitives import hashes

DIGEST_SIZE = 32


class Algorithm(StrEnum):
    """SHA-256 (FIPS 180-4) or SM3 (GB/T 32905-2016)."""

    SHA256 = "sha256"
    SM3 = "sm3"


class UnknownAlgorithm(ValueError):
    """A hash function that is neither `sha256` nor `sm3`."""


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _sm3(data: bytes) -> bytes:
    running = hashes.Hash(hashes.SM3())
    running.update(data)
    return running.finalize()


_FUNCTIONS: dict[str, Callable[[bytes], bytes]] = {Algorithm.SHA256: _sha256, Algorithm.SM3: _sm3}


def function(algorithm: str) -> Callable[[bytes], bytes]:
    """Return bytes → 32 bytes for `algorithm`. Raises `UnknownAlgorithm`."""
    try:
        return _FUNCTIONS[algorithm]
    except KeyError:
        raise UnknownAlgorithm(f"unknown hash function {algorithm!r}; known: sha256, sm3") from None


def digest(algorithm: str, data: bytes) -> bytes:
    """Return the 32-byte hash of `data`. Raises `UnknownAlgorithm`."""
    return function(algorithm)(data)
