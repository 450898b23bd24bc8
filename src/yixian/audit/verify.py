"""Verification of the whole log: every event, every chain, every seal.

One pass over the events by stream, one by id, and joins in the database for the chain heads; memory does
not grow with the log. Nothing is believed that can be computed.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Func, TextField, Value
from django.db.models.functions import Cast

from yixian.audit import rules
from yixian.audit.enums import Flaw
from yixian.audit.faults import Fault, gap
from yixian.audit.heads import head_faults
from yixian.audit.models import Chained, Event
from yixian.audit.receipts import Json
from yixian.audit.tiles import sealing_faults
from yixian.kernel import canonical
from yixian.kernel.snapshot import snapshot

Progress = Callable[[int, int], None]
"""Called with the number of events read and the number to read (each is read twice)."""

MOST = 1000
_CHUNK = 5000
_AT = Func(
    Func(Value("UTC"), "at", function="timezone"),
    Value('YYYY-MM-DD"T"HH24:MI:SS.US"Z"AD'),
    function="to_char",
    output_field=TextField(),
)
"""The time as `rules.moment` writes it, and its era: also for times that Python does not know."""

_CONTENT = ("seq", "prev", "kind", _AT, "by_id", "post_id", "unit_id", Cast("body", TextField()), "alg")


def verify_all(progress: Progress | None = None, roots: Json | None = None, most: int = MOST) -> list[Fault]:
    """Return what is wrong with the log, at most `most` faults; nothing, when all is as it was written.

    Reads one snapshot, so that writers may go on. With `roots`, a copy of the published roots, the seals
    must be those that were published.
    """
    with snapshot():
        return list(dict.fromkeys(islice(_faults(progress or _silent, roots), most)))


def _silent(done: int, total: int) -> None:
    pass


def _faults(progress: Progress, roots: Json | None) -> Iterator[Fault]:
    count = Event.objects.count()
    yield from _event_faults(lambda done: progress(done, 2 * count))
    yield from head_faults([m for m in apps.get_models() if issubclass(m, Chained) and not m._meta.proxy])
    yield from sealing_faults(lambda done: progress(count + done, 2 * count), roots)
    progress(2 * count, 2 * count)


def _event_faults(progress: Callable[[int], None]) -> Iterator[Fault]:
    """Walk all streams, each from its first event to its last."""
    rows = Event.objects.order_by("stream", "seq").values_list("id", "hash", "stream", *_CONTENT)
    before, seq, link, last_id = None, 0, b"", 0
    for done, (event_id, stored, stream, *fields) in enumerate(rows.iterator(chunk_size=_CHUNK)):
        if done % _CHUNK == 0:
            progress(done)
        if stream != before:
            before, seq, link, last_id = stream, 0, b"", 0
        place = Fault(Flaw.GAP, stream=stream, seq=fields[0], event_id=event_id)
        if fields[0] != seq + 1:
            yield replace(place, detail=gap(seq, fields[0]))
        if bytes(fields[1]) != link:
            yield replace(place, flaw=Flaw.LINK)
        if event_id <= last_id:
            yield replace(place, flaw=Flaw.ORDER)
        seq, link, last_id = fields[0], bytes(stored), event_id
        yield from _content_faults(place, fields, link)


def _content_faults(place: Fault, fields: list[Any], stored: bytes) -> Iterator[Fault]:
    """Hash one event anew; `fields` are the columns of `_CONTENT`."""
    seq, prev, kind, at, by, post, unit, body, alg = fields
    try:
        said: Any = canonical.decode(body)
        moment = str(at).removesuffix("AD")
        content = rules.Content(
            str(place.stream), seq, bytes(prev).hex(), kind, moment, by, post, unit, said, alg
        )
        if content.hash() != stored:
            yield replace(place, flaw=Flaw.CONTENT)
    except ValueError as error:
        yield replace(place, flaw=Flaw.UNREADABLE, detail=str(error))
