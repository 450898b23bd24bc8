"""What a receipt and a file of published roots must look like before anything in them is believed. Pure."""

import re
from collections.abc import Callable, Mapping

from yixian.audit.rules import is_moment
from yixian.kernel.hashing import Algorithm

Check = Callable[[object, str], str | None]
"""Value and where it stands → what is wrong with it, or None."""


def pattern(regex: str, needed: str) -> Check:
    """Accept strings that match `regex` whole."""
    compiled = re.compile(regex)

    def check(value: object, where: str) -> str | None:
        fits = isinstance(value, str) and compiled.fullmatch(value)
        return None if fits else f"{where}: {needed} is needed"

    return check


def number(least: int | None) -> Check:
    """Accept whole numbers from `least` on."""

    def check(value: object, where: str) -> str | None:
        fits = isinstance(value, int) and not isinstance(value, bool) and (least is None or value >= least)
        return None if fits else f"{where}: a whole number is needed"

    return check


def either(one: Check, other: Check) -> Check:
    """Accept what one of two checks accepts; complain as the second does."""

    def check(value: object, where: str) -> str | None:
        return one(value, where) and other(value, where)

    return check


def every(item: Check) -> Check:
    """Accept lists whose items all fit."""

    def check(value: object, where: str) -> str | None:
        if not isinstance(value, list):
            return f"{where}: a list is needed"
        return next((wrong for n, entry in enumerate(value) if (wrong := item(entry, f"{where}[{n}]"))), None)

    return check


def thing(keys: Mapping[str, Check]) -> Check:
    """Accept objects with exactly these keys, each value fitting."""

    def check(value: object, where: str) -> str | None:
        if not isinstance(value, dict):
            return f"{where}: an object is needed"
        if missing := sorted(set(keys) - set(value)):
            return f"{where}.{missing[0]}: is missing"
        if strange := sorted(set(value) - set(keys)):
            return f"{where}.{strange[0]}: is unknown"
        return next(
            (wrong for key, fits in keys.items() if (wrong := fits(value[key], f"{where}.{key}"))), None
        )

    return check


def nothing(value: object, where: str) -> str | None:
    """Accept null."""
    return None if value is None else f"{where}: null is needed"


def anything(value: object, where: str) -> str | None:
    """Accept whatever JSON can say."""
    return None


def mapping(value: object, where: str) -> str | None:
    """Accept any object."""
    return None if isinstance(value, dict) else f"{where}: an object is needed"


def time(value: object, where: str) -> str | None:
    """Accept times as `rules.moment` writes them."""
    return None if is_moment(value) else f"{where}: a time in UTC to the microsecond is needed"


def exactly(expected: object) -> Check:
    """Accept one value only."""

    def check(value: object, where: str) -> str | None:
        return (
            None if type(value) is type(expected) and value == expected else f"{where}: must be {expected!r}"
        )

    return check


RECEIPT_FORMAT = "yixian-receipt"
ROOTS_FORMAT = "yixian-roots"
VERSION = 1

_TEXT = pattern(r"(?s).*", "text")
_HASH = pattern(r"[0-9a-f]{64}", "a hash of 64 hex digits")
_LINK = pattern(r"([0-9a-f]{64})?", "a hash of 64 hex digits, or nothing,")
_ALG = pattern("|".join(Algorithm), "sha256 or sm3")
_ACTOR = either(nothing, number(None))

PROOF = thing({"seal": number(1), "index": number(0), "path": every(_HASH)})
_PLACED: dict[str, Check] = {
    "id": number(1),
    "seq": number(1),
    "hash": _HASH,
    "proof": either(nothing, PROOF),
}
SHOWN = thing(
    _PLACED
    | {"kind": _TEXT, "at": time, "by": _ACTOR, "post": _ACTOR, "unit": _ACTOR}
    | {"body": mapping, "alg": _ALG, "prev": _LINK}
)
HIDDEN = thing(_PLACED)
SEAL = thing(
    {"number": number(1), "at": time, "after": number(0), "upto": number(0), "size": number(0)}
    | {"root": _HASH, "prev": _LINK, "hash": _HASH, "alg": _ALG}
)


def _event(value: object, where: str) -> str | None:
    return (SHOWN if isinstance(value, dict) and "body" in value else HIDDEN)(value, where)


RECEIPT = thing(
    {
        "format": exactly(RECEIPT_FORMAT),
        "version": exactly(VERSION),
        "stream": _TEXT,
        "issued": time,
        "roots": _TEXT,
        "facts": every(thing({"name": _TEXT, "seq": number(1), "source": _TEXT, "value": anything})),
        "events": every(_event),
        "seals": every(SEAL),
        "digest": pattern(r"(sha256|sm3):[0-9a-f]{64}", "sha256: or sm3: and 64 hex digits"),
    }
)
ROOTS = thing(
    {
        "format": exactly(ROOTS_FORMAT),
        "version": exactly(VERSION),
        "banner": pattern(r"[0-9]{6}", "six digits"),
        "seals": every(SEAL),
    }
)
