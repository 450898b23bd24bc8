"""Keeping files. The action of the record that they belong to calls this and tells the event."""

from collections.abc import Sequence
from datetime import datetime

from yixian.documents import storage
from yixian.documents.models import File
from yixian.documents.rules import Upload, accept
from yixian.documents.scan import scan
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7


def attach(*, by_id: int | None, at: datetime, stream: str, uploads: Sequence[Upload]) -> list[File]:
    """Keep files with a record; return those that were not there before. Raises FileRefused, and then keeps none.

    Two statements, however many files there are.
    """
    accepted = [(upload.name, accept(upload)) for upload in uploads]
    for _name, each in accepted:
        scan(each.data)
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
