"""Reading joint communities: which there are, what belongs to them, and which village belongs to none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Least

from yixian.communities.models import Joining
from yixian.places.enums import UnitKind
from yixian.places.models import Unit, UnitQuerySet


@dataclass
class Community:
    """A joint community as it stands on a day; `offices` is empty where it has no joint office yet."""

    unit: Unit
    joinings: list[Joining] = field(default_factory=list)
    offices: list[Unit] = field(default_factory=list)

    @property
    def office(self) -> Unit | None:
        """Its joint office."""
        return self.offices[0] if self.offices else None

    @property
    def villages(self) -> list[Unit]:
        """The villages joined to it."""
        return [each.village for each in self.joinings]


def communities(on: date, only: Sequence[int] | None = None) -> list[Community]:
    """Every community to which a village is joined on a day, by town and code. Two statements.

    `only` names communities that are wanted, joined to or not.
    """
    rows = Joining.objects.on(on).select_related("village", "community__parent")
    if only is not None:
        rows = rows.filter(community__in=only)
    listed = rows.defer("village__boundary", "community__boundary", "community__parent__boundary")
    found: dict[int, Community] = {}
    if only is not None:
        units = Unit.objects.on(on).filter(pk__in=only, kind=UnitKind.COMMUNITY)
        named = units.select_related("parent").defer("boundary", "parent__boundary")
        found = {unit.pk: Community(unit) for unit in named}
    for each in listed.order_by("community__lineage", "village__code", "village_id"):
        found.setdefault(each.community_id, Community(each.community)).joinings.append(each)
    offices = Unit.objects.on(on).filter(kind=UnitKind.JOINT_OFFICE, parent__in=list(found))
    for office in offices.defer("boundary").order_by("pk"):
        found[office.parent_id or 0].offices.append(office)
    return list(found.values())


def community(pk: int, on: date) -> Community:
    """A community with its villages, also one to which none is joined. Raises Unit.DoesNotExist."""
    found = communities(on, only=[pk])
    if not found:
        raise Unit.DoesNotExist
    return found[0]


def unjoined(on: date) -> UnitQuerySet:
    """Villages that are joined to no community on a day."""
    return _villages(on).exclude(_is_joined(on))


def offered(on: date, ground: Sequence[int], chosen: int = 0) -> list[Unit]:
    """Villages of a ground that may be joined, and the one that was `chosen` before, by town and code. One statement."""
    rows = _villages(on).filter(~_is_joined(on) | Q(pk=chosen), lineage__overlap=list(ground))
    return list(rows.defer("boundary").order_by("lineage"))


def _villages(on: date) -> UnitQuerySet:
    return Unit.objects.on(on).filter(kind=UnitKind.VILLAGE)


def _is_joined(on: date) -> Q:
    return Q(Exists(Joining.objects.on(on).filter(village=OuterRef("pk"))))


@dataclass(frozen=True)
class Past:
    """A village that belonged to a community, until the day on which it was parted or one of the two ended."""

    village: Unit
    since: date
    until: date


def past(found: Community, on: date, most: int = 50) -> list[Past]:
    """What belonged to a community before a day, newest first. One statement."""
    rows = Joining.objects.filter(community=found.unit).annotate(left=Least("until", "village__until"))
    listed = rows.filter(left__lte=on).select_related("village").defer("village__boundary")
    return [
        Past(row.village, row.since, cast(Any, row).left) for row in listed.order_by("-left", "pk")[:most]
    ]


def of_village(village: Unit, on: date) -> Joining | None:
    """Where a village is joined on a day."""
    rows = Joining.objects.on(on).filter(village=village).select_related("community")
    return rows.defer("community__boundary").first()


def ground(found: Community) -> list[int]:
    """Ids of the community and its villages."""
    return [found.unit.pk, *(each.village_id for each in found.joinings)]


def outline(found: Sequence[Community], name: Any = None) -> list[dict[str, Any]]:
    """The land of joint communities as GeoJSON features, each named after the place and its community. One statement."""
    owner = {pk: each for each in found for pk in ground(each)}
    units = Unit.objects.filter(pk__in=owner, boundary__isnull=False).order_by("pk")
    return [
        {
            "type": "Feature",
            "geometry": boundary,
            "properties": {
                "name": f"{label} · {owner[pk].unit.name}",
                "href": name(owner[pk]) if name else "",
            },
        }
        for pk, label, boundary in units.values_list("pk", "name", "boundary")
    ]


def joined_villages(on: date) -> int:
    """How many villages are joined to a community on a day."""
    return Joining.objects.on(on).count()


def joint_communities(on: date) -> int:
    """To how many communities a village is joined on a day."""
    return Joining.objects.on(on).order_by().values("community").distinct().count()
