"""What somebody may do with disputes."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

HANDLERS = frozenset(
    {
        Role.GRID_WORKER,
        Role.GRID_HEAD,
        Role.MEDIATOR,
        Role.STATION_OFFICER,
        Role.CENTRE_OFFICER,
        Role.LAWYER,
    }
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

BODIES = frozenset({Role.ARBITRATOR, Role.MEDIATOR})
register(
    Ability(
        key="bodies.register",
        title=_("File something at a specialised body for somebody"),
        roles=HANDLERS | {Role.MASS_WORK_CHIEF, Role.ARBITRATOR},
    )
)
register(Ability(key="bodies.accept", title=_("Accept what is brought to a specialised body"), roles=BODIES))
register(Ability(key="bodies.handle", title=_("Work on it at a specialised body"), roles=BODIES))
register(
    Ability(
        key="bodies.decide",
        title=_("Make an award or a mediation statement"),
        roles=frozenset({Role.ARBITRATOR}),
    )
)
register(Ability(key="bodies.extend", title=_("Extend an arbitration"), roles=frozenset({Role.ARBITRATOR})))
register(
    Ability(
        key="bodies.extend_agreed",
        title=_("Extend a mediation as body and parties agreed"),
        roles=frozenset({Role.MEDIATOR}),
    )
)
