"""What somebody may do with leaders' cases and with teams."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

register(
    Ability(
        key="teams.sponsor",
        title=_("Put a matter under a leader"),
        roles=frozenset({Role.MASS_WORK_CHIEF, Role.CENTRE_OFFICER}),
    )
)
register(Ability(key="teams.lead", title=_("Lead a case"), roles=frozenset({Role.BANNER_LEADER})))
register(
    Ability(
        key="teams.undertake",
        title=_("Undertake or assist with a leader's case"),
        roles=frozenset(
            {Role.STATION_OFFICER, Role.DEPARTMENT_OFFICER, Role.MEDIATOR, Role.GRID_HEAD, Role.GRID_WORKER}
        ),
    )
)
register(
    Ability(
        key="teams.keep",
        title=_("Keep joint working groups and livelihood teams"),
        roles=frozenset({Role.MASS_WORK_CHIEF, Role.STATION_OFFICER}),
    )
)
