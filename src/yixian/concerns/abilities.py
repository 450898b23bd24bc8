"""What somebody may do with what was heard."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

SUPERIORS = frozenset(
    {Role.GRID_HEAD, Role.STATION_OFFICER, Role.CENTRE_OFFICER, Role.MASS_WORK_CHIEF, Role.BANNER_LEADER}
)
HEARERS = SUPERIORS | {
    Role.GRID_WORKER,
    Role.MEDIATOR,
    Role.DEPARTMENT_OFFICER,
    Role.RESERVE_CADRE,
    Role.DEPUTY,
}

register(
    Ability(
        key="concerns.hear", title=_("Write down what people say, and bring it to its end"), roles=HEARERS
    )
)
register(
    Ability(
        key="concerns.see",
        title=_("See what was heard on one's ground"),
        roles=SUPERIORS | {Role.MEDIATOR, Role.DEPARTMENT_OFFICER},
    )
)
register(
    Ability(
        key="concerns.handle",
        title=_("Bring what others of the unit heard to its end"),
        roles=SUPERIORS | {Role.MEDIATOR, Role.DEPARTMENT_OFFICER},
    )
)
register(Ability(key="concerns.check", title=_("Check what was closed with a reason"), roles=SUPERIORS))
