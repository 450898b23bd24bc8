"""Counts: those that wait to be added up, and their sums. No foreign keys: a region holds counts of others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yixian.measures.declare import KEY_LENGTH, PART_LENGTH
from yixian.measures.enums import Span


class Pending(models.Model):
    """A count as its event made it, not yet in the tallies. Only ever added, so that nobody waits."""

    measure = models.CharField(max_length=KEY_LENGTH)
    part = models.CharField(max_length=PART_LENGTH, blank=True)
    unit_id = models.BigIntegerField(null=True)
    day = models.DateField()
    value = models.IntegerField()

    class Meta:
        verbose_name = _("count not yet added up")
        verbose_name_plural = _("counts not yet added up")


class Tally(models.Model):
    """The sum of a measure, or of a part of it, over a day, a month or a year.

    At a unit (or at none), or `everywhere`, at all units and none: so a figure of the whole banner reads a few
    rows however many units there are.
    """

    measure = models.CharField(max_length=KEY_LENGTH)
    part = models.CharField(max_length=PART_LENGTH, blank=True)
    everywhere = models.BooleanField(default=False)
    unit_id = models.BigIntegerField(null=True)
    span = models.CharField(max_length=1, choices=Span)
    start = models.DateField()
    value = models.BigIntegerField()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "everywhere", "unit_id", "span", "start", "part"],
                nulls_distinct=False,
                name="tally_once",
            ),
            models.CheckConstraint(condition=models.Q(span__in=Span.values), name="tally_span_known"),
            models.CheckConstraint(
                condition=models.Q(everywhere=False) | models.Q(unit_id__isnull=True),
                name="tally_everywhere_is_no_unit",
            ),
        ]
        indexes = [
            models.Index(
                fields=["measure", "span", "start"],
                condition=models.Q(everywhere=False),
                name="tally_of_many_units",
            )
        ]
