"""What somebody may do with petitions."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

OFFICES = frozenset(
    {
        Role.PETITION_OFFICER,
        Role.STATION_OFFICER,
        Role.CENTRE_OFFICER,
        Role.DEPARTMENT_OFFICER,
        Role.DISCIPLINE_OFFICER,
    }
)

register(
    Ability(
        key="petitions.register",
        title=_("Register a petition for somebody"),
        roles=OFFICES | {Role.MASS_WORK_CHIEF},
    )
)
register(
    Ability(
        key="petitions.handle",
        title=_("Accept, handle and deliver petitions, or guide them elsewhere"),
        roles=OFFICES,
    )
)
register(Ability(key="petitions.conclude", title=_("Conclude a petition with an opinion"), roles=OFFICES))
register(
    Ability(
        key="petitions.extend",
        title=_("Extend the conclusion of a petition, as the one responsible for the unit"),
        roles=frozenset(
            {
                Role.STATION_OFFICER,
                Role.CENTRE_OFFICER,
                Role.DEPARTMENT_OFFICER,
                Role.DISCIPLINE_OFFICER,
                Role.PETITION_OFFICER,
            }
        ),
    )
)
register(
    Ability(
        key="petitions.review",
        title=_("Review the opinion on a petition"),
        roles=frozenset({Role.PETITION_OFFICER}),
    )
)
register(
    Ability(
        key="petitions.supervise",
        title=_("Supervise how a petition is handled"),
        roles=frozenset({Role.PETITION_OFFICER, Role.MASS_WORK_CHIEF}),
    )
)
