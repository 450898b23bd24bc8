"""Minutes: a paper made out of what is known of a gathering and what its keeper adds."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.concerns.models import Concern
from yixian.documents.actions import Order, issue
from yixian.documents.models import Issued
from yixian.documents.papers.gatherings import MINUTES
from yixian.documents.queries import issued_for, standing
from yixian.documents.render import moment
from yixian.gatherings import events
from yixian.gatherings.actions.hand import gathering_in_hand, refuse_if
from yixian.gatherings.enums import State
from yixian.gatherings.models import Gathering
from yixian.gatherings.queries import SOURCE, publishable
from yixian.kernel import sealed
from yixian.matters.actions.store import refuse
from yixian.procedures.language import Text


def material(gathering: Gathering, *, by: Actor, at: datetime) -> dict[str, Any]:
    """What is known of a gathering, as its minutes want it: questions by heading, nothing that is sealed.

    Complaints are left out, whoever makes them out: every keeper and helper reads the paper.
    """
    with translation.override(settings.LANGUAGE_CODE):
        seats = gathering.team.select_related("unit", "post__person").defer("unit__boundary")
        points = [each.text for each in gathering.agenda.all()]
        asked = [
            f"{each.headline or '（未写标题）'}：{each.get_fate_display()}"
            for each in publishable(gathering, by)
        ]
        return {
            "subject": gathering.title,
            "held": f"{moment(gathering.starts_at)}—{timezone.localtime(gathering.ends_at):%H:%M}",
            "where": f"{gathering.place.name}{gathering.spot}",
            "attended": str(gathering.attended or ""),
            "course": gathering.course,
            "team": "、".join(_seat(each) for each in seats),
            "agenda": "\n".join(points),
            "questions": "\n".join(asked),
            "office": gathering.unit.name,
            "officer": by.name,
            "today": timezone.localdate(at),
            "typed": {},
        }


@transaction.atomic
def make_minutes(
    *, by: Actor, at: datetime, uid: UUID, given: Mapping[str, Any], token: UUID | None = None
) -> Issued:
    """Make out the minutes; later ones stand in place of those before. Raises Denied, Refused, PaperFailed,
    Gathering.DoesNotExist.
    """
    hand = gathering_in_hand(by, at, uid, token=token)
    gathering = hand.subject
    before = standing(issued_for(gathering.stream))
    if hand.done:
        return before[-1]
    if gathering.state != State.HELD:
        raise refuse(_("Record first that it was held, and how many came."))
    known = publishable(gathering)
    refuse_if(_complaint_fault(gathering, by, known, str(given.get("questions", ""))), "questions")
    order = Order(
        paper=MINUTES,
        stream=gathering.stream,
        unit_id=gathering.unit_id,
        by_id=by.person_id,
        material=material(gathering, by=by, at=at),
        given=given,
        replaces=before[-1] if before else None,
    )
    issued = issue(at=at, order=order)
    hand.tell(
        events.MINUTED,
        {
            "digest": bytes(issued.file.digest).hex(),
            "given": sealed.commitment(issued, "given"),
            "concerns": [each.uid.hex for each in known],
        },
    )
    return issued


def _complaint_fault(gathering: Gathering, by: Actor, known: list[Concern], typed: str) -> Text | None:
    """Say that a complaint which the actor sees stands among the questions, as they were offered or typed."""
    rows = Concern.objects.visible_to(by).of(SOURCE, gathering.uid).complaints()
    hidden = set(rows.exclude(headline="").values_list("headline", flat=True))
    hidden -= {each.headline for each in known}
    if hidden.isdisjoint(line.partition("：")[0].strip() for line in typed.splitlines()):
        return None
    return _("A complaint about somebody stands here, and others read the minutes. Please leave it out.")


def _seat(seat: Any) -> str:
    name = seat.post.person.name if seat.post else seat.unit.name
    return f"{name}（{seat.task}）" if seat.task else name
