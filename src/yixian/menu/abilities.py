"""What somebody may do with the service menu."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

FRONT = frozenset(
    {Role.GRID_WORKER, Role.GRID_HEAD, Role.MEDIATOR, Role.STATION_OFFICER, Role.CENTRE_OFFICER}
)

register(
    Ability(
        key="menu.see",
        title=_("See the menus, the board of what waits, and the teams"),
        roles=FRONT
        | {
            Role.BRANCH_SECRETARY,
            Role.DEPARTMENT_OFFICER,
            Role.MASS_WORK_CHIEF,
            Role.BANNER_LEADER,
            Role.RESERVE_CADRE,
        },
    )
)
register(Ability(key="menu.register", title=_("Sign an item of the menu for somebody"), roles=FRONT))
register(
    Ability(
        key="menu.keep",
        title=_("Keep the menu of a place, and issue what residents signed"),
        roles=frozenset({Role.GRID_HEAD, Role.MEDIATOR, Role.STATION_OFFICER, Role.MASS_WORK_CHIEF}),
    )
)
register(
    Ability(
        key="menu.claim",
        title=_("Claim an item for a branch, or name one in the town"),
        roles=frozenset({Role.BRANCH_SECRETARY, Role.STATION_OFFICER}),
    )
)
register(
    Ability(
        key="menu.release",
        title=_("Hand back what a branch claimed, so that another can, and dissolve its teams"),
        roles=frozenset({Role.BRANCH_SECRETARY, Role.STATION_OFFICER, Role.MASS_WORK_CHIEF}),
    )
)
register(
    Ability(
        key="menu.work",
        title=_("Lead volunteer teams and carry out what they claimed"),
        roles=frozenset({Role.BRANCH_SECRETARY}),
    )
)
