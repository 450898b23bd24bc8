"""One byte string for one value, so that a hash over it can be made again anywhere.

The form is RFC 8785 (JSON Canonicalization Scheme), restricted to what needs no number formatting:
null, booleans, whole numbers that every JSON reader keeps exactly, strings, lists, objects with ASCII keys.
"""

import json

LARGEST = 2**53 - 1


class NotCanonical(ValueError):
    """The value, or the text, has no canonical form."""


def encode(value: object) -> bytes:
    """Return the canonical UTF-8 bytes of `value`.

    Raises `NotCanonical` for floats, numbers beyond ±(2⁵³−1), keys that are not ASCII strings,
    U+0000 (PostgreSQL cannot store it), lone surrogates and every other type.
    """
    _check(value, "$")
    return _dump(value).encode("utf-8")


def decode(data: bytes | str) -> object:
    """Read JSON strictly: no repeated keys, no floats, no numbers beyond ±(2⁵³−1), UTF-8 only.

    White space and key order are free; who demands the canonical form compares `encode(decode(data))`
    with `data`.
    Raises `NotCanonical`, naming what and where.
    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8")
        value: object = _DECODER.decode(text)
    except UnicodeDecodeError as error:
        raise NotCanonical(f"byte {error.start} is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise NotCanonical(f"not JSON at character {error.pos}: {error.msg}") from None
    except RecursionError:
        raise NotCanonical("nested too deeply") from None
    _check(value, "$")
    return value


_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


def _check(value: object, where: str) -> None:
    if isinstance(value, str):
        _check_text(value, where)
    elif value is None or isinstance(value, bool):
        return
    elif isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise NotCanonical(f"{where}: {value} is beyond ±(2^53-1)")
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonical(f"{where}: key {key!r} is not an ASCII string")
            _check(item, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            _check(item, f"{where}[{place}]")
    else:
        raise NotCanonical(f"{where}: {type(value).__name__} has no canonical form")


def _check_text(value: str, where: str) -> None:
    if "\0" in value:
        raise NotCanonical(f"{where}: U+0000 cannot be stored")
    if value.isascii():
        return
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical(f"{where}: a lone surrogate is not text") from None


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise NotCanonical(f"key {twice!r} is given twice")
    return found


def _whole(digits: str) -> int:
    if len(digits) > 17:
        raise NotCanonical(f"{digits[:20]}… is beyond ±(2^53-1)")
    return int(digits)


def _refuse(text: str) -> object:
    raise NotCanonical(f"{text} is not a whole number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_whole, parse_float=_refuse, parse_constant=_refuse, strict=True
)
