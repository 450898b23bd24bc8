"""Closed vocabularies of leaders' cases and of teams. What a plan offers is help; nothing here watches anybody."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Care(TextChoices):
    """Help that a plan or a visit offers."""

    VISIT = "visit", _("a visit")
    HARDSHIP = "hardship", _("hardship relief")
    LEGAL_AID = "legal_aid", _("legal aid")
    MEDICAL = "medical", _("medical help")
    JOB = "job", _("work or training")
    OTHER = "other", _("other help")


class Met(TextChoices):
    """With whom somebody spoke, by their part in the matter; nobody is named."""

    RAISER = "raiser", _("whoever raised it")
    OTHER = "other", _("the other party")
    AGENT = "agent", _("somebody who speaks for a party")
    VILLAGE = "village", _("village cadres")
    EXPERT = "expert", _("an expert or technician")


class TaskKind(TextChoices):
    """Where something to be done comes from."""

    PLAN = "plan", _("step of the plan")
    ON_SITE = "on_site", _("on-site decision")
    CONSULTATION = "consultation", _("decision of a joint consultation")


class TaskState(StrEnum):
    """How something to be done stands."""

    OPEN = "open"
    DONE = "done"
    OVERDUE = "overdue"


class OpinionState(TextChoices):
    """What an invited unit did in a joint consultation."""

    AWAITED = "awaited", _("awaited")
    GIVEN = "given", _("given")
    ABSENT = "absent", _("absent")


class EndWhy(TextChoices):
    """Why a case no longer stands under a leader."""

    SETTLED = "settled", _("it is settled")
    RETURNED = "returned", _("it goes on without a leader")


class Tie(TextChoices):
    """Why somebody keeps out of a case."""

    KIN = "kin", _("kinship with a party")
    HOUSEHOLD = "household", _("same household as a party")
    INTEREST = "interest", _("an interest of one's own in the matter")


class TeamKind(TextChoices):
    """What a team is for."""

    JOINT = "joint", _("Joint working group for hard cases")
    LIVELIHOOD = "livelihood", _("Town livelihood service team")


class Capacity(TextChoices):
    """As what somebody is on a team."""

    HEAD = "head", _("head of the team")
    STAFF = "staff", _("staff")
    DEPUTY = "deputy", _("deputy")
    RETIRED = "retired", _("retired cadre")
    ELDER = "elder", _("respected elder or volunteer")


class Topic(TextChoices):
    """What a tour explained."""

    PASTURE = "pasture", _("grassland and pasture contracts")
    SUBSIDY = "subsidy", _("farm and stock subsidies")
    INSURANCE = "insurance", _("medical insurance and pensions")
    RELIEF = "relief", _("subsistence allowance and relief")
    SCHOOL = "school", _("help with school and study")
    WORK = "work", _("work and wages")
    LAW = "law", _("law and mediation")


class Came(TextChoices):
    """What came of a visit to a household."""

    NOTHING = "nothing", _("nothing was needed")
    EXPLAINED = "explained", _("a question was answered")
    HELPED = "helped", _("help was arranged")
    SETTLED = "settled", _("settled on the spot")
    RAISED = "raised", _("a matter was raised")
    AGAIN = "again", _("another visit was agreed")
