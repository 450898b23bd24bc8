"""Joint communities: which village is joined to which community, valid over time."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yixian.places.models import Unit

OPEN = Q(until__isnull=True)


class JoiningQuerySet(models.QuerySet["Joining"]):
    """Joinings by when they hold."""

    def on(self, day: date) -> Self:
        """Joinings in force on a day: begun, not ended, and of two units that are both in being."""
        in_being = Unit.objects.on(day)
        return self.filter(
            OPEN | Q(until__gt=day), since__lte=day, village__in=in_being, community__in=in_being
        )


class Joining(models.Model):
    """A village is joined to a community, from a day until (not including) another; to one at a time."""

    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="joinings")
    community = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="joined")
    since = models.DateField()
    until = models.DateField(null=True)

    objects = JoiningQuerySet.as_manager()

    class Meta:
        verbose_name = _("village joined to a community")
        verbose_name_plural = _("villages joined to communities")
        indexes = [models.Index(fields=["community", "since"], name="joining_community")]
        constraints = [
            models.UniqueConstraint(fields=["village"], condition=OPEN, name="joining_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="joining_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village} → {self.community}"
