"""Files and papers that belong to a record, told by its stream."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yixian.documents import paper as papers
from yixian.documents.enums import Method
from yixian.documents.paper import Paper
from yixian.kernel.sealed import SealedField


class File(models.Model):
    """A file of the record whose stream this is. Its content lies sealed outside the database, under its digest.

    `place` is where it is bound in the dossier, empty where nobody has said.
    """

    uid = models.UUIDField(primary_key=True)
    stream = models.CharField(max_length=60)
    name = SealedField()
    media_type = models.CharField(max_length=90)
    size = models.PositiveIntegerField()
    digest = models.BinaryField()
    added_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    place = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["added_at", "uid"]
        constraints = [models.UniqueConstraint(fields=["stream", "digest"], name="file_once_in_its_record")]


class Counter(models.Model):
    """The last number that a unit gave out in a sequence in a year."""

    unit_id = models.BigIntegerField()
    mark = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("counter of papers")
        verbose_name_plural = _("counters of papers")
        constraints = [models.UniqueConstraint(fields=["unit_id", "mark", "year"], name="counter_once")]


class Issued(models.Model):
    """A paper that was made out for the record of a stream. What was filled in is sealed, as the file is.

    `number` is never given twice by the unit. `replaces` is an earlier one that this one corrects.
    """

    uid = models.UUIDField(primary_key=True)
    stream = models.CharField(max_length=60)
    paper = models.CharField(max_length=40)
    number = models.CharField(max_length=60, blank=True)
    copies = models.PositiveSmallIntegerField(default=1)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    given = SealedField()
    unit_id = models.BigIntegerField()
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replacement")

    class Meta:
        verbose_name = _("issued paper")
        verbose_name_plural = _("issued papers")
        ordering = ["at", "uid"]
        indexes = [models.Index(fields=["stream", "at"], name="issued_stream")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit_id", "number"], condition=~models.Q(number=""), name="issued_number_once"
            )
        ]

    @property
    def declaration(self) -> Paper:
        """The paper that it is one of."""
        return papers.get(self.paper)


class Delivery(models.Model):
    """How a paper was handed over, to whom and when it arrived; `proof` is the signed slip or what else shows it."""

    uid = models.UUIDField(primary_key=True)
    issued = models.ForeignKey(Issued, on_delete=models.PROTECT, related_name="deliveries")
    to = SealedField()
    method = models.CharField(max_length=12, choices=Method)
    sent_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    refused = models.BooleanField(default=False)
    remark = SealedField()
    proof = models.ForeignKey(File, null=True, on_delete=models.PROTECT, related_name="+")
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["at", "uid"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_on__isnull=True)
                | models.Q(received_on__isnull=True)
                | models.Q(received_on__gte=models.F("sent_on")),
                name="delivery_arrives_after_it_left",
            )
        ]
