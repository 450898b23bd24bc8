"""Reading petitions. Everything that shows one to an officer begins at `Matter.objects.visible_to`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from yixian.access.actor import Actor
from yixian.access.queries import ground_of
from yixian.kernel import sealed
from yixian.kernel.contact import InvalidPhone, normal_name, normal_phone
from yixian.matters.enums import OPEN_STATES, RUNNING_STATES, State
from yixian.matters.models import Matter, MatterQuerySet, Party
from yixian.people.models import Person, Post
from yixian.petitions.enums import Purpose, View
from yixian.petitions.models import Order, Petition, Request
from yixian.petitions.procedures import BODIES, PETITION
from yixian.places.enums import BODY_KINDS, UnitKind
from yixian.places.models import Unit
from yixian.rulebook.queries import book

DELIVERIES = ("delivery", "review_delivery", "rereview_delivery")
REVIEWS = ("review", "rereview")
HANDLED = ("handling", "suggestion", "duty", "accusation")
OFFICES = (UnitKind.PETITION_OFFICE, UnitKind.RECEPTION_CENTRE, UnitKind.BANNER)
COMPETENT = (UnitKind.DISCIPLINE, UnitKind.RECEPTION_CENTRE, UnitKind.BANNER)
"""Who receives a petition, and who an accusation, in the order in which one looks for an office that may have it."""
MOST_LIKELY = 5


@dataclass(frozen=True)
class Accused:
    """Units that an accusation is about, and the grounds that they and the persons named look after."""

    units: frozenset[int] = frozenset()
    grounds: frozenset[int] = frozenset()


def accused(units: Iterable[Unit], persons: Collection[int], on: date) -> Accused:
    """Whom an accusation is about: the units named, and where the persons named hold a post. One statement."""
    named = list(units)
    posts = Post.objects.on(on).filter(person__in=persons).select_related("unit").defer("unit__boundary")
    held = list(posts) if persons else []
    grounds = {each.lineage[-2] if each.kind in BODY_KINDS else each.pk for each in named}
    return Accused(
        frozenset({each.pk for each in named} | {post.unit_id for post in held}),
        frozenset(grounds | {ground_of(post) for post in held}),
    )


@dataclass(frozen=True)
class Receiving:
    """Where a petition is received and counted, who has it first, and who keeps sight of it."""

    place: Unit
    holder: Unit
    keepers: tuple[Unit, ...]


def receiving(by: Actor, purpose: Purpose, avoid: Collection[int], on: date) -> Receiving | None:
    """Who receives a petition: the officer's own unit, or the petition office; an accusation the competent office.

    Never a unit that it is about or one below it; None where no office of the banner may have it. One statement.
    """
    wanted = Q(kind__in={*OFFICES, *COMPETENT}) | Q(pk=by.unit_id or 0)
    found = list(Unit.objects.on(on).filter(wanted).defer("boundary").order_by("pk"))
    by_kind = {unit.kind: unit for unit in reversed(found)}
    here = next((unit for unit in found if unit.pk == by.unit_id), None)
    own = here if here is not None and here.kind in BODIES else None
    offices = [by_kind[kind] for kind in OFFICES if kind in by_kind]
    first = [by_kind[kind] for kind in COMPETENT if kind in by_kind]
    order = first if purpose is Purpose.ACCUSATION else [*([own] if own else []), *offices]
    holder = next((unit for unit in order if not set(unit.lineage) & set(avoid)), None)
    if holder is None:
        return None
    office = by_kind.get(UnitKind.PETITION_OFFICE)
    keeps = office is not None and office.pk != holder.pk and not set(office.lineage) & set(avoid)
    return Receiving(here or office or offices[0], holder, (office,) if office and keeps else ())


def persons_named(name: str, on: date) -> list[int]:
    """Ids of the people in office whose name somebody wrote down. One statement."""
    plain = name.strip()
    if not plain:
        return []
    held = Post.objects.on(on).filter(person__name=plain)
    return sorted(set(held.values_list("person_id", flat=True)))


def details(matter: Matter) -> Petition | None:
    """How a petition was raised; None for one that came over from another procedure. One statement."""
    rows = Petition.objects.select_related("where", "repeats").defer("where__boundary")
    return rows.filter(matter=matter).first()


def requests_of(matter: Matter) -> list[Request]:
    """What it asks for, in order. One statement."""
    return list(Request.objects.filter(matter=matter).order_by("number"))


def orders_of(matter: Matter) -> list[Order]:
    """Its supervision orders, oldest first. One statement."""
    rows = Order.objects.select_related("unit", "office").defer("unit__boundary", "office__boundary")
    return list(rows.filter(matter=matter))


def repeated(
    actor: Actor,
    *,
    phone: str,
    name: str,
    category: str,
    where: Unit,
    at: datetime,
    but: Matter | None = None,
) -> list[Matter]:
    """Petitions that one being registered may repeat: same person, and same kind or place, within the rule's time.

    Within what the actor may see, newest first. One statement beside the rule's.
    """
    person = _person(phone, name)
    if person is None:
        return []
    since = book(timezone.localdate(at)).back("petition.repeat", at)
    parts = Party.objects.filter(person).values("matter_id")
    same = Q(category=category) | Q(petition__where=where)
    rows = Matter.objects.visible_to(actor).placed().filter(same, procedure=PETITION.key, pk__in=parts)
    rows = rows.filter(raised_at__gte=since).exclude(state=State.MERGED)
    return list((rows.exclude(pk=but.pk) if but else rows).order_by("-raised_at")[:MOST_LIKELY])


def repeated_by(actor: Actor, matter: Matter, petition: Petition, at: datetime) -> list[Matter]:
    """Petitions that a registered one may repeat, found by who raised it. Two statements beside the rule's."""
    raiser = Party.objects.filter(matter=matter).values("resident__phone_index", "resident__name_index")[:1]
    found = list(raiser)
    if not found:
        return []
    indexes = found[0]
    person = _indexed(bytes(indexes["resident__phone_index"]), bytes(indexes["resident__name_index"]))
    if person is None:
        return []
    since = book(timezone.localdate(at)).back("petition.repeat", matter.raised_at)
    same = Q(category=matter.category) | Q(petition__where=petition.where_id)
    parts = Party.objects.filter(person).values("matter_id")
    rows = Matter.objects.visible_to(actor).placed().filter(same, procedure=PETITION.key, pk__in=parts)
    rows = rows.filter(raised_at__gte=since, pk__lt=matter.pk)
    return list(rows.exclude(state=State.MERGED).order_by("-raised_at")[:MOST_LIKELY])


def _person(phone: str, name: str) -> Q | None:
    try:
        by_phone = sealed.index("phone", normal_phone(phone)) if phone else b""
    except InvalidPhone:
        by_phone = b""
    return _indexed(by_phone, sealed.index("name", normal_name(name)) if name.strip() else b"")


def _indexed(phone: bytes, name: bytes) -> Q | None:
    """Parties with this telephone number, or with this name; None where neither is known."""
    condition = Q()
    if phone:
        condition |= Q(resident__phone_index=phone)
    if name:
        condition |= Q(resident__name_index=name)
    return condition or None


def board(actor: Actor, view: View) -> MatterQuerySet:
    """The petitions of a view with the place that each concerns, within what the actor may see."""
    rows = Matter.objects.visible_to(actor).filter(_in_view(view), procedure=PETITION.key)
    return rows.select_related("petition__where").defer("petition__where__boundary", "petition__reported")


def concerns(matter: Matter) -> str:
    """The name of the place that a petition of `board` concerns; that of its own where it came from elsewhere."""
    petition: Petition | None = getattr(matter, "petition", None)
    return petition.where.name if petition else matter.place.name


def counts(actor: Actor, at: datetime) -> Mapping[str, int]:
    """How many petitions each view of the list holds, and how many of them are late. One statement."""
    views = [view for view in View if view not in (View.ENDED, View.ALL)]
    rows = Matter.objects.visible_to(actor).filter(procedure=PETITION.key, state__in=RUNNING_STATES)
    late = {f"{view.value}_late": Count("pk", filter=_in_view(view) & Q(due_at__lte=at)) for view in views}
    return rows.aggregate(**{view.value: Count("pk", filter=_in_view(view)) for view in views}, **late)


def _in_view(view: View) -> Q:
    found = {
        View.ALL: Q(state__in=OPEN_STATES),
        View.NEW: Q(state=State.WORK, step="registered"),
        View.HANDLED: Q(state=State.WORK, step__in=HANDLED),
        View.DELIVERY: Q(state=State.WORK, step__in=DELIVERIES),
        View.REVIEW: Q(state=State.WORK, step__in=REVIEWS),
        View.WAITING: Q(state=State.WAITING),
        View.ENDED: Q(state__in=(State.END, State.MERGED)),
    }
    return found[view]


ORDERS_SHOWN = 50


def orders(actor: Actor, *, done: bool, after: int | None = None) -> Sequence[Order]:
    """Supervision orders of what an actor may see, soonest due first, those replied to newest first. One statement.

    `after` is the last order of the page before. One more than a page is given where there is one.
    """
    seen = Matter.objects.visible_to(actor).order_by().values("pk")
    rows = Order.objects.filter(matter__in=seen, replied_at__isnull=not done)
    rows = rows.select_related("matter__place", "unit", "office")
    rows = rows.defer("matter__story", "matter__place__boundary", "unit__boundary", "office__boundary")
    if after is not None:
        last = Order.objects.filter(pk=after).values("due_at", "pk").first()
        if last is not None:
            due, pk = last["due_at"], last["pk"]
            beyond = (
                Q(due_at__lt=due) | Q(due_at=due, pk__lt=pk)
                if done
                else Q(due_at__gt=due) | Q(due_at=due, pk__gt=pk)
            )
            rows = rows.filter(beyond)
    return list(rows.order_by(*(("-due_at", "-pk") if done else ("due_at", "pk")))[: ORDERS_SHOWN + 1])


def staff_with(matter: Matter, on: date) -> list[Person]:
    """People of the unit that has a petition, of whom one may have to step aside. One statement."""
    held = Post.objects.on(on).filter(unit=matter.holder_id)
    return list(Person.objects.filter(posts__in=held, is_active=True).distinct().order_by("name", "pk"))
