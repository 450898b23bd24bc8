"""What somebody may do with the public board."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

register(
    Ability(
        key="board.put",
        title=_("Put matters on the public board, and take them down"),
        roles=frozenset({Role.MASS_WORK_CHIEF}),
    )
)
register(
    Ability(
        key="board.check",
        title=_("Check what is to stand on the public board, as the second person"),
        roles=frozenset({Role.MASS_WORK_CHIEF, Role.CENTRE_OFFICER}),
    )
)
