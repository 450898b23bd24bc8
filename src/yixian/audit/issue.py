"""Issuing receipts from the log."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from yixian.audit import rules
from yixian.audit.enums import Flaw
from yixian.audit.faults import Fault
from yixian.audit.models import Event, Seal, Tile
from yixian.audit.queries import history
from yixian.audit.receipts import (
    Fact,
    Json,
    build,
    chain_faults,
    hidden_entry,
    seal_entry,
    shown_entry,
    verify,
)
from yixian.audit.record import algorithm, content_of
from yixian.audit.seal import header_of
from yixian.kernel import merkle


class NotProvable(Exception):
    """The log does not prove what the receipt would state; `faults` say where it was tampered with."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.sentence() for fault in faults))
        self.faults = faults


def issue(
    *, stream: str, at: datetime, roots: str, facts: Iterable[Fact], visible: Callable[[Event], bool]
) -> Json:
    """Return the receipt of a stream for a reader who may see the events that `visible` lets through.

    `roots` is the public address of the roots. Write it with `kernel.canonical.encode`. A number of statements
    that does not grow with the log: events, seals, tiles, neighbours. Raises `NotProvable`, also where there
    is no such stream, and `KeyError` for a fact that rests on nothing visible.
    """
    events = list(history(stream))
    if not events:
        raise NotProvable((Fault(Flaw.SHORT, stream=stream, detail="1"),))
    seals = _seals_since(events)
    proofs = _proofs(events, seals)
    entries = [
        shown_entry(event.pk, content_of(event), bytes(event.hash), proofs.get(event.pk))
        if visible(event)
        else hidden_entry(event.pk, event.seq, bytes(event.hash), proofs.get(event.pk))
        for event in events
    ]
    if faults := chain_faults(stream, entries):
        raise NotProvable(tuple(faults))
    document = build(
        stream=stream,
        issued=rules.moment(at),
        roots=roots,
        facts=facts,
        events=entries,
        seals=[seal_entry(header_of(seal), bytes(seal.hash)) for seal in seals],
        algorithm=algorithm(),
    )
    if flawed := verify(document).faults:
        raise NotProvable(flawed)
    return document


def _seals_since(events: list[Event]) -> list[Seal]:
    return list(Seal.objects.filter(upto__gte=min(event.pk for event in events)).order_by("number"))


def _proofs(events: list[Event], seals: list[Seal]) -> dict[int, Json]:
    """Return the proof of every sealed event, by its id."""
    ends = [seal.upto for seal in seals]
    used = {event.pk: seals[place] for event in events if (place := bisect_left(ends, event.pk)) < len(seals)}
    grounds = _grounds({seal.number: seal for seal in used.values()})
    places = {event_id: grounds[seal.number].tile_of(event_id) for event_id, seal in used.items()}
    leaves = _leaves(
        {(seal.number, places[event_id]): grounds[seal.number] for event_id, seal in used.items()}
    )
    proofs = {}
    for event_id, seal in used.items():
        tile = places[event_id]
        neighbours = leaves[seal.number, tile]
        index = bisect_left(neighbours, (event_id,))
        if index == len(neighbours) or neighbours[index][0] != event_id:
            raise NotProvable((Fault(Flaw.SEAL_ROOT, seal=seal.number),))
        low = merkle.Tree([head for _, head in neighbours], seal.alg).inclusion_path(index)
        high = grounds[seal.number].tree.inclusion_path(tile)
        path = [step.hex() for step in (*low, *high)]
        proofs[event_id] = {"seal": seal.number, "index": tile * rules.TILE + index, "path": path}
    return proofs


@dataclass(frozen=True)
class _Ground:
    """The tiles of a seal, and the tree over their heads."""

    seal: Seal
    first_ids: list[int]
    tree: merkle.Tree

    def tile_of(self, event_id: int) -> int:
        return max(bisect_right(self.first_ids, event_id) - 1, 0)

    def ids_of(self, tile: int) -> tuple[int, int]:
        """First and last id that the tile may hold."""
        last = self.first_ids[tile + 1] - 1 if tile + 1 < len(self.first_ids) else self.seal.upto
        return self.first_ids[tile], last


def _grounds(seals: dict[int, Seal]) -> dict[int, _Ground]:
    tiles: dict[int, list[Tile]] = {number: [] for number in seals}
    for tile in Tile.objects.filter(seal_number__in=seals).order_by("seal_number", "number"):
        tiles[tile.seal_number].append(tile)
    if bare := [number for number, found in tiles.items() if not found]:
        raise NotProvable(tuple(Fault(Flaw.SEAL_ROOT, seal=number) for number in bare))
    return {
        number: _Ground(
            seal=seal,
            first_ids=[tile.first_id for tile in tiles[number]],
            tree=merkle.Tree([bytes(tile.root) for tile in tiles[number]], seal.alg),
        )
        for number, seal in seals.items()
    }


def _leaves(wanted: dict[tuple[int, int], _Ground]) -> dict[tuple[int, int], list[tuple[int, bytes]]]:
    """Return id and leaf hash of the events of each wanted tile, in one statement."""
    if not wanted:
        return {}
    ranges = {key: ground.ids_of(key[1]) for key, ground in wanted.items()}
    condition = reduce(or_, (Q(id__range=limits) for limits in ranges.values()))
    rows = list(Event.objects.filter(condition).order_by("id").values_list("id", "hash"))
    found = {}
    for key, (first, last) in ranges.items():
        alg = wanted[key].seal.alg
        own = rows[bisect_left(rows, (first,)) : bisect_left(rows, (last + 1,))]
        found[key] = [(event_id, rules.leaf(event_id, bytes(head), alg)) for event_id, head in own]
    return found
