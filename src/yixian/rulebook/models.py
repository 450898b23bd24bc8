"""Law and local settings as dated rows, and corrections of the calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.Model):
    """A number with its unit, its source and the days it is in force."""

    class Unit(models.TextChoices):
        DAYS = "days", _("days")
        WORKING_DAYS = "working_days", _("working days")
        MONTHS = "months", _("months")
        YEARS = "years", _("years")

    class Mark(models.TextChoices):
        LAW = "V", _("read in the text of the law")
        SECONDARY = "V2", _("from a secondary text")
        LOCAL = "K", _("local setting, not law")

    code = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=Unit)
    source = models.CharField(max_length=120)
    article = models.CharField(max_length=40, blank=True)
    mark = models.CharField(max_length=2, choices=Mark)
    roll_forward = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="rule_one_row_a_day")]

    def __str__(self) -> str:
        return f"{self.code}: {self.value} {self.unit}"


class DayCorrection(models.Model):
    """A day whose kind differs from the calendar package, as published or corrected by an administrator."""

    day = models.DateField(primary_key=True)
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=40, blank=True)


class PublishedYear(models.Model):
    """A year whose holiday schedule has been published and imported."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=120)
