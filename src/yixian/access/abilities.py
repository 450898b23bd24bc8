"""What administrators may do, each kind apart from the others, and who opens what is sealed."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import BODY_STAFF, Role

register(
    Ability(
        key="people.administer",
        title=_("Enter people, appoint them to posts"),
        roles=frozenset({Role.SYSTEM_ADMIN}),
    )
)
register(
    Ability(
        key="rulebook.administer",
        title=_("Enter rules and the calendar"),
        roles=frozenset({Role.SYSTEM_ADMIN}),
    )
)
register(
    Ability(
        key="places.administer",
        title=_("Change the tree of units"),
        roles=frozenset({Role.SYSTEM_ADMIN}),
    )
)
register(
    Ability(
        key="access.grant",
        title=_("Give abilities to posts and take them back"),
        roles=frozenset({Role.SECURITY_ADMIN}),
    )
)
register(
    Ability(
        key="audit.read",
        title=_("Read the log, without what is sealed"),
        roles=frozenset({Role.AUDIT_ADMIN}),
    )
)
register(
    Ability(
        key="people.open",
        title=_("Open what is sealed, with a reason"),
        roles=BODY_STAFF
        | frozenset(
            {
                Role.DEPARTMENT_OFFICER,
                Role.GRID_WORKER,
                Role.GRID_HEAD,
                Role.MEDIATOR,
                Role.STATION_OFFICER,
                Role.CENTRE_OFFICER,
                Role.MASS_WORK_CHIEF,
            }
        ),
    )
)
