"""Short words for what the tests do with diaries."""

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from PIL import Image

from tests.cast import NOON, World
from yixian.concerns.models import Concern
from yixian.diary import actions
from yixian.diary.actions import Said, Told
from yixian.diary.models import Entry
from yixian.documents.rules import Upload

HEARD = "巴图家的井水发黄，电话13800005678，老人说冬天更厉害。"
PEOPLE = "巴图、其其格"
HEADING = "走访饮水情况"


def told(world: World, at: datetime = NOON, **changes: Any) -> Told:
    """What an entry of the cast's village tells."""
    given: dict[str, Any] = {
        "met_at": at - timedelta(hours=2),
        "place": world.village,
        "met": ["household"],
        "headline": HEADING,
        "texts": {"people": PEOPLE, "heard": HEARD},
    }
    return Told(**{**given, **changes})


def entry(
    world: World,
    who: str = "grid",
    *,
    at: datetime = NOON,
    uid: UUID | None = None,
    said: Sequence[Said] = (),
    uploads: Sequence[Upload] = (),
    **changes: Any,
) -> Entry:
    """Somebody of the cast writes an entry."""
    return actions.write(
        by=world.actor(who),
        at=at,
        uid=uid or uuid4(),
        told=told(world, at, **changes),
        said=said,
        uploads=uploads,
    )


def concerns(found: Entry) -> list[Concern]:
    """What came up at an entry, in the order heard."""
    return list(Concern.objects.of("diary", found.uid).order_by("pk"))


def picture() -> Upload:
    """A small picture."""
    output = io.BytesIO()
    Image.new("RGB", (9, 9), "green").save(output, "PNG")
    return Upload("井台.png", output.getvalue())
