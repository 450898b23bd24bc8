"""What somebody may do with matters of any procedure."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import BODY_STAFF, Role

HANDLERS = BODY_STAFF | {
    Role.GRID_WORKER,
    Role.GRID_HEAD,
    Role.MEDIATOR,
    Role.STATION_OFFICER,
    Role.CENTRE_OFFICER,
}
LEADING = frozenset({Role.GRID_HEAD, Role.STATION_OFFICER, Role.CENTRE_OFFICER, Role.MASS_WORK_CHIEF})

register(
    Ability(
        key="matters.see",
        title=_("See the matters of one's units"),
        roles=HANDLERS | {Role.MASS_WORK_CHIEF, Role.BANNER_LEADER, Role.DEPARTMENT_OFFICER},
    )
)
register(
    Ability(
        key="matters.note",
        title=_("Answer and add to the file"),
        roles=HANDLERS | LEADING | {Role.DEPARTMENT_OFFICER},
    )
)
register(
    Ability(
        key="matters.assign",
        title=_("Give a matter to somebody"),
        roles=LEADING | {Role.ARBITRATOR, Role.PETITION_OFFICER, Role.DEPARTMENT_OFFICER},
    )
)
register(
    Ability(
        key="matters.pause",
        title=_("Stop the clocks for a reason"),
        roles=LEADING | BODY_STAFF | {Role.MEDIATOR},
    )
)
register(
    Ability(
        key="matters.extend",
        title=_("Extend a deadline"),
        roles=frozenset({Role.STATION_OFFICER, Role.CENTRE_OFFICER, Role.MASS_WORK_CHIEF}),
    )
)
register(
    Ability(
        key="matters.hand_over",
        title=_("Hand a matter over to another unit"),
        roles=HANDLERS | LEADING | {Role.DEPARTMENT_OFFICER},
    )
)
register(
    Ability(
        key="matters.take_over",
        title=_("Take or refuse what is handed over to one's unit"),
        roles=HANDLERS | LEADING | {Role.DEPARTMENT_OFFICER},
    )
)
register(
    Ability(
        key="matters.arbitrate",
        title=_("Decide who has a matter that a unit refuses"),
        roles=frozenset({Role.MASS_WORK_CHIEF, Role.CENTRE_OFFICER, Role.BANNER_LEADER}),
    )
)
register(Ability(key="matters.merge", title=_("Join two matters that are one"), roles=LEADING))
register(
    Ability(
        key="matters.recompute",
        title=_("Recompute running deadlines after a change of the calendar"),
        roles=frozenset({Role.SYSTEM_ADMIN}),
    )
)
