"""Messages as records at which concerns are heard."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.channels.models import Message
from yixian.concerns.declare import Record, Source, register
from yixian.matters.enums import Channel


def find(actor: Actor, uid: UUID) -> Record | None:
    """The message, for whoever keeps the channel by which it came. Nothing is added to one: it is taken up whole."""
    row = Message.objects.visible_to(actor).placed().filter(uid=uid).first()
    if row is None:
        return None
    return Record(
        title=_("Message %(number)s") % {"number": row.label},
        url_name="desk:message",
        kwargs={"uid": row.uid},
        unit=row.unit,
        at=row.received_at,
    )


register(Source(key="message", title=_("Messages by the channels"), channel=Channel.MESSAGE, record=find))
