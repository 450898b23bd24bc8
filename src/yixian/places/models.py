"""The tree of units, valid over time."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from yixian.audit.models import Chained
from yixian.places.enums import ChangeKind, UnitKind


class UnitQuerySet(models.QuerySet["Unit"]):
    def on(self, day: date) -> "UnitQuerySet":
        """Units in being on a day."""
        return self.filter(since__lte=day).filter(models.Q(until__isnull=True) | models.Q(until__gt=day))

    def under(self, unit_id: int) -> "UnitQuerySet":
        """The subtree of a unit, itself included."""
        return self.filter(lineage__contains=[unit_id])


class Unit(Chained):
    """A place, an office or a body. ``lineage`` holds the ids from the root down to the unit itself."""

    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=24, choices=UnitKind)
    code = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    lineage = ArrayField(models.IntegerField(), default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    boundary = models.JSONField(null=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["lineage"]
        indexes = [
            GinIndex(fields=["lineage"], name="unit_lineage"),
            models.Index(fields=["code"], name="unit_code"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="unit_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Span(models.Model):
    """What a unit was called and where it stood, from a day until (not including) another."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="spans")
    name = models.CharField(max_length=80)
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["unit_id", "since"]


class Succession(models.Model):
    """One unit went over into another on a day."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="became")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="came_of")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=ChangeKind)
