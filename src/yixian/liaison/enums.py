"""Closed vocabularies of liaison."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yixian.people.enums import Role
from yixian.places.enums import UnitKind


class Kind(TextChoices):
    """Who is assigned to what kind of place."""

    LEADER = "leader", _("Leader of a town")
    DEPARTMENT = "department", _("Department paired with a village")
    STATIONED = "stationed", _("Cadre stationed in a village")


PLACES = {
    Kind.LEADER: (UnitKind.TOWN,),
    Kind.DEPARTMENT: (UnitKind.VILLAGE, UnitKind.COMMUNITY),
    Kind.STATIONED: (UnitKind.VILLAGE, UnitKind.COMMUNITY),
}
ROLES = {Kind.LEADER: Role.BANNER_LEADER, Kind.STATIONED: Role.RESERVE_CADRE}
"""Whose post is assigned; a department is assigned as a whole."""
GROUND_KINDS = (UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY)


class VisitState(TextChoices):
    PLANNED = "planned", _("planned")
    MADE = "made", _("made")
    DROPPED = "dropped", _("dropped")


class Met(TextChoices):
    """With whom somebody spoke, by their part in the place."""

    HOUSEHOLDS = "households", _("Households at home")
    HERDERS = "herders", _("Farmers and herders at work")
    HARDSHIP = "hardship", _("Households in hardship")
    ELDERS = "elders", _("Elders and those who cannot go out")
    WORKERS_AWAY = "away", _("People who work elsewhere, and their families")
    BUSINESSES = "businesses", _("Shops, cooperatives and enterprises")
    CADRES = "cadres", _("Village cadres and representatives")


class Came(TextChoices):
    """What came of a visit."""

    LISTENED = "listened", _("listened")
    EXPLAINED = "explained", _("explained a policy")
    SETTLED = "settled", _("settled something on the spot")
    HELPED = "helped", _("helped with work or in hardship")
    PLAN = "plan", _("moved the development plan on")


class ItemState(TextChoices):
    """How an item of a development plan stands."""

    PLANNED = "planned", _("planned")
    DOING = "doing", _("under way")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


OPEN_ITEMS = (ItemState.PLANNED, ItemState.DOING)
