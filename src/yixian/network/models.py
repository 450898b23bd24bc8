"""What an office of the network offers, when, and who is on duty: office data, valid over time."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from yixian.network.enums import DAYS, Service
from yixian.network.kinds import ERRAND_KINDS, ErrandKind
from yixian.network.rules import Span, Spans
from yixian.people.models import Post
from yixian.places.models import Unit
from yixian.procedures.language import Text


def packed(spans: Sequence[Span]) -> list[list[int]]:
    """Times of a day as they are stored: pairs of minutes after midnight."""
    return [[each.opens, each.closes] for each in sorted(spans)]


def unpacked(stored: Any) -> Spans:
    """Times of a day out of the store."""
    return tuple(Span(opens, closes) for opens, closes in stored)


M = TypeVar("M", bound=models.Model)


class DatedQuerySet(models.QuerySet[M]):
    """Rows that hold from a day until (not including) another."""

    def on(self, day: date) -> Self:
        """Rows in force on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


class Profile(models.Model):
    """What an office offers from a day until (not including) another. `hours` are by weekday, Monday is "0".

    An office that runs errands and names no kind runs all of them.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="profiles")
    since = models.DateField()
    until = models.DateField(null=True)
    services = ArrayField(models.CharField(max_length=12, choices=Service), default=list)
    errands = ArrayField(models.CharField(max_length=8), default=list)
    hours = models.JSONField(default=dict)
    on_holidays = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=120, blank=True)

    objects = DatedQuerySet["Profile"].as_manager()

    class Meta:
        ordering = ["unit_id", "since"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "since"], name="network_one_profile_a_day"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="network_profile_ends_after_it_begins",
            ),
        ]

    @property
    def week(self) -> dict[int, Spans]:
        """The hours by weekday."""
        return {int(day): unpacked(spans) for day, spans in self.hours.items()}

    @property
    def by_weekday(self) -> list[tuple[Text, Spans]]:
        """Every weekday by name, with its times."""
        return [(WEEKDAYS[day], self.week.get(day, ())) for day in range(DAYS)]

    @property
    def offers(self) -> list[Service]:
        """The services, in the order of the vocabulary."""
        return [each for each in Service if each in self.services]

    @property
    def runs(self) -> list[ErrandKind]:
        """The kinds of errand that it runs."""
        if Service.ERRANDS not in self.services:
            return []
        return [each for each in ERRAND_KINDS if not self.errands or each.value in self.errands]


class SpecialDay(models.Model):
    """A day with times of its own, such as a market day; without times the office is closed on it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="special_days")
    day = models.DateField()
    spans = models.JSONField(default=list)
    reason = models.CharField(max_length=60)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="network_one_row_a_day")]

    @property
    def times(self) -> Spans:
        """The times at which it is open on this day."""
        return unpacked(self.spans)


class Duty(models.Model):
    """A post that is on duty at an office on some weekdays, from a day until (not including) another."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="duties")
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    since = models.DateField()
    until = models.DateField(null=True)

    objects = DatedQuerySet["Duty"].as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["unit", "since"], name="network_duty_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="network_duty_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["unit", "post"], condition=Q(until__isnull=True), name="network_one_duty_a_post"
            ),
        ]

    @property
    def days_text(self) -> str:
        """The weekdays by their short names."""
        return " ".join(str(WEEKDAYS_ABBR[day]) for day in sorted(self.weekdays))
