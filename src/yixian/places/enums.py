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
    MEDIATION_COMMITTEE = "mediation_committee", _("People's mediation committee")
    JUDICIAL_OFFICE = "judicial_office", _("Judicial office")
    COURT_DESK = "court_desk", _("Mediation before court action")
    LAWYER = "lawyer", _("Retained lawyer")
    LAND_ARBITRATION = "land_arbitration", _("Land and pasture contract arbitration commission")
    LABOUR_ARBITRATION = "labour_arbitration", _("Labour arbitration commission")
    TRAFFIC_COMMITTEE = "traffic_committee", _("Traffic damages mediation committee")
    MEDICAL_COMMITTEE = "medical_committee", _("Medical dispute mediation committee")
    POLICE_MEDIATION = "police_mediation", _("Police and justice joint mediation room")
    PETITION_OFFICE = "petition_office", _("Petition office")
    REVIEW_OFFICE = "review_office", _("Office for the review of petition opinions")
    DISCIPLINE = "discipline", _("Discipline inspection and supervision commission")
    BRANCH = "branch", _("Party branch")
    JOINT_OFFICE = "joint_office", _("Joint office of a community and its villages")


PLACE_KINDS = (UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.GRID3)
SPECIAL_KINDS = (
    UnitKind.MEDIATION_COMMITTEE,
    UnitKind.JUDICIAL_OFFICE,
    UnitKind.COURT_DESK,
    UnitKind.LAWYER,
    UnitKind.LAND_ARBITRATION,
    UnitKind.LABOUR_ARBITRATION,
    UnitKind.TRAFFIC_COMMITTEE,
    UnitKind.MEDICAL_COMMITTEE,
    UnitKind.POLICE_MEDIATION,
    UnitKind.PETITION_OFFICE,
    UnitKind.REVIEW_OFFICE,
    UnitKind.DISCIPLINE,
    UnitKind.BRANCH,
)
"""Bodies with a task of their own: their people act for the body alone, not for the territory around it."""
BODY_KINDS = (
    UnitKind.ROOM,
    UnitKind.ASSEMBLY,
    UnitKind.STATION,
    UnitKind.TOWN_MEETING,
    UnitKind.RECEPTION_CENTRE,
    UnitKind.BANNER_MEETING,
    UnitKind.JOINT_OFFICE,
    *SPECIAL_KINDS,
)
TERRITORY_KINDS = (UnitKind.BANNER, UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY)


class ChangeKind(TextChoices):
    MERGED = "merged", _("merged into")
    SPLIT = "split", _("split into")
