"""Files that belong to a record, told by its stream."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yixian.kernel.sealed import SealedField


class File(models.Model):
    """A file of the record whose stream this is. Its content lies sealed outside the database, under its digest."""

    uid = models.UUIDField(primary_key=True)
    stream = models.CharField(max_length=60)
    name = SealedField()
    media_type = models.CharField(max_length=90)
    size = models.PositiveIntegerField()
    digest = models.BinaryField()
    added_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["added_at", "uid"]
        constraints = [models.UniqueConstraint(fields=["stream", "digest"], name="file_once_in_its_record")]
