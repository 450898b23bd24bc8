"""Law and local settings as dated rows, and corrections of the calendar."""

from django.db import models

from yixian.kernel.workdays import DayKind
from yixian.rulebook.enums import Mark, TermUnit


class Rule(models.Model):
    """A number with its unit and source, in force from a day until a later row of its code begins."""

    code = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=TermUnit)
    source = models.CharField(max_length=120)
    article = models.CharField(max_length=40, blank=True)
    mark = models.CharField(max_length=2, choices=Mark)
    roll_forward = models.BooleanField(default=True)
    valid_from = models.DateField()

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="rule_one_row_a_day"),
            models.CheckConstraint(
                condition=models.Q(value__gte=1, value__lte=1000), name="rule_value_usable"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.value} {self.unit}"


class DayCorrection(models.Model):
    """A day whose kind differs from the calendar package.

    ``notice_year`` is the year whose notice names it; null where an administrator entered it by hand.
    """

    day = models.DateField(primary_key=True)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in DayKind])
    name = models.CharField(max_length=40, blank=True)
    notice_year = models.PositiveSmallIntegerField(null=True)


class PublishedYear(models.Model):
    """A year whose holiday schedule has been published and imported."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=120)
