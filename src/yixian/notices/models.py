"""Notices, where people want to have them, and what became of sending them."""

from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yixian.kernel.sealed import SealedField
from yixian.notices.declare import KEY_LENGTH
from yixian.notices.enums import DeliveryState, Purpose, Reason, Way
from yixian.notices.rules import Hours
from yixian.people.models import Person

UNREAD = Q(read_at__isnull=True)


class Cursor(models.Model):
    """How far a job has read the log; its row lock lets one worker at a time go on.

    Everything up to `upto` is handled. Nothing can appear in the log any more up to `safe`; up to `seen` once none
    of `writers` is writing. `day` is the last day that a daily kind was looked for.
    """

    name = models.CharField(max_length=KEY_LENGTH, primary_key=True)
    upto = models.BigIntegerField(default=0)
    safe = models.BigIntegerField(default=0)
    seen = models.BigIntegerField(default=0)
    writers = ArrayField(models.CharField(max_length=40), default=list)
    day = models.DateField(null=True)

    def writers_left(self, writing: Collection[str]) -> set[str]:
        """Those of `writers` that are still among these."""
        return {*self.writers} & {*writing}


class Notice(models.Model):
    """Something that a person was told: its kind, and the record by its number. Nothing that is sealed.

    `event_id` is the event that it follows (no foreign key: the log allows none); a daily one has none but `day`.
    `page`, `given` and `query` are the address of the record. `count` says of how many records it tells.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=KEY_LENGTH)
    event_id = models.BigIntegerField(null=True)
    stream = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    at = models.DateTimeField()
    number = models.CharField(max_length=60, blank=True)
    count = models.PositiveIntegerField(default=1)
    page = models.CharField(max_length=80)
    given = models.JSONField(default=dict)
    query = models.CharField(max_length=100, blank=True)
    urgent = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "event_id"],
                name="notice_once_an_event",
                condition=Q(event_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "day"], name="notice_once_a_day", condition=Q(event_id__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_inbox"),
            models.Index(fields=["person", "-id"], name="notice_unread", condition=UNREAD),
            models.Index(fields=["day"], name="notice_day"),
            models.Index(fields=["event_id"], name="notice_event", condition=Q(event_id__isnull=False)),
        ]


class Preference(models.Model):
    """When and in what language somebody wants to hear, and which kinds they do not want by which way."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="notice_preference")
    language = models.CharField(max_length=10)
    digest_hour = models.PositiveSmallIntegerField(default=Hours().digest)
    quiet_from = models.PositiveSmallIntegerField(default=Hours().quiet_from)
    quiet_until = models.PositiveSmallIntegerField(default=Hours().quiet_until)
    urgent_breaks = models.BooleanField(default=False)
    unwanted = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest_hour__lte=23, quiet_from__lte=23, quiet_until__lte=23),
                name="preference_hours_of_a_day",
            )
        ]

    @property
    def hours(self) -> Hours:
        """The hours as the rules take them."""
        return Hours(
            digest=self.digest_hour,
            quiet_from=self.quiet_from,
            quiet_until=self.quiet_until,
            urgent_breaks=self.urgent_breaks,
        )


class Address(models.Model):
    """Where somebody is reached by a way. Used once its owner has entered the code that was sent there.

    `hint` is what is shown of it. Digests have told of notices up to `carried`, on `digest_day` for the last time.
    """

    uid = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notice_addresses")
    way = models.CharField(max_length=8, choices=Way)
    address = SealedField()
    hint = models.CharField(max_length=40)
    since = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    code = SealedField()
    code_until = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    carried = models.BigIntegerField(default=0)
    digest_day = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "way"], name="address_one_a_way")]


class Delivery(models.Model):
    """One message to one address: an urgent notice, the notices after `after` up to `upto`, or a code.

    Whoever sends it claims it first; a claim that ran out is not sent again by itself, since it may have arrived.
    """

    uid = models.UUIDField(unique=True)
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="deliveries")
    purpose = models.CharField(max_length=8, choices=Purpose)
    notice = models.ForeignKey(Notice, null=True, on_delete=models.CASCADE, related_name="deliveries")
    day = models.DateField()
    after = models.BigIntegerField(default=0)
    upto = models.BigIntegerField(default=0)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    next_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        constraints = [
            models.UniqueConstraint(
                fields=["address", "day"],
                name="delivery_one_digest_a_day",
                condition=Q(purpose=Purpose.DIGEST),
            ),
            models.UniqueConstraint(
                fields=["address", "notice"], name="delivery_urgent_once", condition=Q(notice__isnull=False)
            ),
            models.CheckConstraint(condition=Q(upto__gte=F("after")), name="delivery_runs_on"),
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"], name="delivery_waits", condition=Q(state=DeliveryState.WAITING)
            ),
            models.Index(
                fields=["claimed_until"], name="delivery_claimed", condition=Q(state=DeliveryState.SENDING)
            ),
            models.Index(fields=["-id"], name="delivery_failed", condition=Q(state=DeliveryState.FAILED)),
        ]
