"""The figures of the method, computed from records, under the keys by which they are reported."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.measures.queries import figure, figures
from yixian.method.register import mechanisms
from yixian.people.enums import GRID_STAFF
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.procedures.language import Text


@dataclass(frozen=True)
class Period:
    """A span of days; `until` is not in it. Registers are counted as they stand on its last day."""

    since: date
    until: date

    @property
    def last(self) -> date:
        """The last day."""
        return date.fromordinal(self.until.toordinal() - 1)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure: what it is called, how it is computed, and on what it opens: a measure, or units of some kinds."""

    title: Text
    compute: Callable[[Period], int]
    measure: str = ""
    kinds: tuple[UnitKind, ...] = ()


def _units(title: Text, *kinds: UnitKind) -> Figure:
    return Figure(
        title=title,
        kinds=kinds,
        compute=lambda period: Unit.objects.on(period.last).filter(kind__in=kinds).count(),
    )


def _counted(title: Text, key: str) -> Figure:
    return Figure(
        title=title, measure=key, compute=lambda period: figure(key, None, period.since, period.until)
    )


def _grid_staff(period: Period) -> int:
    """Persons with a post at a grid, each counted once."""
    posts = Post.objects.on(period.last).filter(role__in=GRID_STAFF)
    return posts.values("person_id").distinct().count()


FIGURES: dict[str, Figure] = {
    "towns": _units(_("towns"), UnitKind.TOWN),
    "departments": _units(_("departments"), UnitKind.DEPARTMENT),
    "villages_and_communities": _units(_("villages and communities"), UnitKind.VILLAGE, UnitKind.COMMUNITY),
    "disputes_accepted": _counted(_("disputes accepted"), "disputes.accepted"),
    "disputes_resolved": _counted(_("disputes resolved"), "disputes.resolved"),
    "households_visited_at_least": _counted(_("households visited"), "teams.households"),
    "longstanding_problems_settled": _counted(_("long-standing problems settled"), "teams.settled"),
    "town_stations": _units(_("town stations"), UnitKind.STATION),
    "department_stations": _units(_("department stations"), UnitKind.DEPARTMENT_STATION),
    "village_rooms": _units(_("village rooms"), UnitKind.ROOM),
    "grids_first_level": _units(_("grids of the first level"), UnitKind.GRID1),
    "grids_second_level": _units(_("grids of the second level"), UnitKind.GRID2),
    "grids_third_level": _units(_("grids of the third level"), UnitKind.GRID3),
    "grid_staff": Figure(title=_("grid staff"), compute=_grid_staff),
}


def report(period: Period) -> dict[str, dict[str, int]]:
    """Every figure that there is of each mechanism, by the mechanism's number."""
    return {
        each.id: {key: FIGURES[key].compute(period) for key in each.figures}
        for each in mechanisms()
        if each.figures
    }


def splits(period: Period) -> dict[str, dict[str, dict[str, int]]]:
    """What a mechanism reports part by part, such as by body or by way out, by the mechanism's number. One statement each."""
    return {
        each.id: {key: _parts(measure, period) for key, measure in each.splits}
        for each in mechanisms()
        if each.splits
    }


def _parts(measure: str, period: Period) -> dict[str, int]:
    found = figures([measure], None, period.since, period.until)[measure]
    return {part: value for part, value in sorted(found.items()) if value}
