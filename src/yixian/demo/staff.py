"""Who holds which post in the demonstration, in the numbers of the year 2013."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from uuid import UUID

from yixian.demo.tree import BANNER, TOWNS, Tree, uid
from yixian.demo.words import data, personal_names
from yixian.people.enums import Role
from yixian.places.enums import UnitKind

GRID_STAFF = 765
GRID_HEADS = 84
COUNTY_LEADERS = 45
MOST_IN_A_GRID = 4
MEDIATORS_IN_A_ROOM = 2
OFFICERS_OF_A_STATION = 5
OFFICERS_OF_THE_CENTRE = 6
DEPUTIES_OF_A_TOWN = 8
INTERVIEWERS = 6
SPECIALISED: dict[UnitKind, tuple[Role, int]] = {
    UnitKind.LAND_ARBITRATION: (Role.ARBITRATOR, 3),
    UnitKind.LABOUR_ARBITRATION: (Role.ARBITRATOR, 3),
    UnitKind.TRAFFIC_COMMITTEE: (Role.MEDIATOR, 3),
    UnitKind.MEDICAL_COMMITTEE: (Role.MEDIATOR, 3),
    UnitKind.POLICE_MEDIATION: (Role.MEDIATOR, 2),
    UnitKind.COURT_DESK: (Role.MEDIATOR, 2),
    UnitKind.LAWYER: (Role.LAWYER, 1),
    UnitKind.PETITION_OFFICE: (Role.PETITION_OFFICER, 4),
    UnitKind.REVIEW_OFFICE: (Role.PETITION_OFFICER, 2),
    UnitKind.DISCIPLINE: (Role.DISCIPLINE_OFFICER, 3),
}
"""Who stands at the bodies with a task of their own, and how many."""

CAST = {
    "grid": Role.GRID_WORKER,
    "secretary": Role.GRID_HEAD,
    "mediator": Role.MEDIATOR,
    "station": Role.STATION_OFFICER,
    "department": Role.DEPARTMENT_OFFICER,
    "petitions": Role.PETITION_OFFICER,
    "arbitrator": Role.ARBITRATOR,
    "medic": Role.MEDIATOR,
    "lawyer": Role.LAWYER,
    "discipline": Role.DISCIPLINE_OFFICER,
    "chief": Role.MASS_WORK_CHIEF,
    "centre": Role.CENTRE_OFFICER,
    "leader": Role.BANNER_LEADER,
    "reserve": Role.RESERVE_CADRE,
    "deputy": Role.DEPUTY,
    "interviewer": Role.INTERVIEWER,
    "stranger": Role.GRID_WORKER,
    "system": Role.SYSTEM_ADMIN,
    "security": Role.SECURITY_ADMIN,
    "auditor": Role.AUDIT_ADMIN,
}
"""Who can sign in, and as what, in the order in which they are shown."""

LATE_CAST = {"branch": Role.BRANCH_SECRETARY, "joint": Role.STATION_OFFICER}
"""Who can sign in too, of offices that are founded with the year's registers."""


@dataclass(frozen=True)
class Appointment:
    """A person, the post they hold and how they sign in; only the named cast has a password."""

    username: str
    name: str
    role: Role
    unit: UUID
    cast: bool = False


def appoint(rng: Random, tree: Tree) -> list[Appointment]:
    """Return every post and who holds it; names and sign-in names are all different."""
    names = personal_names(rng)
    cast = {(role, unit): username for username, role, unit in named_cast(tree)}
    made = []
    for number, (role, unit) in enumerate(_posts(rng, tree), 1):
        username = cast.pop((role, unit), "")
        made.append(Appointment(username or f"u{number:04d}", next(names), role, unit, bool(username)))
    return made


def named_cast(tree: Tree) -> list[tuple[str, Role, UUID]]:
    """Return sign-in name, role and unit of those of `CAST`.

    The village of the cast is the first one with a room outside the seat of its town; the stranger works in
    a grid of another town.
    """
    home = next(v for v in tree.villages if v.room and v.kind == UnitKind.VILLAGE)
    far = next(v for v in tree.villages if v.town != home.town and v.kind == UnitKind.VILLAGE)
    town = TOWNS[home.town][1]
    department = next(name for name in data("departments")["with_station"] if "农牧" in name)
    at = {
        "grid": home.grids[0].uid,
        "secretary": home.uid,
        "reserve": home.uid,
        "mediator": home.room or home.uid,
        "station": uid("station", town),
        "department": uid("department", department),
        "petitions": uid(UnitKind.PETITION_OFFICE),
        "arbitrator": uid(UnitKind.LAND_ARBITRATION),
        "medic": uid(UnitKind.MEDICAL_COMMITTEE),
        "lawyer": uid(UnitKind.LAWYER),
        "discipline": uid(UnitKind.DISCIPLINE),
        "chief": _mass_work(),
        "centre": uid("centre"),
        "deputy": uid("town", town),
        "stranger": far.grids[0].uid,
    }
    return [(username, role, at.get(username, BANNER)) for username, role in CAST.items()]


def _mass_work() -> UUID:
    return uid("department", data("departments")["mass_work"])


def _posts(rng: Random, tree: Tree) -> Iterator[tuple[Role, UUID]]:
    yield from ((Role.BANNER_LEADER, BANNER) for _ in range(COUNTY_LEADERS))
    yield from ((role, BANNER) for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN))
    yield Role.MASS_WORK_CHIEF, _mass_work()
    yield from ((Role.CENTRE_OFFICER, uid("centre")) for _ in range(OFFICERS_OF_THE_CENTRE))
    yield from ((Role.INTERVIEWER, BANNER) for _ in range(INTERVIEWERS))
    yield from ((Role.DEPARTMENT_OFFICER, unit.uid) for unit in tree.of_kind(UnitKind.DEPARTMENT))
    for kind, (role, count) in SPECIALISED.items():
        yield from ((role, uid(kind)) for _ in range(count))
    for _name, code, _centre in TOWNS:
        for kind in (UnitKind.JUDICIAL_OFFICE, UnitKind.MEDIATION_COMMITTEE):
            yield from ((Role.MEDIATOR, uid(kind, code)) for _ in range(MEDIATORS_IN_A_ROOM))
        yield from ((Role.STATION_OFFICER, uid("station", code)) for _ in range(OFFICERS_OF_A_STATION))
        yield from ((Role.DEPUTY, uid("town", code)) for _ in range(DEPUTIES_OF_A_TOWN))
    for village in tree.villages:
        yield Role.GRID_HEAD, village.uid
        yield Role.RESERVE_CADRE, village.uid
        if village.room:
            yield from ((Role.MEDIATOR, village.room) for _ in range(MEDIATORS_IN_A_ROOM))
    yield from ((Role.GRID_WORKER, grid) for grid in _manned(rng, tree))


def _manned(rng: Random, tree: Tree) -> list[UUID]:
    """Every third-level grid as often as it has workers: one at least, the rest dealt out by lot."""
    grids = [grid.uid for village in tree.villages for grid in village.grids]
    count = dict.fromkeys(grids, 1)
    while sum(count.values()) < GRID_STAFF - GRID_HEADS:
        chosen = rng.choice(grids)
        count[chosen] += count[chosen] < MOST_IN_A_GRID
    return [grid for grid, workers in count.items() for _ in range(workers)]
