"""Visits as a source of concerns."""

from datetime import datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.concerns.declare import Record, Source, register
from yixian.liaison.enums import VisitState
from yixian.liaison.models import FieldVisit
from yixian.liaison.queries.assigned import SOURCE, carries_on
from yixian.liaison.words import visit_title
from yixian.matters.enums import Channel


def find(actor: Actor, uid: UUID) -> Record | None:
    """A visit that was made, for whoever may see it; who is assigned adds concerns."""
    today = timezone.localdate()
    seen = FieldVisit.objects.visible_to(actor, today).filter(state=VisitState.MADE)
    visit = seen.named().filter(uid=uid).first()
    if visit is None:
        return None
    return Record(
        title=visit_title(visit),
        url_name="desk:liaison_visit",
        kwargs={"uid": visit.uid},
        place=visit.place,
        unit=visit.liaison.unit,
        at=timezone.make_aware(datetime.combine(visit.day or today, time(12))),
        may_add=carries_on(actor, visit.liaison, today),
        stream=visit.stream,
    )


register(
    Source(key=SOURCE, title=_("Visits of those assigned to a place"), channel=Channel.FIELD, record=find)
)
