"""The log and its seals. Rows of both are only ever added; migration 0003 takes the other rights away.

Because of that no foreign key may point at them: PostgreSQL asks for the right to update before it locks
the row that a foreign key refers to.
"""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class Chained(models.Model):
    """Something whose events form a chain: it carries the number and the hash of its newest event.

    Such a model has a column `uid`, unique and known before there is a row; the chain is called by it.
    `record.compose` moves the two fields on; the action that called it saves them.
    """

    uid: "models.UUIDField[UUID, UUID]"

    chain_seq = models.PositiveIntegerField(default=0)
    chain_head = models.BinaryField(default=b"")

    class Meta:
        abstract = True

    @classmethod
    def stream_prefix(cls) -> str:
        """What the names of these streams begin with: the model's name and a colon."""
        return f"{cls._meta.model_name}:"

    @property
    def stream(self) -> str:
        """The name of the chain, such as `matter:0199…`."""
        return f"{self.stream_prefix()}{self.uid.hex}"


class Chain(models.Model):
    """Head of a stream that has no record of its own, such as `sign-in`."""

    stream = models.CharField(max_length=60, primary_key=True)
    chain_seq = models.PositiveIntegerField(default=0)
    chain_head = models.BinaryField(default=b"")

    class Meta:
        verbose_name = _("chain head")
        verbose_name_plural = _("chain heads")


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
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="event_once_in_its_chain")]
        indexes = [models.Index(fields=["kind", "unit_id", "at"], name="event_kind_unit")]

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} {self.kind}"


class Seal(models.Model):
    """Head of an RFC 9162 tree over the events with `after` < id ≤ `upto`, linked to the seal before it."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField()
    after = models.BigIntegerField()
    upto = models.BigIntegerField()
    size = models.PositiveIntegerField()
    root = models.BinaryField()
    prev = models.BinaryField()
    hash = models.BinaryField()
    alg = models.CharField(max_length=8)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        constraints = [
            models.UniqueConstraint(
                fields=["after"], condition=models.Q(size__gt=0), name="seal_covers_once"
            ),
            models.CheckConstraint(condition=models.Q(upto__gte=models.F("after")), name="seal_runs_on"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Tile(models.Model):
    """Head over 256 neighbouring events of a seal (its last tile: over what is left).

    With it a proof reads one tile of events and no more, and a change is narrowed down to one tile.
    """

    seal_number = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    first_id = models.BigIntegerField()
    root = models.BinaryField()

    class Meta:
        verbose_name = _("tile of a seal")
        verbose_name_plural = _("tiles of a seal")
        constraints = [
            models.UniqueConstraint(fields=["seal_number", "number"], name="tile_once_in_its_seal")
        ]
