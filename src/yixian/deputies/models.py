"""The register of delegates, deputies and members, which is public, and when residents meet them."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yixian.audit.models import Chained
from yixian.deputies.enums import Kind, Meet
from yixian.people.models import Person
from yixian.places.models import Unit


class DeputyQuerySet(models.QuerySet["Deputy"]):
    """Deputies by when they are in office."""

    def on(self, day: date) -> Self:
        """Those in office on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)

    def placed(self) -> Self:
        """With constituency and town joined in, but not the outlines of their land."""
        joined = self.select_related("constituency__parent", "person")
        return joined.defer("constituency__boundary", "constituency__parent__boundary")


class Deputy(Chained):
    """Somebody who represents a constituency for a term, from a day until (not including) another.

    The name is a public-office name. `person` signs in and writes down opinions; None for whoever does not.
    `known_by` says in a few public words who they are, such as their trade or village. An entry that was a mistake ends
    on its first day, and so was never in office.
    """

    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=40)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    constituency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    known_by = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        indexes = [
            models.Index(fields=["constituency", "name", "id"], name="deputy_constituency"),
            models.Index(fields=["person"], name="deputy_person", condition=Q(person__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "constituency"],
                condition=Q(until__isnull=True),
                name="deputy_once_for_a_constituency",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="deputy_term_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings by time."""

    def ahead(self, at: datetime) -> Self:
        """Those that are not over and not called off."""
        return self.filter(ends_at__gt=at, cancelled_at__isnull=True).order_by("starts_at", "pk")


class Meeting(models.Model):
    """When and where residents meet a deputy; it stands on the public page."""

    uid = models.UUIDField(unique=True)
    deputy = models.ForeignKey(Deputy, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=10, choices=Meet)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    spot = models.CharField(max_length=60)
    cancelled_at = models.DateTimeField(null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting with a deputy")
        verbose_name_plural = _("meetings with deputies")
        indexes = [models.Index(fields=["deputy", "starts_at"], name="deputy_meeting")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="deputy_meeting_has_length")
        ]
