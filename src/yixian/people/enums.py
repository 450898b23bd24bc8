"""Posts that people hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    GRID_WORKER = "grid_worker", _("Grid worker")
    GRID_HEAD = "grid_head", _("Village secretary and grid head")
    MEDIATOR = "mediator", _("Mediator")
    STATION_OFFICER = "station_officer", _("Town station officer")
    DEPARTMENT_OFFICER = "department_officer", _("Department officer")
    MASS_WORK_CHIEF = "mass_work_chief", _("Mass Work Department chief")
    CENTRE_OFFICER = "centre_officer", _("Reception centre officer")
    ARBITRATOR = "arbitrator", _("Arbitrator")
    PETITION_OFFICER = "petition_officer", _("Petition officer")
    DISCIPLINE_OFFICER = "discipline_officer", _("Discipline inspection officer")
    LAWYER = "lawyer", _("Retained lawyer")
    BRANCH_SECRETARY = "branch_secretary", _("Branch secretary")
    BANNER_LEADER = "banner_leader", _("Banner leader")
    DEPUTY = "deputy", _("Deputy")
    INTERVIEWER = "interviewer", _("Survey interviewer")
    RESERVE_CADRE = "reserve_cadre", _("Reserve cadre")
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
TERRITORIAL = frozenset({Role.MEDIATOR, Role.STATION_OFFICER, Role.CENTRE_OFFICER, Role.MASS_WORK_CHIEF})
"""Roles that act for the whole territory in which their office stands: a station for its town, the chief for the banner."""
BODY_STAFF = frozenset(
    {Role.ARBITRATOR, Role.PETITION_OFFICER, Role.DISCIPLINE_OFFICER, Role.LAWYER, Role.BRANCH_SECRETARY}
)
"""Roles of bodies with a task of their own."""
GRID_STAFF = frozenset({Role.GRID_WORKER, Role.GRID_HEAD})


class ErasureGround(TextChoices):
    """Why personal data must go (Personal Information Protection Law, article 47)."""

    DONE = "done", _("no longer needed for its purpose")
    OVER = "over", _("the time for keeping it is over")
    WITHDRAWN = "withdrawn", _("consent was withdrawn")
    UNLAWFUL = "unlawful", _("it was taken or used against the law or an agreement")
    OTHER_LAW = "other_law", _("another law or regulation says so")
