"""What somebody may do in the network."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

RUNNERS = frozenset(
    {Role.GRID_WORKER, Role.GRID_HEAD, Role.MEDIATOR, Role.STATION_OFFICER, Role.CENTRE_OFFICER}
)

register(
    Ability(
        key="network.keep",
        title=_("Keep services, opening hours and duty of an office"),
        roles=frozenset(
            {
                Role.GRID_HEAD,
                Role.MEDIATOR,
                Role.STATION_OFFICER,
                Role.DEPARTMENT_OFFICER,
                Role.CENTRE_OFFICER,
                Role.MASS_WORK_CHIEF,
            }
        ),
    )
)
register(Ability(key="errands.register", title=_("Take an errand for somebody"), roles=RUNNERS))
register(
    Ability(
        key="errands.handle",
        title=_("Accept, run, hand up or refuse an errand"),
        roles=RUNNERS | {Role.DEPARTMENT_OFFICER},
    )
)
