"""What somebody may do with gatherings."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

KEEPERS = frozenset(
    {
        Role.GRID_HEAD,
        Role.STATION_OFFICER,
        Role.DEPARTMENT_OFFICER,
        Role.CENTRE_OFFICER,
        Role.MASS_WORK_CHIEF,
        Role.BRANCH_SECRETARY,
        Role.RESERVE_CADRE,
    }
)

register(
    Ability(
        key="gatherings.see",
        title=_("See gatherings and their calendar"),
        roles=KEEPERS | {Role.GRID_WORKER, Role.MEDIATOR, Role.BANNER_LEADER, Role.DEPUTY, Role.LAWYER},
    )
)
register(
    Ability(key="gatherings.keep", title=_("Plan, announce, hold and publish gatherings"), roles=KEEPERS)
)
