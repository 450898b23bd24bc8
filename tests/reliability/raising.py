"""A whole matter, with both parties named, raised by its id."""

from uuid import UUID

from tests.cast import NOON
from tests.matters.steps import RAISER, STORY
from yixian.access.actor import PUBLIC
from yixian.disputes.procedures import DISPUTE
from yixian.matters.actions import Opened, Raised, open_matter
from yixian.matters.enums import Channel
from yixian.people.rules import Contact
from yixian.places.models import Unit


def raise_at(uid: UUID, place: int) -> Opened:
    """Raise it at a unit."""
    raised = Raised(
        uid=uid,
        procedure=DISPUTE,
        category="0905",
        channel=Channel.WEB,
        place=Unit.objects.get(pk=place),
        story=STORY,
        raiser=RAISER,
        others=[Contact(name="巴特尔", phone="13800005678", address="")],
    )
    return open_matter(by=PUBLIC, at=NOON, raised=raised)
