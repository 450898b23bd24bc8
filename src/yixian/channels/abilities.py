"""What somebody may do with what is published and with what comes in."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

REVIEWERS = frozenset(
    {Role.STATION_OFFICER, Role.DEPARTMENT_OFFICER, Role.CENTRE_OFFICER, Role.MASS_WORK_CHIEF}
)

register(
    Ability(
        key="channels.write",
        title=_("Write what is published"),
        roles=REVIEWERS | {Role.GRID_HEAD, Role.MEDIATOR, Role.PETITION_OFFICER},
    )
)
register(Ability(key="channels.review", title=_("Review and withdraw what others publish"), roles=REVIEWERS))
register(
    Ability(
        key="channels.receive",
        title=_("Take up and answer what comes in by the channels"),
        roles=frozenset({Role.CENTRE_OFFICER, Role.MASS_WORK_CHIEF}),
    )
)
register(
    Ability(
        key="channels.administer",
        title=_("Switch channels on and enter their settings"),
        roles=frozenset({Role.SYSTEM_ADMIN}),
    )
)
