"""What somebody may do at a fair. Whoever keeps the gathering opens it, sets up stalls, and closes it."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

register(
    Ability(
        key="fairs.serve",
        title=_("Hand out and call numbers at a fair"),
        roles=frozenset(
            {
                Role.GRID_WORKER,
                Role.GRID_HEAD,
                Role.MEDIATOR,
                Role.STATION_OFFICER,
                Role.DEPARTMENT_OFFICER,
                Role.CENTRE_OFFICER,
                Role.MASS_WORK_CHIEF,
                Role.PETITION_OFFICER,
                Role.LAWYER,
                Role.BRANCH_SECRETARY,
                Role.RESERVE_CADRE,
            }
        ),
    )
)
