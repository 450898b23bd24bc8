"""Kinds of unit in the tree of a banner."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    BANNER = "banner", _("Banner")
    TOWN = "town", _("Town")
    VILLAGE = "village", _("Village")
    COMMUNITY = "community", _("Community")
    GRID1 = "grid1", _("First-level grid")
    GRID2 = "grid2", _("Second-level grid")
    GRID3 = "grid3", _("Third-level grid")
    DEPARTMENT = "department", _("Department")
    ROOM = "room", _("Mass-work room")
    STATION = "station", _("Mass-work station")
    DEPARTMENT_STATION = "department_station", _("Department mass-work station")
    ASSEMBLY = "assembly", _("Villagers' representatives' meeting")
    TOWN_MEETING = "town_meeting", _("Town joint meeting")
    RECEPTION_CENTRE = "reception_centre", _("Joint reception centre")
    BANNER_MEETING = "banner_meeting", _("Banner joint meeting")


PLACE_KINDS = (UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.GRID3)
BODY_KINDS = (
    UnitKind.ROOM,
    UnitKind.ASSEMBLY,
    UnitKind.STATION,
    UnitKind.TOWN_MEETING,
    UnitKind.RECEPTION_CENTRE,
    UnitKind.BANNER_MEETING,
)
TERRITORY_KINDS = (UnitKind.BANNER, UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY)


class ChangeKind(TextChoices):
    MERGED = "merged", _("merged into")
    SPLIT = "split", _("split into")
