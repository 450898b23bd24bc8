"""Who is on the teams and leads the cases of the demonstration, and words that both use."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from yixian.demo.plan import PlannedDispute
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

CASES_SETTLED, CASES_OPEN = 6, 6
DEPARTMENTS = ("司法", "人力资源", "民政", "农牧", "公安", "自然资源", "水利", "住房", "信访", "卫生")
"""Whose officers are on the joint group: the first six of these that the banner has."""
PLANS = (
    "先查清合同和四至，再逐户走访，最后一起签字。",
    "摸清来龙去脉，请老人作证，分两步谈。",
    "先解决生活困难，再谈补偿办法。",
)
RESULTS = ("双方签字，界桩埋好，回访无反复。", "补偿款已付清，当事人表示满意。", "按协议履行完毕，邻里和好。")
HEARD = (
    "老人说只要把话说开就行。",
    "孩子上学缺钱，盼着早点有个结果。",
    "愿意让一步，希望有人见证。",
    "对测量结果有疑问，想再看一次图。",
)

Step = tuple[datetime, int, str, Callable[[], object]]


def closed_at(planned: PlannedDispute) -> datetime | None:
    """When the resident was content at last."""
    return next((move.at for move in reversed(planned.moves) if move.key == "content"), None)


class Crew:
    """Who acts: the chief, the leaders, officers of the stations, and who is on the teams."""

    def __init__(self, matters: Mapping[UUID, Matter]) -> None:
        self.matters = matters
        wanted = (
            Role.MASS_WORK_CHIEF,
            Role.BANNER_LEADER,
            Role.DEPARTMENT_OFFICER,
            Role.STATION_OFFICER,
            Role.DEPUTY,
        )
        held = Post.objects.filter(role__in=wanted).exclude(unit__kind=UnitKind.JOINT_OFFICE)
        posts = held.select_related("person", "unit").defer("unit__boundary")
        self.posts: dict[str, list[Post]] = {role: [] for role in wanted}
        for post in posts.order_by("pk"):
            self.posts[post.role].append(post)
        self.chief = self.posts[Role.MASS_WORK_CHIEF][0]
        units = Unit.objects.defer("boundary").filter(
            kind__in=(UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY)
        )
        self.units = {unit.pk: unit for unit in units}
        self.towns = sorted(
            (unit for unit in self.units.values() if unit.kind == UnitKind.TOWN), key=lambda unit: unit.code
        )

    def of_town(self, role: Role, town: Unit) -> list[Post]:
        """Posts of a role in a town."""
        return [post for post in self.posts[role] if town.pk in post.unit.lineage]

    def joined_up(self) -> list[Post]:
        """The department officers on the joint group, from six departments."""
        found: dict[str, Post] = {}
        for word in DEPARTMENTS:
            for post in self.posts[Role.DEPARTMENT_OFFICER]:
                if word in post.unit.name:
                    found.setdefault(post.unit.name, post)
                    break
        spare = {post.unit.name: post for post in self.posts[Role.DEPARTMENT_OFFICER]}
        return list({**found, **{name: post for name, post in spare.items() if name not in found}}.values())[
            :6
        ]

    def matter(self, planned: PlannedDispute) -> Matter:
        """The matter of a dispute as it stands."""
        return Matter.objects.placed().get(pk=self.matters[planned.uid].pk)

    def leader(self, turn: int) -> Post:
        """Who leads the case of this turn: the leader who can sign in every third time."""
        return self.posts[Role.BANNER_LEADER][0 if turn % 3 == 0 else 1 + turn % 5]
