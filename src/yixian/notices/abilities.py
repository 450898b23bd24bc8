"""What somebody may do about the sending of notices."""

from django.utils.translation import gettext_lazy as _

from yixian.access.declare import Ability, register
from yixian.people.enums import Role

register(
    Ability(
        key="notices.administer",
        title=_("Look after notices that did not arrive"),
        roles=frozenset({Role.SYSTEM_ADMIN}),
    )
)
