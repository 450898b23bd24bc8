"""Gatherings as records at which questions are raised."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.concerns.declare import Record, Source, register
from yixian.gatherings import queries
from yixian.gatherings.enums import State
from yixian.gatherings.models import Gathering
from yixian.matters.enums import Channel
from yixian.procedures.language import Text


def _find(actor: Actor, uid: UUID) -> Record | None:
    """The gathering, if the actor may read it; its keepers add questions, and so do those who have a task there."""
    try:
        gathering = queries.for_reader(actor, uid)
    except Gathering.DoesNotExist:
        return None
    keeps = actor.may("gatherings.keep", gathering.unit.lineage)
    helps = bool(actor.own_units & set(gathering.sight))
    return Record(
        title=gathering.title,
        url_name="desk:gathering",
        kwargs={"uid": gathering.uid},
        place=gathering.place,
        unit=gathering.unit,
        may_add=gathering.state != State.CANCELLED and (keeps or helps),
        at=gathering.starts_at,
        stream=gathering.stream,
    )


def _later(actor: Actor, uid: UUID) -> list[tuple[UUID, Text]]:
    """The gatherings to which a question may be carried on: the next of the series, of the organiser, of the place."""
    return [
        (each.uid, f"{timezone.localtime(each.starts_at):%Y-%m-%d} {each.title}")
        for each in queries.later(actor, uid)
    ]


register(
    Source(
        key=queries.SOURCE,
        title=_("Gathering"),
        channel=Channel.GATHERING,
        record=_find,
        later=_later,
    )
)
