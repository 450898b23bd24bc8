"""Closed vocabularies of the network."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yixian.places.enums import UnitKind

OFFICE_KINDS = (
    UnitKind.ROOM,
    UnitKind.STATION,
    UnitKind.DEPARTMENT_STATION,
    UnitKind.RECEPTION_CENTRE,
    UnitKind.JOINT_OFFICE,
)
"""Bodies of the network by their kind; the department whose chief leads the network is one more."""
DAYS = 7


class Service(TextChoices):
    """What a body does for people who come."""

    ADVICE = "advice", _("Advice")
    MEDIATION = "mediation", _("Mediation")
    ERRANDS = "errands", _("Errands")
    PETITIONS = "petitions", _("Help with petitions")
    LEGAL_AID = "legal_aid", _("The way to legal aid")
    POLICY = "policy", _("Explaining policy")
    VISITS = "visits", _("Visits to those who cannot come")


class Lack(TextChoices):
    """What the network lacks somewhere."""

    NO_STATION = "no_station", _("Towns without a station")
    NO_ROOM = "no_room", _("Villages and communities without a room")
    NO_DEPARTMENT_STATION = "no_department_station", _("Departments without a station")
    NO_SERVICES = "no_services", _("Offices that name no services")
    NO_HOURS = "no_hours", _("Offices without opening hours")
    NO_STAFF = "no_staff", _("Rooms and stations without staff")


HERE = {
    Lack.NO_STATION: _("no station"),
    Lack.NO_ROOM: _("no room"),
    Lack.NO_DEPARTMENT_STATION: _("no station"),
    Lack.NO_SERVICES: _("no services named"),
    Lack.NO_HOURS: _("no opening hours"),
    Lack.NO_STAFF: _("no staff"),
}
"""The same of one unit."""


class Outcome(TextChoices):
    """How an errand ended."""

    DONE = "done", _("Done")
    REFUSED = "refused", _("Not done here: the right place was named")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person who asked")
