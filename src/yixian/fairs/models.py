"""The day of a fair: its stalls, and the numbers that people draw and that are called."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.audit.models import Chained
from yixian.fairs.enums import AT_HAND, Numbering, Outcome, State
from yixian.gatherings.models import Gathering
from yixian.kernel.sealed import SealedField
from yixian.people.models import Person
from yixian.places.models import Unit


class Fair(Chained):
    """A gathering on the day itself. `uid` is that of the gathering; `drawn` is the last common number.

    `closed_at` is when the last number was done with, `published_at` when its figures were published.
    """

    uid = models.UUIDField(unique=True)
    gathering = models.OneToOneField(Gathering, on_delete=models.PROTECT, related_name="fair")
    numbering = models.CharField(max_length=8, choices=Numbering)
    drawn = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("fair")
        verbose_name_plural = _("fairs")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(closed_at__isnull=False),
                name="fair_published_when_closed",
            )
        ]

    def __str__(self) -> str:
        return self.gathering.title

    @property
    def is_open(self) -> bool:
        """Whether numbers are drawn and called."""
        return self.closed_at is None


class Stall(models.Model):
    """A stall: the office that stands there, what it does, and who is there, by public-office names."""

    uid = models.UUIDField(unique=True)
    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="stalls")
    sign = models.CharField(max_length=1)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=40)
    staff = models.CharField(max_length=60, blank=True)
    drawn = models.PositiveIntegerField(default=0)
    shut_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("stall")
        verbose_name_plural = _("stalls")
        ordering = ["sign"]
        constraints = [models.UniqueConstraint(fields=["fair", "sign"], name="fair_stall_sign")]

    def __str__(self) -> str:
        return f"{self.sign} {self.service}"


class Ticket(models.Model):
    """A number. `stall` is where it waits or was called; `phone` is sealed, and erased when it is done with."""

    uid = models.UUIDField(unique=True)
    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="tickets")
    stall = models.ForeignKey(Stall, null=True, on_delete=models.PROTECT, related_name="tickets")
    label = models.CharField(max_length=6)
    phone = SealedField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    class Meta:
        verbose_name = _("number")
        verbose_name_plural = _("numbers")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["fair", "stall", "id"], name="fair_queue", condition=Q(state=State.WAITING)),
            models.Index(fields=["fair", "state", "stall"], name="fair_counts"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["fair", "label"], name="fair_number_once"),
            models.CheckConstraint(
                condition=Q(state=State.SERVED) & ~Q(outcome="") | ~Q(state=State.SERVED) & Q(outcome=""),
                name="fair_served_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AT_HAND) | Q(phone=b""), name="fair_phone_goes_with_the_day"
            ),
        ]

    def __str__(self) -> str:
        return self.label
