"""The figures of the method, computed from records, under the keys by which they are reported."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from yixian.board.queries import late_on
from yixian.communities import queries as communities
from yixian.deputies.models import Deputy
from yixian.diary.queries import owing_everywhere
from yixian.gatherings import enums as gatherings
from yixian.liaison.enums import Kind
from yixian.liaison.models import Liaison
from yixian.measures.queries import figure, figures, stock
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


def _held(title: Text, key: str, kinds: Collection[gatherings.Kind]) -> Figure:
    """Of a measure of gatherings: what it counted of some kinds."""
    return Figure(
        title=title,
        measure=key,
        compute=lambda period: sum(figure(key, None, period.since, period.until, kind) for kind in kinds),
    )


def _standing(title: Text, key: str) -> Figure:
    """What is there on the last day."""
    return Figure(title=title, measure=key, compute=lambda period: stock(key, None, period.last))


def _assigned(title: Text, kind: Kind, column: str) -> Figure:
    """Of the assignments in force on the last day: how many different ones stand in a column."""
    return Figure(
        title=title,
        measure="liaison.assigned",
        compute=lambda period: (
            Liaison.objects.on(period.last)
            .filter(kind=kind)
            .aggregate(number=Count(column, distinct=True))["number"]
        ),
    )


def _grid_staff(period: Period) -> int:
    """Persons with a post at a grid, each counted once."""
    posts = Post.objects.on(period.last).filter(role__in=GRID_STAFF)
    return posts.values("person_id").distinct().count()


FIGURES: dict[str, Figure] = {
    "diary_entries_owing": Figure(
        title=_("diary entries that owe an end now"),
        measure="concerns.owing",
        compute=lambda _period: owing_everywhere(),
    ),
    "county_leaders": _assigned(_("county-level leaders assigned"), Kind.LEADER, "post__person"),
    "towns": _assigned(_("towns with leaders assigned"), Kind.LEADER, "place"),
    "departments_paired": _assigned(_("departments paired"), Kind.DEPARTMENT, "unit"),
    "villages_and_communities_paired": _assigned(
        _("villages and communities paired"), Kind.DEPARTMENT, "place"
    ),
    "reserve_cadres_stationed": _assigned(_("reserve cadres stationed"), Kind.STATIONED, "post__person"),
    "volunteer_teams": _standing(_("volunteer teams"), "menu.teams"),
    "member_volunteers": _standing(_("members on volunteer teams"), "menu.volunteers"),
    "items_claimed": _counted(_("items claimed"), "menu.claimed"),
    "items_concluded": _counted(_("items carried out"), "menu.concluded"),
    "matters_put_on_the_board": _counted(_("matters put on the public board"), "board.put_up"),
    "overdue_on_the_board": Figure(
        title=_("matters on the public board overdue at the end"),
        compute=lambda period: late_on(period.last),
    ),
    "open_days_held": _held(_("open days held"), "gatherings.held", gatherings.OPEN_DAYS),
    "people_at_open_days": _held(
        _("people who came to open days"), "gatherings.reached", gatherings.OPEN_DAYS
    ),
    "questions_at_gatherings": Figure(
        title=_("questions raised at gatherings"),
        measure="concerns.heard",
        compute=lambda period: figure("concerns.heard", None, period.since, period.until, "gathering"),
    ),
    "deputies_gatherings_held": _held(
        _("meetings, hearings and visits of deputies"), "gatherings.held", gatherings.DEPUTIES
    ),
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
    "villages_joined": Figure(
        title=_("villages joined"), compute=lambda period: communities.joined_villages(period.last)
    ),
    "joint_communities": Figure(
        title=_("joint communities"), compute=lambda period: communities.joint_communities(period.last)
    ),
    "deputies_in_office": Figure(
        title=_("delegates, deputies and members"),
        compute=lambda period: Deputy.objects.on(period.last).count(),
    ),
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
