"""What is published with its texts and deliveries, what comes in, and what the channels are told."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, OrderBy, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Chained
from yixian.channels import rules
from yixian.channels.enums import STANDING_STILL, TO_DO, CloseGround, DeliveryState, Kind, MessageState, State
from yixian.concerns.models import Concern
from yixian.kernel.sealed import SealedField
from yixian.matters.models import FAR
from yixian.people.models import Person
from yixian.places.models import Unit

PUBLIC = Q(state__in=(State.LIVE, State.WITHDRAWN), published_at__isnull=False)
BEGINS = Func(
    Value(settings.TIME_ZONE),
    F("valid_from"),
    function="timezone",
    template="%(function)s(%(expressions)s::timestamp)",
    output_field=models.DateTimeField(),
)
"""Local midnight of the day from which a publication holds."""
APPEARED = Greatest("changed_at", BEGINS)
"""When readers first found a publication as it is now: it was changed, or its day came."""


class Setup(models.Model):
    """What a channel is told: whether it is on, who keeps it and gets what comes in by it, its settings.

    `secrets` holds the secret settings as JSON.
    """

    uid = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=20, unique=True)
    on = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    plain = models.JSONField(default=dict)
    secrets = SealedField()

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")


class Picture(models.Model):
    """A picture of a text, drawn anew on arrival so that nothing but its dots is left of the file."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()


class PublicationQuerySet(models.QuerySet["Publication"]):
    def open_to(self, actor: Actor) -> Self:
        """Those whose work the actor may see: written or reviewed on the units they write or review for."""
        units = sorted({*actor.units("channels.write"), *actor.units("channels.review")})
        return self.filter(unit__lineage__overlap=units) if units else self.none()

    def placed(self) -> Self:
        """With the unit joined in, but not the outline of its land."""
        return self.select_related("unit", "current").defer("unit__boundary")

    def shown(self, channel: str) -> Self:
        """What everybody may read by a channel that shows the database, withdrawn ones among them."""
        return self.filter(PUBLIC, channels__contains=[channel])

    def appeared(self) -> Self:
        """With `appeared_at`, what readers found last first."""
        return self.annotate(appeared_at=APPEARED).order_by(OrderBy(APPEARED, descending=True), "-pk")


class Publication(Chained):
    """One thing that is published: its newest text is `current`; earlier ones stay. `state` is the furthest.

    `channels` are those that the published text went to. `appeared_at` is there where rows are asked for by it.
    """

    appeared_at: datetime

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    pending = models.CharField(max_length=12, choices=State, blank=True)
    channels = ArrayField(models.CharField(max_length=20), default=list)
    current = models.ForeignKey("Edition", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=rules.LONGEST_TITLE)
    touched_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    reason = models.CharField(max_length=rules.LONGEST_REMARK, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="publication_public", condition=PUBLIC),
            models.Index(
                OrderBy(APPEARED, descending=True),
                F("id").desc(),
                name="publication_appeared",
                condition=PUBLIC,
            ),
            models.Index(fields=["unit", "-published_at", "-id"], name="publication_unit", condition=PUBLIC),
            models.Index(fields=["-touched_at", "-id"], name="publication_touched"),
            models.Index(
                fields=["pending", "-touched_at", "-id"], name="publication_pending", condition=~Q(pending="")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, published_at__isnull=True)
                | Q(state__in=(State.LIVE, State.WITHDRAWN), published_at__isnull=False),
                name="publication_live_since_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | (~Q(reason="") & Q(pending="")),
                name="publication_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """A text of a publication. `correction` says what it corrects in the one before; `writers` who wrote at it.

    `digest` is what a reviewer approves: a text that changed has another.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=rules.LONGEST_TITLE)
    body = models.TextField()
    picture = models.ForeignKey(Picture, null=True, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=80, blank=True)
    channels = ArrayField(models.CharField(max_length=20), default=list)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    correction = models.CharField(max_length=rules.LONGEST_REMARK, blank=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    writers = ArrayField(models.BigIntegerField(), default=list)
    written_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    reviewer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=rules.LONGEST_REMARK, blank=True)

    class Meta:
        ordering = ["publication_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(state__in=(State.DRAFT, State.REVIEW)),
                name="edition_one_at_work",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.DRAFT, State.REVIEW)) | Q(reviewer__isnull=False),
                name="edition_out_by_a_second_person",
            ),
        ]


class Delivery(models.Model):
    """A text on its way to a channel. `remote` is what the channel calls it; `why` why it did not arrive."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    recalls = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)
    remote = models.CharField(max_length=128, blank=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["edition_id", "id"]
        indexes = [
            models.Index(fields=["next_at", "id"], name="delivery_due", condition=Q(state__in=TO_DO)),
            models.Index(
                fields=["taken_at"], name="delivery_taken", condition=Q(state=DeliveryState.SENDING)
            ),
            models.Index(fields=["edition"], name="delivery_still", condition=Q(state__in=STANDING_STILL)),
        ]
        constraints = [models.UniqueConstraint(fields=["edition", "channel"], name="delivery_once_a_channel")]


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> Self:
        """What came in by channels that units of the actor keep; never what became a concern about them."""
        units = actor.units("channels.receive")
        if not units:
            return self.none()
        hidden = models.Exists(Concern.objects.about(actor).filter(pk=models.OuterRef("concern")))
        return self.filter(~hidden, unit__lineage__overlap=units)

    def placed(self) -> Self:
        """With unit and concern joined in, but not what is large or sealed."""
        joined = self.select_related("unit", "concern__matter")
        return joined.defer("unit__boundary", "concern__words", "concern__matter__story")


class Message(Chained):
    """Something that somebody wrote by a channel. `number` and `proof` are the service's: neither comes twice.

    Sender and words are sealed; `sender_index` finds other messages of the same sender.
    """

    uid = models.UUIDField(unique=True)
    channel = models.CharField(max_length=20)
    number = models.CharField(max_length=64)
    proof = models.CharField(max_length=64)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    sender = SealedField()
    sender_index = models.BinaryField()
    words = SealedField()
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.NEW)
    ground = models.CharField(max_length=12, choices=CloseGround, blank=True)
    concern = models.ForeignKey(Concern, null=True, on_delete=models.PROTECT, related_name="messages")
    handled_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    handled_at = models.DateTimeField(null=True)
    clock = models.JSONField(null=True)
    due_at = models.DateTimeField(default=FAR)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["due_at", "id"], name="message_due", condition=Q(state=MessageState.NEW)),
            models.Index(fields=["-received_at", "-id"], name="message_received"),
            models.Index(fields=["sender_index", "-id"], name="message_sender"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["channel", "number"], name="message_once"),
            models.UniqueConstraint(fields=["channel", "proof"], name="message_proof_once"),
            models.CheckConstraint(
                condition=Q(state=MessageState.CONCERN, concern__isnull=False)
                | (~Q(state=MessageState.CONCERN) & Q(concern__isnull=True)),
                name="message_concern_where_taken_up",
            ),
        ]

    @property
    def label(self) -> str:
        """Its number, as its sender is told."""
        return f"M-{self.pk:05d}"


class Reply(models.Model):
    """Words that go back to whoever wrote a message, by the same way; once for each `cause`.

    `answers` says that they answer what was written, not only tell where it stands.
    """

    uid = models.UUIDField(primary_key=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="replies")
    cause = models.CharField(max_length=60)
    answers = models.BooleanField()
    words = SealedField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["message_id", "at", "uid"]
        indexes = [
            models.Index(fields=["next_at", "uid"], name="reply_due", condition=Q(state__in=TO_DO)),
            models.Index(fields=["taken_at"], name="reply_taken", condition=Q(state=DeliveryState.SENDING)),
            models.Index(fields=["message"], name="reply_still", condition=Q(state__in=STANDING_STILL)),
        ]
        constraints = [models.UniqueConstraint(fields=["message", "cause"], name="reply_once_a_cause")]

    @property
    def stands_still(self) -> bool:
        """Whether it did not go back, or nobody knows, and nothing more is done by itself."""
        return self.state in STANDING_STILL
