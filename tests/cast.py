"""The named cast, and the small banner that it lives in."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password

from yixian.access.actor import Actor
from yixian.access.queries import actor_for
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.places import actions
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

PASSWORD = "grass-grows-quietly"
SINCE = date(2020, 1, 1)
NOON = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
"""A Wednesday, noon in the banner."""
TODAY = NOON.date()

ROLES: dict[str, tuple[Role, str]] = {
    "grid": (Role.GRID_WORKER, "grid"),
    "secretary": (Role.GRID_HEAD, "village"),
    "mediator": (Role.MEDIATOR, "room"),
    "station": (Role.STATION_OFFICER, "station"),
    "department": (Role.DEPARTMENT_OFFICER, "department"),
    "chief": (Role.MASS_WORK_CHIEF, "mass_work"),
    "centre": (Role.CENTRE_OFFICER, "centre"),
    "arbitrator": (Role.ARBITRATOR, "land"),
    "petitions": (Role.PETITION_OFFICER, "petition_office"),
    "discipline": (Role.DISCIPLINE_OFFICER, "discipline_commission"),
    "lawyer": (Role.LAWYER, "lawyer_office"),
    "medic": (Role.MEDIATOR, "medical"),
    "branch": (Role.BRANCH_SECRETARY, "branch"),
    "joint": (Role.STATION_OFFICER, "joint_office"),
    "reserve": (Role.RESERVE_CADRE, "village"),
    "leader": (Role.BANNER_LEADER, "banner"),
    "deputy": (Role.DEPUTY, "town"),
    "interviewer": (Role.INTERVIEWER, "banner"),
    "stranger": (Role.GRID_HEAD, "other_village"),
    "system": (Role.SYSTEM_ADMIN, "banner"),
    "security": (Role.SECURITY_ADMIN, "banner"),
    "auditor": (Role.AUDIT_ADMIN, "banner"),
}
"""Who is who: role and the unit of their post."""


@dataclass
class World:
    """A banner of two towns and three villages, and the people who hold posts in it."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["units"][name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str, on: date = TODAY) -> Actor:
        """The actor that somebody of the cast is on a day."""
        return actor_for(self.people[name], on)


def build() -> World:
    """Found the banner and appoint the cast."""
    world = World()
    rows = (
        ("banner", UnitKind.BANNER, "前旗", "", "150623000000"),
        ("mass_work", UnitKind.DEPARTMENT, "群众工作部", "banner", ""),
        ("department", UnitKind.DEPARTMENT, "农牧局", "banner", ""),
        ("branch", UnitKind.BRANCH, "农牧局党支部", "department", ""),
        ("centre", UnitKind.RECEPTION_CENTRE, "联合接访中心", "banner", ""),
        ("banner_meeting", UnitKind.BANNER_MEETING, "旗党政联席会议", "banner", ""),
        ("land", UnitKind.LAND_ARBITRATION, "农村牧区土地草牧场承包仲裁委员会", "banner", ""),
        ("labour", UnitKind.LABOUR_ARBITRATION, "劳动人事争议仲裁委员会", "banner", ""),
        ("traffic", UnitKind.TRAFFIC_COMMITTEE, "交通事故损害赔偿调解委员会", "banner", ""),
        ("medical", UnitKind.MEDICAL_COMMITTEE, "医疗纠纷人民调解委员会", "banner", ""),
        ("police", UnitKind.POLICE_MEDIATION, "警司联调室", "banner", ""),
        ("petition_office", UnitKind.PETITION_OFFICE, "信访局", "banner", ""),
        ("review_office", UnitKind.REVIEW_OFFICE, "信访事项复查复核办公室", "banner", ""),
        ("discipline_commission", UnitKind.DISCIPLINE, "纪委监委", "banner", ""),
        ("lawyer_office", UnitKind.LAWYER, "驻旗律师", "banner", ""),
        ("court", UnitKind.COURT_DESK, "人民法院诉前调解室", "banner", ""),
        ("town", UnitKind.TOWN, "南镇", "banner", "150623100000"),
        ("committee", UnitKind.MEDIATION_COMMITTEE, "南镇人民调解委员会", "town", ""),
        ("judicial", UnitKind.JUDICIAL_OFFICE, "南镇司法所", "town", ""),
        ("station", UnitKind.STATION, "南镇群众工作站", "town", ""),
        ("town_meeting", UnitKind.TOWN_MEETING, "南镇党政联席会议", "town", ""),
        ("village", UnitKind.VILLAGE, "泉水嘎查", "town", "150623100200"),
        ("room", UnitKind.ROOM, "泉水嘎查群众工作室", "village", ""),
        ("assembly", UnitKind.ASSEMBLY, "泉水嘎查村民代表会议", "village", ""),
        ("grid", UnitKind.GRID3, "泉水嘎查一组网格", "village", ""),
        ("bare_village", UnitKind.VILLAGE, "远山嘎查", "town", "150623100201"),
        ("community", UnitKind.COMMUNITY, "河东社区", "town", "150623100001"),
        ("joint_office", UnitKind.JOINT_OFFICE, "河东联合社区服务站", "community", ""),
        ("other_town", UnitKind.TOWN, "北镇", "banner", "150623101000"),
        ("other_station", UnitKind.STATION, "北镇群众工作站", "other_town", ""),
        ("other_village", UnitKind.VILLAGE, "柳林村", "other_town", "150623101200"),
    )
    uids = {name: uuid4() for name, *_rest in rows}
    made = actions.found_many(
        by=None,
        at=NOON,
        units=[
            actions.NewUnit(
                uid=uids[name], kind=kind, name=title, since=SINCE, above=uids.get(parent), code=code
            )
            for name, kind, title, parent, code in rows
        ],
    )
    world.units = {name: made[uid] for name, uid in uids.items()}
    secret = make_password(PASSWORD)
    people = Person.objects.bulk_create(
        Person(username=name, password=secret, name=name.title()) for name in ROLES
    )
    world.people = {person.username: person for person in people}
    Post.objects.bulk_create(
        Post(person=world.people[name], unit=world.units[unit], role=role, since=SINCE)
        for name, (role, unit) in ROLES.items()
    )
    return world
