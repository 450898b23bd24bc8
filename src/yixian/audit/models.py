"""The log: one row an event, chained by hash within its stream."""

from django.db import models


class Chained(models.Model):
    """Something whose events form a chain: it carries the number and the hash of its newest event."""

    chain_seq = models.PositiveIntegerField(default=0)
    chain_head = models.BinaryField(default=b"")

    class Meta:
        abstract = True


class Event(models.Model):
    """What happened, to what, when, and by whom. Never changed, never deleted, never in clear about a person."""

    stream = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    body = models.JSONField(default=dict)
    alg = models.CharField(max_length=8)
    prev = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="event_once_in_its_chain")]
        indexes = [models.Index(fields=["kind", "unit_id", "at"], name="event_kind_unit")]

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} {self.kind}"
