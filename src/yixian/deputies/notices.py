"""What deputies are told of: that an opinion they collected was answered."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.concerns import events as concerns
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.deputies.queries import answers, of_matter
from yixian.deputies.sources import SOURCE
from yixian.matters.events import MOVED
from yixian.notices.declare import NOBODY, Audience, NoticeKind, Page, register


def _opinions(event: Event) -> list[Concern]:
    """The opinions of deputies that an event answers."""
    if event.kind == MOVED.key:
        return of_matter(event.stream) if answers(event) else []
    if event.body["source"] != SOURCE or not _ends(event):
        return []
    uid = UUID(event.stream.removeprefix(Concern.stream_prefix()))
    return list(Concern.objects.filter(uid=uid, source=SOURCE))


def _ends(event: Event) -> bool:
    """Whether an event of a concern answers it; a closing with a reason does when a superior agreed to it."""
    if event.kind == concerns.CHECKED.key:
        return bool(event.body["agrees"])
    return str(event.body["fate"]) == Fate.ANSWERED


def _to(event: Event) -> Audience:
    heard = frozenset(each.heard_by_id for each in _opinions(event) if each.heard_by_id is not None)
    return Audience(persons=heard) if heard else NOBODY


def _page(event: Event) -> Page:
    found = _opinions(event)
    return ("desk:deputy", {"uid": found[0].source_uid}) if found else ("desk:deputies", {})


def _sees(actor: Actor, events: Collection[Event]) -> set[int]:
    """Those about an opinion that the actor collected and sees, or about the matter that it became. One statement."""
    uids = {each.pk: UUID(each.stream.partition(":")[2]) for each in events}
    mine = Concern.objects.visible_to(actor).filter(source=SOURCE, heard_by_id=actor.person_id)
    found = mine.filter(Q(uid__in=uids.values()) | Q(matter__uid__in=uids.values()))
    known = {uid for pair in found.values_list("uid", "matter__uid") for uid in pair}
    return {pk for pk, uid in uids.items() if uid in known}


register(
    NoticeKind(
        key="deputies.answered",
        title=_("An opinion that you collected was answered"),
        on=(MOVED.key, concerns.FATED.key, concerns.CHECKED.key),
        to=_to,
        page=_page,
        sees=_sees,
    )
)
