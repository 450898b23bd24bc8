"""The diary as a place where concerns are heard."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.concerns.declare import Record, Source, register
from yixian.diary.models import Entry
from yixian.diary.sources import SOURCE
from yixian.matters.enums import Channel


def find(actor: Actor, uid: UUID) -> Record | None:
    """An entry that the actor may read. Only its writer adds concerns to it. One statement."""
    entry = Entry.objects.visible_to(actor).placed().filter(uid=uid).first()
    if entry is None:
        return None
    return Record(
        title=entry.title,
        url_name="desk:diary_entry",
        kwargs={"uid": entry.uid},
        unit=entry.unit,
        place=entry.place,
        at=entry.met_at,
        may_add=entry.writer_id == actor.person_id,
        stream=entry.stream,
    )


register(Source(key=SOURCE, title=_("Public-concern diary"), channel=Channel.FIELD, record=find))
