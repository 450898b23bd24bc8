"""Recordings in boxes (ISO/IEC 14496-12: MP4 and M4A), without what a telephone writes into them unasked."""

LABELS = (b"udta", b"meta", b"uuid")
"""Boxes of labels: place (`©xyz`), maker, title, other programs' notes. No player needs one."""
WITHIN = (b"moov", b"trak")
HEAD, LONG_HEAD = 8, 16


class Broken(ValueError):
    """A box ends beyond what it stands in."""


def without_labels(data: bytes) -> bytes:
    """Return the recording with every box of labels emptied where it stands, so that no offset changes.

    Raises `Broken`.
    """
    blank = bytearray(data)
    _empty(blank, 0, len(blank))
    return bytes(blank)


def _empty(data: bytearray, start: int, end: int) -> None:
    while start < end:
        size, head = _size(data, start, end)
        kind = bytes(data[start + 4 : start + HEAD])
        if kind in LABELS:
            data[start + 4 : start + HEAD] = b"free"
            data[start + head : start + size] = bytes(size - head)
        elif kind in WITHIN:
            _empty(data, start + head, start + size)
        start += size


def _size(data: bytearray, start: int, end: int) -> tuple[int, int]:
    """Size of the box that begins here, and of its head, in bytes."""
    size, head = int.from_bytes(data[start : start + 4], "big"), HEAD
    if size == 1:
        size, head = int.from_bytes(data[start + HEAD : start + LONG_HEAD], "big"), LONG_HEAD
    elif size == 0:
        size = end - start
    if size < head or start + size > end:
        raise Broken(f"the box at byte {start} does not end where it should")
    return size, head
