"""Keeping files and making out papers. The action of the record that they belong to calls this and tells the event."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from yixian.documents import storage
from yixian.documents.delivering import Handed, faults
from yixian.documents.models import Delivery, File, Issued
from yixian.documents.paper import Paper
from yixian.documents.queries import papers_stream
from yixian.documents.render import fill
from yixian.documents.rules import Accepted, Upload, accept
from yixian.documents.scan import scan
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.kernel.resealing import Resealed
from yixian.procedures.language import Text

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COUNT = """
    INSERT INTO documents_counter (unit_id, mark, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (unit_id, mark, year) DO UPDATE SET last = documents_counter.last + 1
    RETURNING last
"""


def look_through(uploads: Sequence[Upload]) -> list[tuple[str, Accepted]]:
    """Return what would be kept of files, by name, after all of them were looked at. No statement.

    Takes its time, so it is done before anything is locked. Raises FileRefused.
    """
    accepted = [(upload.name, accept(upload)) for upload in uploads]
    for _name, each in accepted:
        scan(each.data)
    return accepted


def attach(
    *, by_id: int | None, at: datetime, stream: str, accepted: Sequence[tuple[str, Accepted]]
) -> list[File]:
    """Keep files that were looked through with a record; return those that were not there before.

    Two statements, however many files there are.
    """
    known = {bytes(digest) for digest in File.objects.filter(stream=stream).values_list("digest", flat=True)}
    files: dict[bytes, File] = {}
    for name, each in accepted:
        digest = storage.keep(each.data)
        if digest in known or digest in files:
            continue
        file = File(
            uid=uuid7(at),
            stream=stream,
            media_type=each.media_type,
            size=len(each.data),
            digest=digest,
            added_at=at,
            by_id=by_id,
        )
        sealed.put(file, "name", name[-120:])
        files[digest] = file
    return File.objects.bulk_create(files.values())


def reseal_files(progress: Callable[[int, int], None]) -> Resealed:
    """Seal the content of every file of the chosen banner anew under the newest key; what is lost is named.

    May be broken off and begun again. `progress` gets the number done and the number there are.
    """
    digests = sorted({bytes(each) for each in File.objects.order_by().values_list("digest", flat=True)})
    count, lost = 0, []
    for done, digest in enumerate(digests, start=1):
        try:
            count += storage.reseal(digest)
        except storage.FileLost:
            lost.append(digest.hex())
        progress(done, len(digests))
    return Resealed(count, tuple(lost))


class NotDelivered(Exception):
    """A delivery cannot be recorded; `faults` says why, by field."""

    def __init__(self, faults: Mapping[str, Text]) -> None:
        super().__init__("; ".join(map(str, faults.values())))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Order:
    """A paper to be made out for a stream by a unit: `given` is what was filled in, `material` what is known."""

    paper: Paper
    stream: str
    unit_id: int
    by_id: int | None
    material: Mapping[str, Any]
    given: Mapping[str, Any]
    parties: int = 0
    replaces: Issued | None = None


def draw(order: Order, *, number: str) -> bytes:
    """Return a paper as a Word file, without keeping it. Raises PaperFailed."""
    copies = order.paper.count(order.parties)
    known = {**order.material, **order.given, "number": number, "copies": copies}
    return fill(order.paper, known)


def issue(*, at: datetime, order: Order) -> Issued:
    """Make out a paper: give it its number, fill it in, keep it sealed. Raises PaperFailed.

    The number stays locked until the transaction ends, so that a sequence has no gap and no number twice.
    """
    number = next_number(order.paper, order.unit_id, at)
    data = draw(order, number=number)
    issued = Issued(
        uid=uuid7(at),
        stream=order.stream,
        paper=order.paper.key,
        number=number,
        copies=order.paper.count(order.parties),
        file=_keep_paper(order, at, data),
        unit_id=order.unit_id,
        by_id=order.by_id,
        at=at,
        replaces=order.replaces,
    )
    sealed.put(issued, "given", json.dumps(order.given, ensure_ascii=False, default=str))
    issued.save(force_insert=True)
    return issued


def next_number(paper: Paper, unit_id: int, at: datetime) -> str:
    """The next number of a paper's sequence at a unit, empty for a paper without one. One statement."""
    if paper.numbering is None:
        return ""
    year = timezone.localdate(at).year
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [unit_id, paper.numbering.mark, year])
        (ordinal,) = cursor.fetchone()
    return paper.numbering.write(year, ordinal)


def deliver(
    *,
    by_id: int | None,
    at: datetime,
    issued: Issued,
    handed: Handed,
    proof: File | None = None,
    earlier: Delivery | None = None,
) -> Delivery:
    """Record how a paper was handed over, or that what was sent `earlier` has arrived. Raises NotDelivered."""
    wrong = faults(handed, issued_on=timezone.localdate(issued.at), today=timezone.localdate(at))
    if wrong:
        raise NotDelivered(wrong)
    delivery = earlier or Delivery(uid=uuid7(at), issued=issued)
    delivery.method, delivery.refused = handed.method, handed.refused
    delivery.sent_on, delivery.received_on = handed.sent_on, handed.received_on
    delivery.proof, delivery.by_id, delivery.at = proof or delivery.proof, by_id, at
    sealed.put(delivery, "to", handed.to.strip())
    sealed.put(delivery, "remark", handed.remark.strip())
    delivery.save()
    return delivery


def _keep_paper(order: Order, at: datetime, data: bytes) -> File:
    stream, digest = papers_stream(order.stream), storage.keep(data)
    file = File(
        uid=uuid7(at),
        stream=stream,
        media_type=WORD,
        size=len(data),
        digest=digest,
        added_at=at,
        by_id=order.by_id,
    )
    sealed.put(file, "name", f"{order.paper.heading}.docx")
    known = File.objects.filter(stream=stream, digest=digest).first()
    return known or File.objects.bulk_create([file])[0]
