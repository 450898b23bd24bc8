"""What somebody may do in mediation."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.matters.abilities import HANDLERS, LEADING
from yixian.people.enums import Role

register(
    Ability(
        key="mediation.roster",
        title=_("Keep the roster of mediators"),
        roles=frozenset(
            {Role.MEDIATOR, Role.STATION_OFFICER, Role.CENTRE_OFFICER, Role.MASS_WORK_CHIEF, Role.LAWYER}
        ),
    )
)
register(
    Ability(
        key="mediation.handle",
        title=_("Appoint mediators, hold sessions, draw up and follow up agreements"),
        roles=HANDLERS,
    )
)
register(
    Ability(
        key="mediation.advise",
        title=_("Give or record a lawyer's opinion and legal aid"),
        roles=HANDLERS | LEADING,
    )
)
