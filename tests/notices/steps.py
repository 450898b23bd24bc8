"""Short words for what the tests do with notices."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from tests.cast import NOON, World
from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.kernel import sealed
from yixian.notices import actions, declare
from yixian.notices.declare import Audience, NoticeKind
from yixian.notices.enums import Way
from yixian.notices.models import Address, Notice

MAIL = "tuya@example.com"


def told(world: World, who: str) -> list[str]:
    """The kinds of what somebody of the cast was told, in order."""
    mine = Notice.objects.filter(person=world.people[who])
    return list(mine.order_by("pk").values_list("kind", flat=True))


def proved(world: World, who: str, way: Way = Way.MAIL, typed: str = MAIL, *, at: datetime = NOON) -> Address:
    """An address of somebody of the cast, proved by its code; the code counts as sent."""
    actor = world.actor(who)
    entered = actions.enter_address(by=actor, at=at, uid=uuid4(), way=way, typed=typed)
    entered.deliveries.all().delete()
    return actions.verify(by=actor, at=at, way=way, typed=sealed.text(entered, "code"))


@contextmanager
def sample(
    to: Callable[[Event], Audience],
    *,
    on: str,
    urgent: bool = False,
    sees: Callable[[Actor, Collection[Event]], set[int]] | None = None,
) -> Iterator[NoticeKind]:
    """A kind of notice that no package declares."""
    kind = NoticeKind(
        key="sample.kind",
        title="一件事",
        on=(on,),
        to=to,
        page=lambda _event: ("desk:notices", {}),
        urgent=urgent,
        sees=sees,
    )
    declare.register(kind)
    try:
        yield kind
    finally:
        del declare._kinds[kind.key]
        declare._by_event[on].remove(kind)
