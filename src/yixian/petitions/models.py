"""What is known of a petition beside its matter: how it was raised, what it asks for, how it is supervised."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yixian.kernel.sealed import SealedField
from yixian.matters.models import Matter
from yixian.petitions.enums import Advice, Failing, Opinion, Purpose
from yixian.places.models import Unit


class Petition(models.Model):
    """How a petition was raised. `where` is the place that it concerns: a petition is counted where it was received.

    `purpose` is as the petitioner gave it; `repeats` is an earlier petition of the same person about the same.
    """

    uid = models.UUIDField(unique=True)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="petition")
    purpose = models.CharField(max_length=10, choices=Purpose)
    where = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    people = models.PositiveSmallIntegerField(default=1)
    representatives = models.PositiveSmallIntegerField(default=0)
    read_back = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    reported = SealedField()
    repeats = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="repeated_by")

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, representatives__lte=F("people")) & Q(representatives__lte=5),
                name="petition_five_representatives",
            )
        ]


class Request(models.Model):
    """One thing that a petition asks for, and what the opinion says of it (article 32)."""

    uid = models.UUIDField(unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveSmallIntegerField()
    text = SealedField()
    finding = SealedField()
    basis = SealedField()
    reply = SealedField()
    opinion = models.CharField(max_length=16, choices=Opinion, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="petition_request_number"),
            models.CheckConstraint(
                condition=Q(opinion="", answered_at__isnull=True)
                | (~Q(opinion="") & Q(answered_at__isnull=False)),
                name="petition_request_answered_or_not",
            ),
        ]


class Order(models.Model):
    """A supervision order to the unit that has a petition (article 40); `adopted` says what became of the advice."""

    uid = models.UUIDField(unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="orders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    failing = models.CharField(max_length=10, choices=Failing)
    advice = models.CharField(max_length=10, choices=Advice)
    order = SealedField()
    issued_at = models.DateTimeField()
    clock = models.JSONField()
    due_at = models.DateTimeField()
    reply = SealedField()
    adopted = models.BooleanField(null=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("supervision order")
        verbose_name_plural = _("supervision orders")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["due_at", "id"], name="petition_order_due"),
            models.Index(fields=["matter", "id"], name="petition_order_matter"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, adopted__isnull=True)
                | Q(replied_at__isnull=False, adopted__isnull=False),
                name="petition_order_answered_or_not",
            )
        ]
