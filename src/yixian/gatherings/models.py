"""Gatherings and the series that they come from. What stands here in clear names nobody but posts."""

from datetime import date, datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Chained
from yixian.gatherings.enums import AHEAD, Became, Kind, State, Topic
from yixian.gatherings.rules import Pattern, unpacked
from yixian.kernel.sealed import SealedField
from yixian.people.models import Person, Post, Resident
from yixian.places.models import Unit


class SeriesQuerySet(models.QuerySet["Series"]):
    """The one place where it is said who keeps which series."""

    def kept_by(self, actor: Actor) -> Self:
        """Series that the actor keeps: plans the dates of, moves, ends."""
        return self.filter(unit__lineage__overlap=actor.units("gatherings.keep"))

    def placed(self) -> Self:
        """With organiser and place joined in, but not the outlines of their land."""
        return self.select_related("unit", "place").defer("unit__boundary", "place__boundary")


class Series(Chained):
    """Gatherings that come back by a rule. `starts` is the local time of day, `lasts` how many minutes.

    `unit` organises it, `place` is where it is held, `until` the first day without it.
    """

    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    topic = models.CharField(max_length=8, choices=Topic, blank=True)
    title = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    spot = models.CharField(max_length=60, blank=True)
    pattern = models.JSONField()
    starts = models.TimeField()
    lasts = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)
    public = models.BooleanField(default=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of gatherings")
        verbose_name_plural = _("series of gatherings")
        indexes = [models.Index(fields=["unit", "id"], name="series_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="series_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rule(self) -> Pattern:
        """The rule by which it comes back."""
        return unpacked(self.pattern)

    def times(self, day: date) -> tuple[datetime, datetime]:
        """From when until when it is held on a day."""
        start = timezone.make_aware(datetime.combine(day, self.starts))
        return start, start + timedelta(minutes=self.lasts)


class SeriesDay(models.Model):
    """A day of a series that is skipped, or moved to another day, and why."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    moved_to = models.DateField(null=True)
    reason = models.CharField(max_length=60)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["series", "day"], name="series_day_once")]


class GatheringQuerySet(models.QuerySet["Gathering"]):
    """The one place where it is said who may see which gathering."""

    def visible_to(self, actor: Actor) -> Self:
        """Gatherings that were announced to everybody, and those within the actor's reach or with them in the team."""
        units = actor.units("gatherings.see")
        if not units:
            return self.none()
        return self.filter(self._open_to_all() | Q(sight__overlap=sorted({*units, *actor.own_units})))

    def open_to_all(self) -> Self:
        """Gatherings that stand in the public calendar."""
        return self.filter(self._open_to_all())

    def kept_by(self, actor: Actor) -> Self:
        """Gatherings that the actor keeps: plans, announces, records."""
        return self.filter(unit__lineage__overlap=actor.units("gatherings.keep"))

    def ahead(self) -> Self:
        """Gatherings still to be held."""
        return self.filter(state__in=AHEAD)

    def placed(self) -> Self:
        """With organiser and place joined in, but not the outlines of their land."""
        return self.select_related("unit", "place").defer("unit__boundary", "place__boundary")

    @staticmethod
    def _open_to_all() -> Q:
        return Q(public=True, announced_at__isnull=False)


class Gathering(Chained):
    """People brought together at a place and time.

    `unit` organises it. `sight` holds the units whose posts see it before, or without, its being public.
    `attended` is how many came, counted, nobody named. `series_day` is the day by the rule of its series.
    `published_at` is when it was last published what was asked and what became of it. `version` counts changes.
    """

    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    topic = models.CharField(max_length=8, choices=Topic, blank=True)
    title = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    spot = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=500, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    public = models.BooleanField(default=True)
    sign_up = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField(null=True)
    series = models.ForeignKey(Series, null=True, on_delete=models.PROTECT, related_name="gatherings")
    series_day = models.DateField(null=True)
    sight = ArrayField(models.IntegerField(), default=list)
    attended = models.PositiveIntegerField(null=True)
    course = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    planned_at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = _("gathering")
        verbose_name_plural = _("gatherings")
        indexes = [
            models.Index(fields=["starts_at", "id"], name="gathering_starts"),
            models.Index(fields=["unit", "starts_at", "id"], name="gathering_unit"),
            models.Index(fields=["place", "starts_at", "id"], name="gathering_place"),
            models.Index(fields=["ends_at", "id"], name="gathering_ahead", condition=Q(state__in=AHEAD)),
            models.Index(
                fields=["-published_at", "-id"],
                name="gathering_published",
                condition=Q(published_at__isnull=False),
            ),
            GinIndex(fields=["sight"], name="gathering_sight"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="gathering_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=(Q(state=State.HELD) & Q(attended__isnull=False))
                | (~Q(state=State.HELD) & Q(attended__isnull=True)),
                name="gathering_held_is_counted",
            ),
            models.UniqueConstraint(
                fields=["series", "series_day"],
                condition=Q(series__isnull=False),
                name="gathering_once_a_turn",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to be held."""
        return self.state in AHEAD


class TeamPost(models.Model):
    """A post, or a whole unit, that has a task at a gathering."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="team")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    task = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "unit", "post"], nulls_distinct=False, name="gathering_team_once"
            )
        ]

    def holder(self, on: date) -> int | None:
        """Id of the person who has the task; None where the whole unit does, or the post has ended on a day."""
        post = self.post
        return None if post is None or (post.until is not None and post.until <= on) else post.person_id


class Item(models.Model):
    """A point of the agenda."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=120)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["gathering", "number"], name="gathering_item_once")]


class SignUp(models.Model):
    """Somebody who means to come, with how many. Their contact data are sealed with the resident."""

    uid = models.UUIDField(unique=True)
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="sign_ups")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    code_index = models.BinaryField(unique=True)
    persons = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["gathering", "id"], name="sign_up_gathering")]


class Told(models.Model):
    """What was asked at a gathering and what became of it, as it was published: nobody is named."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="told")
    concern_uid = models.UUIDField()
    asked = models.CharField(max_length=60)
    became = models.CharField(max_length=10, choices=Became)
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "concern_uid"], name="gathering_told_once")
        ]


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """How far what is to be published has come."""

    def waiting(self) -> Self:
        """Those that the second person has still to look at."""
        return self.filter(checked_by=None)

    def sent_back(self) -> Self:
        """Those that were sent back, and not proposed anew since."""
        return self.exclude(remark="")


class Proposal(models.Model):
    """What somebody means to publish of a gathering, until a second person has looked at it.

    `text` is sealed, and shredded once it is published: the questions as JSON lists of concern, asked, answer.
    With a `remark` it was sent back.
    """

    uid = models.UUIDField(unique=True)
    gathering = models.OneToOneField(Gathering, on_delete=models.PROTECT, related_name="proposal")
    text = SealedField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=60, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("made_by")),
                name="gathering_proposal_two_persons",
            )
        ]

    @property
    def waits(self) -> bool:
        """Whether the second person has still to look at it."""
        return self.checked_by_id is None


class FeedKey(models.Model):
    """The turn of somebody's secret calendar address; a new turn makes the address before it useless."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveIntegerField(default=1)
