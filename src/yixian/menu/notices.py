"""What branches are told about the menu: that an item waits which one of their teams knows how to do."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.matters.events import MOVED
from yixian.matters.models import Matter
from yixian.menu.enums import ISSUED, WAITING
from yixian.menu.models import VolunteerTeam
from yixian.menu.procedures import SERVICE
from yixian.menu.queries import around
from yixian.notices.declare import NOBODY, Audience, NoticeKind, Page, register
from yixian.places.models import Unit


def _branches(event: Event) -> Audience:
    """The branches with a team for this kind of work that may claim it, when an item comes on the board."""
    body = event.body
    if body.get("procedure") != SERVICE.key or body.get("target") not in WAITING:
        return NOBODY
    able = VolunteerTeam.objects.able_on(timezone.localdate(event.at)).filter(
        skills__contains=[body["category"]]
    )
    if body["target"] == ISSUED:
        uid = UUID(hex=event.stream.removeprefix(Matter.stream_prefix()))
        place = Unit.objects.defer("boundary").get(pk=Matter.objects.values("place").get(uid=uid)["place"])
        able = able.filter(around(place))
    return Audience(units=frozenset(able.order_by().values_list("branch", flat=True)), ability="menu.claim")


def _board(_event: Event) -> Page:
    return "desk:menu_board", {}


def _sees(actor: Actor, events: Collection[Event]) -> set[int]:
    return {each.pk for each in events} if actor.may("menu.claim") else set()


register(
    NoticeKind(
        key="menu.claimable",
        title=_("An item waits to be claimed"),
        on=(MOVED.key,),
        to=_branches,
        page=_board,
        sees=_sees,
    )
)
