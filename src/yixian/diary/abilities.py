"""What somebody may do with the diary."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

SUPERVISORS = frozenset({Role.GRID_HEAD, Role.STATION_OFFICER, Role.MASS_WORK_CHIEF})

register(
    Ability(
        key="diary.keep",
        title=_("Keep a public-concern diary"),
        roles=SUPERVISORS
        | {
            Role.GRID_WORKER,
            Role.MEDIATOR,
            Role.DEPARTMENT_OFFICER,
            Role.CENTRE_OFFICER,
            Role.RESERVE_CADRE,
            Role.BANNER_LEADER,
        },
    )
)
register(
    Ability(
        key="diary.supervise",
        title=_("Read the diaries of those who work on one's ground"),
        roles=SUPERVISORS,
    )
)
