"""What somebody may do with joint communities."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

register(
    Ability(
        key="communities.keep",
        title=_("Join villages to a community, or part them"),
        roles=frozenset({Role.STATION_OFFICER, Role.MASS_WORK_CHIEF}),
    )
)
