"""Short words for what the tests do with concerns, and a kind of record at which they are heard."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tests.cast import NOON, World
from yixian.access.actor import Actor
from yixian.concerns import actions, declare
from yixian.concerns.actions import Heard
from yixian.concerns.declare import Record, Source
from yixian.concerns.models import Concern
from yixian.matters.enums import Channel
from yixian.places.models import Unit
from yixian.procedures.language import Text

HERE, NEXT = UUID(int=7), UUID(int=8)
"""Two records, one after the other; everybody reads them."""
WORDS = "巴图说井水发黄，电话13800005678，请来看看。"


def _record(actor: Actor, uid: UUID) -> Record | None:
    unit = Unit.objects.defer("boundary").filter(pk=actor.unit_id or 0).first()
    if uid not in (HERE, NEXT) or unit is None:
        return None
    return Record(title="a talk at the well", url_name="desk:concerns", unit=unit, at=NOON, may_add=True)


def _later(_actor: Actor, uid: UUID) -> list[tuple[UUID, Text]]:
    return [(NEXT, "the next talk")] if uid == HERE else []


TALK = declare.register(
    Source(key="talk", title="Talks", channel=Channel.FIELD, record=_record, later=_later)
)


def concern(world: World, who: str = "grid", *, at: datetime = NOON, **changes: Any) -> Concern:
    """Somebody of the cast writes down what was said in the village."""
    given: dict[str, Any] = {
        "uid": uuid4(),
        "source": TALK.key,
        "source_uid": HERE,
        "place": world.village,
        "words": WORDS,
    }
    return actions.hear(by=world.actor(who), at=at, heard=Heard(**{**given, **changes}))
