"""Checking the seals against the events that they cover, tile by tile."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby

from yixian.audit import rules
from yixian.audit.enums import Flaw
from yixian.audit.faults import Fault, gap, numbers
from yixian.audit.models import Event, Seal, Tile
from yixian.audit.receipts import Json, published_faults, seal_entry, seal_faults
from yixian.audit.seal import header_of
from yixian.kernel import merkle
from yixian.kernel.hashing import Algorithm

_CHUNK = 20_000


def sealing_faults(progress: Callable[[int], None], roots: Json | None = None) -> Iterator[Fault]:
    """Give the faults of the seals: in themselves, against published `roots`, against the events."""
    seals = list(Seal.objects.order_by("number"))
    entries = [seal_entry(header_of(seal), bytes(seal.hash)) for seal in seals]
    if seals and seals[0].number != 1:
        yield Fault(Flaw.SEAL_GAP, seal=seals[0].number, detail=gap(0, seals[0].number))
    yield from seal_faults(entries)
    if roots is not None:
        yield from _roots_faults(entries, roots["seals"])
    done = 0
    for seal in seals:
        progress(done)
        yield from _covered_faults(seal)
        done += seal.size


def _roots_faults(entries: list[Json], published: list[Json]) -> Iterator[Fault]:
    """Compare the seals with published ones, which may be a copy made before the newest of them."""
    known = {seal["number"] for seal in entries}
    newest = max((seal["number"] for seal in published), default=0)
    for seal in published:
        if seal["number"] not in known:
            yield Fault(Flaw.SEAL_GONE, seal=seal["number"])
    yield from published_faults([seal for seal in entries if seal["number"] <= newest], published)


def _covered_faults(seal: Seal) -> Iterator[Fault]:
    """Rebuild the tree of one seal from its events."""
    tiles = list(Tile.objects.filter(seal_number=seal.number).order_by("number"))
    alg = seal.alg if seal.alg in list(Algorithm) else Algorithm.SHA256
    in_order = all(tile.number == place for place, tile in enumerate(tiles))
    if not in_order or merkle.root((bytes(tile.root) for tile in tiles), alg) != bytes(seal.root):
        yield Fault(Flaw.SEAL_ROOT, seal=seal.number)
    firsts = [tile.first_id for tile in tiles]
    rows = Event.objects.filter(id__gt=seal.after, id__lte=seal.upto).order_by("id").values_list("id", "hash")
    events = rows.iterator(chunk_size=_CHUNK)
    size, seen = 0, set[int]()
    for place, group in groupby(events, lambda row: max(bisect_right(firsts, row[0]) - 1, 0)):
        leaves = [rules.leaf(event_id, bytes(stored), alg) for event_id, stored in group]
        size += len(leaves)
        seen.add(place)
        if not tiles or merkle.root(leaves, alg) != bytes(tiles[place].root):
            yield Fault(Flaw.TILE, seal=seal.number, detail=_extent(seal, firsts, place))
    for place in range(len(tiles)):
        if place not in seen:
            yield Fault(Flaw.TILE, seal=seal.number, detail=_extent(seal, firsts, place))
    if size != seal.size:
        yield Fault(Flaw.SEAL_SIZE, seal=seal.number, detail=f"{seal.size} → {size}")


def _extent(seal: Seal, firsts: list[int], place: int) -> str:
    """The ids that a tile may hold."""
    first = firsts[place] if place else seal.after + 1
    last = firsts[place + 1] - 1 if place + 1 < len(firsts) else seal.upto
    return numbers(first, last)
