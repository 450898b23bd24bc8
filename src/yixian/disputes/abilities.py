"""What somebody may do with disputes."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

HANDLERS = frozenset(
    {Role.GRID_WORKER, Role.GRID_HEAD, Role.MEDIATOR, Role.STATION_OFFICER, Role.CENTRE_OFFICER}
)

register(
    Ability(
        key="disputes.register",
        title=_("Register a dispute for somebody"),
        roles=HANDLERS | {Role.MASS_WORK_CHIEF},
    )
)
register(Ability(key="disputes.accept", title=_("Accept a dispute"), roles=HANDLERS))
register(
    Ability(key="disputes.handle", title=_("Settle a dispute, hand it up or let it leave"), roles=HANDLERS)
)
