"""What somebody may do with the register of deputies, and what a deputy may."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

register(
    Ability(
        key="deputies.keep",
        title=_("Keep the register of deputies and their meetings"),
        roles=frozenset({Role.STATION_OFFICER, Role.MASS_WORK_CHIEF}),
    )
)
register(
    Ability(
        key="deputies.collect",
        title=_("Write down opinions as a deputy, and follow them"),
        roles=frozenset({Role.DEPUTY}),
    )
)
