"""Texts that go before the public: frozen, without what tells about somebody, looked at by two persons."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yixian.audit.models import Chained
from yixian.disclosure.enums import Stand
from yixian.kernel.sealed import SealedField
from yixian.people.models import Person
from yixian.places.models import Unit


class Snapshot(Chained):
    """A public text. `draft` never changes; `text` holds the same in clear while it is published, and only then.

    `source_stream` and `source_seq` say of what it was made, and how far that had come. `digest` is the SHA-256 of the
    published text. `vouched` is how many doubtful findings the second person has looked at and let stand.
    """

    uid = models.UUIDField(unique=True)
    purpose = models.CharField(max_length=40)
    source_stream = models.CharField(max_length=60)
    source_seq = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    stand = models.CharField(max_length=10, choices=Stand)
    draft = SealedField()
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    vouched = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    remark = SealedField()
    reason = SealedField()

    class Meta:
        verbose_name = _("public text")
        verbose_name_plural = _("public texts")
        indexes = [models.Index(fields=["source_stream"], name="snapshot_source")]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("made_by")),
                name="snapshot_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(~Q(text=""), stand=Stand.UP, checked_by__isnull=False, published_at__isnull=False)
                | Q(~Q(stand=Stand.UP), text=""),
                name="snapshot_in_clear_while_published",
            ),
        ]
