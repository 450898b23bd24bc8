"""Reading publications, messages and where they stand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet

from yixian.access.actor import Actor
from yixian.access.declare import of_role
from yixian.access.models import Grant
from yixian.audit.models import Chain
from yixian.channels import conf
from yixian.channels.enums import STANDING_STILL, MessageState, State
from yixian.channels.models import (
    Delivery,
    Edition,
    Message,
    MessageQuerySet,
    Publication,
    PublicationQuerySet,
    Reply,
)
from yixian.notices.audiences import actors_near
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.places.models import Unit

PAGE = 30
RECEIVE = "channels.receive"
FEED = 40
STILL = Q(state__in=STANDING_STILL)
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, with the keys of the pages beside them (empty where there is none)."""

    rows: list[Row]
    newer: str
    older: str


@dataclass(frozen=True)
class Sheet:
    """Everything of a publication: its texts, newest first, with their deliveries; the text at work, if any."""

    publication: Publication
    editions: list[Edition]
    at_work: Edition | None

    @property
    def shown(self) -> Edition | None:
        """The text that a reader of this page looks at first."""
        return self.at_work or self.publication.current


def _page(rows: "QuerySet[Row]", column: str, after: str, before: str) -> Page[Row]:
    """One page by key, newest first. Raises ValueError for a key that is none."""
    if key := before or after:
        moment, _, pk = key.rpartition("_")
        beyond = "gt" if before else "lt"
        when = datetime.fromisoformat(moment)
        if when.tzinfo is None:
            return _page(rows, column, "", "")
        rows = rows.filter(Q(**{f"{column}__{beyond}": when}) | Q(**{column: when, f"pk__{beyond}": int(pk)}))
    sign = "" if before else "-"
    found = list(rows.order_by(f"{sign}{column}", f"{sign}pk")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    if before:
        found.reverse()
    first, last = (_key(found[0], column), _key(found[-1], column)) if found else ("", "")
    return Page(
        rows=found,
        newer=first if (before and more) or after else "",
        older=last if (not before and more) or before else "",
    )


def _key(row: Model, column: str) -> str:
    return f"{getattr(row, column).isoformat()}_{row.pk}"


def worked_on(
    actor: Actor, which: str, *, kind: str = "", after: str = "", before: str = ""
) -> Page[Publication]:
    """Publications that the actor works on. `which`: `review`, `draft`, `live`, `withdrawn`, `still` (of which a
    delivery needs somebody to look) or anything for all.

    One statement. Raises ValueError for a key that is none.
    """
    rows = _which(Publication.objects.open_to(actor), which).placed()
    if kind:
        rows = rows.filter(kind=kind)
    return _page(rows, "touched_at", after, before)


def _which(rows: PublicationQuerySet, which: str) -> PublicationQuerySet:
    return rows.filter(_of_list(which))


def _of_list(which: str) -> Q:
    conditions = {
        "still": Q(pk__in=Delivery.objects.filter(STILL).values("edition__publication")),
        "review": Q(pending=State.REVIEW),
        "draft": Q(pending=State.DRAFT),
        "live": Q(state=State.LIVE),
        "withdrawn": Q(state=State.WITHDRAWN),
    }
    return conditions.get(which, Q())


def counts(actor: Actor) -> dict[str, int]:
    """How many publications wait for a review, are being written, are live, stand still. One statement."""
    return Publication.objects.open_to(actor).aggregate(
        review=Count("pk", filter=Q(pending=State.REVIEW)),
        draft=Count("pk", filter=Q(pending=State.DRAFT)),
        live=Count("pk", filter=Q(state=State.LIVE)),
        still=Count("pk", filter=_of_list("still")),
    )


def sheet(actor: Actor, uid: UUID) -> Sheet:
    """A publication that the actor works on. Three statements. Raises Publication.DoesNotExist."""
    found = Publication.objects.open_to(actor).placed().get(uid=uid)
    rows = found.editions.select_related("author", "reviewer", "picture").defer("picture__content")
    editions = list(rows.prefetch_related("deliveries").order_by("-number"))
    at_work = next((each for each in editions if each.state in (State.DRAFT, State.REVIEW)), None)
    return Sheet(found, editions, at_work)


def dropped(uid: UUID) -> bool:
    """Whether a publication was dropped before it ever was out: of it the chain alone is left. One statement."""
    return Chain.objects.filter(stream=Publication(uid=uid).stream).exists()


def standing_still(actor: Actor) -> int:
    """How many deliveries of the actor's publications need somebody to look. One statement."""
    mine = Publication.objects.open_to(actor)
    return Delivery.objects.filter(STILL, edition__publication__in=mine).count()


def news(
    today: date, *, kind: str = "", unit: int | None = None, after: str = "", before: str = ""
) -> Page[Publication]:
    """What the website lists: published, in force, not run out; newest first. One statement.

    Raises ValueError for a key that is none.
    """
    rows = _public(conf.WEBSITE, today).filter(state=State.LIVE)
    rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today))
    if kind:
        rows = rows.filter(kind=kind)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return _page(rows, "published_at", after, before)


def news_item(uid: UUID, today: date) -> Publication:
    """One publication of the website, withdrawn ones too. One statement. Raises Publication.DoesNotExist."""
    return _public(conf.WEBSITE, today).get(uid=uid)


def feed(today: date, unit: int | None = None) -> list[Publication]:
    """What the feed holds, with `appeared_at`: what readers found last first, withdrawn ones among them. One statement."""
    rows = _public(conf.FEED, today)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return list(rows.appeared()[:FEED])


def changed(today: date, unit: int | None = None) -> datetime | None:
    """When the feed changed last: something was published, changed or withdrawn, or its day came. One statement."""
    rows = Publication.objects.shown(conf.FEED).filter(valid_from__lte=today)
    if unit is not None:
        rows = rows.filter(unit=unit)
    newest = rows.appeared().only("changed_at").first()
    return newest.appeared_at if newest else None


def _public(channel: str, today: date) -> PublicationQuerySet:
    rows = Publication.objects.shown(channel).filter(valid_from__lte=today)
    found = rows.select_related("unit", "current__picture")
    return found.defer("unit__boundary", "current__picture__content")


def inbox(actor: Actor, which: str, at: datetime, *, after: str = "", before: str = "") -> Page[Message]:
    """Messages of the actor's channels. `which`: `new`, `late`, `still` (an answer did not go back) or all.

    One statement.
    Raises ValueError for a key that is none.
    """
    rows = Message.objects.visible_to(actor).placed().filter(_waiting(which, at))
    return _page(rows.select_related("handled_by"), "received_at", after, before)


def _waiting(which: str, at: datetime) -> Q:
    new = Q(state=MessageState.NEW)
    still = Q(pk__in=Reply.objects.filter(STILL).values("message"))
    return {"new": new, "late": new & Q(due_at__lte=at), "still": still}.get(which, Q())


def inbox_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """How many messages wait, how many of them too long, and of how many an answer did not go back. One statement."""
    lists = {which: Count("pk", filter=_waiting(which, at)) for which in ("new", "late", "still")}
    return Message.objects.visible_to(actor).aggregate(**lists)


def keepers(on: date) -> QuerySet[Unit]:
    """Units at which somebody holds a post that takes up messages: a channel may be kept there."""
    roles = [role for role in Role if RECEIVE in of_role(role)]
    current = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    given = Grant.objects.filter(current, ability=RECEIVE).values("post")
    posts = Post.objects.on(on).filter(Q(role__in=roles) | Q(pk__in=given))
    return Unit.objects.on(on).filter(pk__in=posts.values("unit")).order_by("kind", "name", "pk")


def told_of(keeper: Unit | None, on: date) -> list[Actor]:
    """Who is told of what comes in by a channel that a unit keeps (the banner, if none). A few statements."""
    return actors_near(keeper or Unit.objects.defer("boundary").get(parent=None, until=None), RECEIVE, on)


def message(actor: Actor, uid: UUID) -> Message:
    """A message of the actor's channels. Raises Message.DoesNotExist."""
    rows: MessageQuerySet = Message.objects.visible_to(actor)
    joined = rows.select_related("unit", "concern__matter", "handled_by")
    return joined.defer("unit__boundary", "concern__words", "concern__matter__story").get(uid=uid)


def of_sender(actor: Actor, row: Message) -> list[Message]:
    """Other messages of the same sender by the same channel, newest first. One statement."""
    others = Message.objects.visible_to(actor).filter(sender_index=bytes(row.sender_index))
    return list(others.exclude(pk=row.pk).only("uid", "received_at", "state").order_by("-pk")[:10])
