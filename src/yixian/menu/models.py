"""The menu of a place, who signed what of it, and the volunteers who carry it out.

Volunteers act in public: their name stands in clear as a public-office name, their telephone number is sealed.
"""

from datetime import date
from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.translation import gettext_lazy as _

from yixian.audit.models import Chained
from yixian.kernel.sealed import SealedField
from yixian.matters.models import Matter
from yixian.menu import rules
from yixian.menu.enums import MONTHS, Availability, Skill
from yixian.places.models import Unit
from yixian.procedures.language import Text

M = TypeVar("M", bound=models.Model)


def _not_over(until: str, day: date) -> Q:
    return Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day})


class DatedQuerySet(models.QuerySet[M]):
    """Rows that hold from a day until (not including) another."""

    def on(self, day: date) -> Self:
        """Rows in force on a day."""
        return self.filter(_not_over("until", day), since__lte=day)


class MenuItemQuerySet(DatedQuerySet["MenuItem"]):
    """Items of menus."""

    def offered_on(self, day: date) -> Self:
        """Items on the menu on a day, of a place that has not ended."""
        return self.on(day).filter(_not_over("place__until", day))


class VolunteerTeamQuerySet(DatedQuerySet["VolunteerTeam"]):
    """Volunteer teams."""

    def able_on(self, day: date) -> Self:
        """Teams that may claim on a day: not dissolved, and of a branch that has not ended."""
        return self.on(day).filter(_not_over("branch__until", day))


def _ends_after(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name=name)


class MenuItem(Chained):
    """Something that a village or community offers: what, who for, how many minutes, how many in a season.

    The season runs from the first of `first_month` to the end of `last_month`, perhaps over the turn of the year.
    """

    uid = models.UUIDField(unique=True)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="menu_items")
    skill = models.CharField(max_length=8, choices=Skill)
    title = models.CharField(max_length=40)
    about = models.CharField(max_length=300)
    who_for = models.CharField(max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()
    first_month = models.PositiveSmallIntegerField(default=1)
    last_month = models.PositiveSmallIntegerField(default=MONTHS)
    proposal = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    objects = MenuItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of the menu")
        verbose_name_plural = _("items of the menu")
        ordering = ["skill", "title", "id"]
        indexes = [models.Index(fields=["place", "skill", "title"], name="menu_item_place")]
        constraints = [
            _ends_after("menu_item_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(first_month__range=(1, MONTHS), last_month__range=(1, MONTHS)),
                name="menu_item_months",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def offered_on(self, day: date) -> bool:
        """Whether it is on the menu on a day, and its place has not ended."""
        over = [until for until in (self.until, self.place.until) if until is not None]
        return self.since <= day and all(day < until for until in over)

    def season(self, on: date) -> rules.Season | None:
        """The season that a day lies in, None outside it."""
        return rules.season(self.first_month, self.last_month, on)

    @property
    def lasting(self) -> Text:
        """How long it takes, in words."""
        return rules.lasting(self.minutes)

    @property
    def all_year(self) -> bool:
        """Whether it is offered all the year round."""
        return (self.last_month - self.first_month) % MONTHS == MONTHS - 1

    @property
    def months(self) -> tuple[Text, Text]:
        """The first and the last month by name."""
        return MONTH_NAMES[self.first_month], MONTH_NAMES[self.last_month]


class VolunteerTeam(Chained):
    """A volunteer team of a branch; `most` is how many services it has in hand at once."""

    uid = models.UUIDField(unique=True)
    branch = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="volunteer_teams")
    name = models.CharField(max_length=40)
    most = models.PositiveSmallIntegerField()
    skills = ArrayField(models.CharField(max_length=8, choices=Skill), default=list)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = VolunteerTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer team")
        verbose_name_plural = _("volunteer teams")
        ordering = ["name", "id"]
        constraints = [_ends_after("menu_team_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class Volunteer(models.Model):
    """A member who serves on a team, from a day until (not including) another; nothing is kept but what is needed.

    The telephone number is shredded on the day on which they leave.
    """

    uid = models.UUIDField(unique=True)
    team = models.ForeignKey(VolunteerTeam, on_delete=models.PROTECT, related_name="volunteers")
    name = models.CharField(max_length=40)
    phone = SealedField()
    skills = ArrayField(models.CharField(max_length=8, choices=Skill), default=list)
    free = ArrayField(models.CharField(max_length=8, choices=Availability), default=list)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = DatedQuerySet["Volunteer"].as_manager()

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["team", "name"], name="menu_volunteer_team")]
        constraints = [_ends_after("menu_volunteer_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class Wish(models.Model):
    """An item that a resident signed, and the team that claimed it last. Where it stands, the matter says."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="wish")
    item = models.ForeignKey(MenuItem, on_delete=models.PROTECT, related_name="wishes")
    signed_on = models.DateField()
    team = models.ForeignKey(VolunteerTeam, null=True, on_delete=models.PROTECT, related_name="wishes")
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("signed item")
        verbose_name_plural = _("signed items")
        indexes = [models.Index(fields=["item", "signed_on"], name="menu_wish_item")]


class Task(models.Model):
    """A part of a service that a member of the team does; `what` stands in clear and names nobody."""

    uid = models.UUIDField(unique=True)
    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="tasks")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=60)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("part of a service")
        verbose_name_plural = _("parts of a service")
        ordering = ["id"]
