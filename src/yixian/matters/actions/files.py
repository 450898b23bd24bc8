"""Files of a matter."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yixian.access.actor import PUBLIC, Actor
from yixian.documents.actions import attach as keep_files
from yixian.documents.actions import look_through
from yixian.documents.rules import Accepted, Upload
from yixian.matters.actions.open import Opened, Raised, open_matter
from yixian.matters.actions.store import Writing, take
from yixian.matters.events import ATTACHED
from yixian.matters.models import Matter


def attach(
    *,
    by: Actor,
    at: datetime,
    uploads: Sequence[Upload],
    uid: UUID | None = None,
    code: str = "",
    token: UUID | None = None,
) -> Matter:
    """Add files: an officer's by `uid`, the raiser's by `code`. Raises Denied, FileRefused, Matter.DoesNotExist."""
    accepted = look_through(uploads)
    with transaction.atomic():
        writing = take(by=by, at=at, uid=uid, code=code, token=token, merged=bool(code))
        if not writing.done:
            writing.require("matters.note")
            if code:
                writing.wait_for_answer()
            _keep(writing, accepted)
        return writing.matter


def open_with_files(*, by: Actor, at: datetime, raised: Raised, uploads: Sequence[Upload]) -> Opened:
    """Raise a matter together with files: both are kept, or nothing. Raises as `open_matter` and `attach` do."""
    if not uploads:
        return open_matter(by=by, at=at, raised=raised)
    accepted = look_through(uploads)
    with transaction.atomic():
        done = open_matter(by=by, at=at, raised=raised)
        if done.fresh:
            _keep(take(by=PUBLIC, at=at, code=done.code), accepted)
    return done


def _keep(writing: Writing, accepted: Sequence[tuple[str, Accepted]]) -> None:
    by = writing.by.person_id
    files = keep_files(by_id=by, at=writing.at, stream=writing.matter.stream, accepted=accepted)
    if files:
        writing.tell(ATTACHED, {"count": len(files), "digests": [bytes(file.digest).hex() for file in files]})
        writing.store(changes=False)
