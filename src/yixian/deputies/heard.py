"""Deputies as those to whom people bring opinions."""

from datetime import datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.concerns.declare import Record, Source, register
from yixian.deputies.models import Deputy
from yixian.deputies.queries import answers_for, is_own
from yixian.deputies.sources import SOURCE
from yixian.matters.enums import Channel


def find(actor: Actor, uid: UUID) -> Record | None:
    """A deputy, whose entry is public. Only the deputy in office writes down opinions. Two statements."""
    deputy = Deputy.objects.placed().filter(uid=uid).first()
    if deputy is None or actor.person_id is None:
        return None
    today = timezone.localdate()
    return Record(
        title=deputy.name,
        url_name="desk:deputy",
        kwargs={"uid": deputy.uid},
        unit=answers_for(deputy, today),
        place=deputy.constituency,
        at=timezone.make_aware(datetime.combine(deputy.since, time())),
        may_add=is_own(actor, deputy, today),
    )


register(Source(key=SOURCE, title=_("Opinions collected by deputies"), channel=Channel.DEPUTY, record=find))
