"""Reading the log."""

from typing import NamedTuple

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce

from yixian.audit.models import Event, Seal
from yixian.audit.receipts import Json, seal_entry
from yixian.audit.seal import header_of
from yixian.audit.shapes import ROOTS_FORMAT, VERSION
from yixian.kernel import banner


class Extent(NamedTuple):
    """How many events the log holds, in how many streams, under how many seals, and how many of them are sealed."""

    events: int
    streams: int
    seals: int
    sealed: int


def history(stream: str) -> QuerySet[Event]:
    """Return the events of a stream, first to last."""
    return Event.objects.filter(stream=stream).order_by("seq")


def extent() -> Extent:
    """Count what the log holds. Two statements."""
    events = Event.objects.aggregate(events=Count("id"), streams=Count("stream", distinct=True))
    seals = Seal.objects.aggregate(seals=Count("number"), sealed=Coalesce(Sum("size"), 0))
    return Extent(**events, **seals)


def public_roots() -> Json:
    """Return what anyone may keep a copy of: every seal's header, oldest first. JSON-safe, no personal data."""
    seals = Seal.objects.order_by("number").iterator(chunk_size=2000)
    return {
        "format": ROOTS_FORMAT,
        "version": VERSION,
        "banner": banner.current(),
        "seals": [seal_entry(header_of(seal), bytes(seal.hash)) for seal in seals],
    }
