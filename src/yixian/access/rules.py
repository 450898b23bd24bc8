"""What may be given to whom. Pure."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from yixian.people.enums import ADMINISTRATORS
from yixian.procedures.language import Text


def grant_fault(role: str, ability_roles: Collection[str]) -> Text | None:
    """Say why a post of this role cannot be given an ability that those roles bring, or give None.

    Administration stays with its administrators, each kind apart (GB/T 22239—2019, 8.1.4).
    """
    if role in ability_roles:
        return _("The post has this ability by its role already.")
    if role in ADMINISTRATORS:
        return _("The post of an administrator is given nothing beyond what it brings.")
    if ability_roles and ADMINISTRATORS.issuperset(ability_roles):
        return _("Only an administrator's post has this ability.")
    return None
