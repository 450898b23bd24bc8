"""Identifiers: time-ordered row ids, and codes that people read aloud and write by hand."""

import os
import random
import secrets
import unicodedata
from datetime import UTC, datetime, timedelta
from uuid import UUID

LETTERS = "34679ACDEFGHJKMNPQRTWXY"
CODE_LENGTH = 12
GROUP = 4

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class InvalidCode(ValueError):
    """What was typed is not a receipt code."""


def uuid7(at: datetime, entropy: bytes | None = None) -> UUID:
    """Return a version 7 UUID (RFC 9562 §5.7) whose order follows `at` to the microsecond (§6.2, method 3).

    `at` is aware. `entropy`, 8 bytes, makes the result repeatable; without it the system gives some.
    Raises `ValueError` for a naive `at` or one before 1970.
    """
    if at.tzinfo is None:
        raise ValueError("an aware time is needed")
    micros = (at - _EPOCH) // _MICROSECOND
    if micros < 0:
        raise ValueError("times before 1970 have no version 7 UUID")
    millis, rest = divmod(micros, 1000)
    chance = int.from_bytes(os.urandom(8) if entropy is None else entropy, "big") & (1 << 62) - 1
    return UUID(int=millis << 80 | 0x7 << 76 | (rest * 4096 // 1000) << 64 | 0b10 << 62 | chance)


def receipt_code(rng: random.Random | None = None) -> str:
    """Return a fresh code such as `7KQM-3XAP-99DT`: eleven random letters (about 50 bits), one check letter.

    The 23 letters leave out all that are taken for one another (0 O, 1 I L, 2 Z, 5 S, 8 B, U V).
    `rng` makes it repeatable; without it the operating system's randomness is used.
    """
    source = rng or secrets.SystemRandom()
    letters = "".join(source.choice(LETTERS) for _ in range(CODE_LENGTH - 1))
    return grouped(letters + _check_letter(letters))


def parse_receipt_code(typed: str) -> str:
    """Return the code as `receipt_code` gives it, whatever its case, spaces, hyphens or letter width.

    One wrong letter, or any two letters changed about, never pass. Raises `InvalidCode`.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(c for c in plain if c.isalnum())
    if len(letters) != CODE_LENGTH:
        raise InvalidCode(f"a receipt code has {CODE_LENGTH} letters and digits, not {len(letters)}")
    strange = sorted(set(letters) - set(LETTERS))
    if strange:
        raise InvalidCode(f"a receipt code never has {', '.join(strange)}")
    if _check_letter(letters[:-1]) != letters[-1]:
        raise InvalidCode("a letter of the receipt code is wrong")
    return grouped(letters)


def grouped(letters: str) -> str:
    """Return `letters` in groups of four with hyphens."""
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def _check_letter(letters: str) -> str:
    """Weighted sum modulo 23, a prime: weights 1 … 11, the check letter itself has −1."""
    total = sum(weight * LETTERS.index(letter) for weight, letter in enumerate(letters, start=1))
    return LETTERS[total % len(LETTERS)]
