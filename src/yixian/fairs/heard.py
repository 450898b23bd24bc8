"""Fairs as the place where concerns are heard."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.concerns.declare import Record, Source, register
from yixian.fairs.queries import SOURCE, fair_of, gathering_of, keeps
from yixian.gatherings.models import Gathering
from yixian.matters.enums import Channel


def find(actor: Actor, uid: UUID) -> Record | None:
    """A fair that the actor may read of; its keepers add what was said beside the stalls. Two statements."""
    fair = fair_of(uid)
    if fair is None:
        return None
    try:
        gathering = gathering_of(actor, uid)
    except Gathering.DoesNotExist:
        return None
    return Record(
        title=gathering.title,
        url_name="desk:fair",
        kwargs={"uid": uid},
        unit=gathering.unit,
        place=gathering.place,
        at=gathering.starts_at,
        may_add=keeps(actor, gathering),
    )


register(Source(key=SOURCE, title=_("Service fair"), channel=Channel.GATHERING, record=find))
