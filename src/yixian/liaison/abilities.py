"""What somebody may do in liaison. Whoever is assigned visits without an ability of their own."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

OVER_PLACES = frozenset(
    {Role.GRID_HEAD, Role.STATION_OFFICER, Role.CENTRE_OFFICER, Role.MASS_WORK_CHIEF, Role.BANNER_LEADER}
)

register(
    Ability(
        key="liaison.see",
        title=_("See who is assigned to places on one's ground, their visits and plans"),
        roles=OVER_PLACES | {Role.DEPARTMENT_OFFICER, Role.RESERVE_CADRE},
    )
)
register(
    Ability(
        key="liaison.keep",
        title=_("Assign leaders, departments and cadres to places"),
        roles=frozenset({Role.MASS_WORK_CHIEF}),
    )
)
register(
    Ability(
        key="liaison.plan",
        title=_("Keep the development plan of a place"),
        roles=frozenset({Role.GRID_HEAD, Role.STATION_OFFICER, Role.MASS_WORK_CHIEF}),
    )
)
