"""Keeping files. The action of the record that they belong to calls this and tells the event."""

from collections.abc import Callable, Sequence
from datetime import datetime

from yixian.documents import storage
from yixian.documents.models import File
from yixian.documents.rules import Accepted, Upload, accept
from yixian.documents.scan import scan
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.kernel.resealing import Resealed


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
