"""Matters, who is party to them, and the sealed words that belong to them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Chained
from yixian.kernel.sealed import SealedField
from yixian.matters.enums import (
    OPEN_PASSAGES,
    OPEN_STATES,
    RUNNING_STATES,
    Channel,
    PartyRole,
    PassageState,
    RefusalGround,
    State,
    Taking,
    Voice,
)
from yixian.people.models import Person, Resident
from yixian.places.models import Unit
from yixian.procedures import registry
from yixian.procedures.language import Procedure, Step

FAR = datetime(9999, 1, 1, tzinfo=UTC)
"""Stands in `due_at` while no clock runs, so that lists by due time need no special case."""


def with_sight(units: Sequence[int]) -> Func:
    """The units of a column `sight` with some more, in order and each once, for an update."""
    template = "ARRAY(SELECT DISTINCT unnest(%(expressions)s) ORDER BY 1)"
    more = Cast(Value(list(units)), ArrayField(models.IntegerField()))
    both = Func(F("sight"), more, function="array_cat")
    return Func(both, template=template, output_field=ArrayField(models.IntegerField()))


class MatterQuerySet(models.QuerySet["Matter"]):
    """The one place where it is said who may see which matter."""

    def visible_to(self, actor: Actor) -> Self:
        """Matters that concern the actor's units, without those raised about their unit or themselves."""
        units = actor.units("matters.see")
        if not units:
            return self.none()
        found = self.filter(sight__overlap=units)
        if actor.kin:
            found = found.exclude(about_units__overlap=sorted(actor.kin))
        if actor.person_id is not None:
            found = found.exclude(about_persons__contains=[actor.person_id])
        return found

    def placed(self) -> Self:
        """With place and holder joined in, but not the outlines of their land."""
        joined = self.select_related("place", "holder")
        return joined.defer("place__boundary", "holder__boundary")

    def open(self) -> Self:
        """Matters that wait for an answer or for its review."""
        return self.filter(state__in=OPEN_STATES)


class Matter(Chained):
    """Whatever somebody raised, on its way through a procedure.

    `sign` begins its number and stays when the matter passes into another procedure.
    `sight` holds the units whose posts may see it; `about_units` and `about_persons` whom it concerns.
    `keepers` are units that see it because they had it; `offered_to` is the unit that it is being handed over to.
    `settled_step` and `settled_kind` say at which step, and with what kind of unit, it came to its outcome.
    `version` counts the changes of where it stands; a form that was filled in before one is refused.
    `asked_at` is since when words or files of whoever raised it wait for an answer.
    `last_token` is the id that came with the newest write, so that a form sent twice is done once.
    """

    uid = models.UUIDField(unique=True)
    sign = models.CharField(max_length=4)
    procedure = models.CharField(max_length=40)
    procedure_version = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=8)
    headline = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=12, choices=Channel)
    story = SealedField()
    code_index = models.BinaryField(unique=True)
    code_turn = models.PositiveSmallIntegerField(default=0)

    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    raised_at = models.DateTimeField()

    step = models.CharField(max_length=40)
    came_from = models.CharField(max_length=40, blank=True)
    step_since = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State)
    facts = models.JSONField(default=dict)
    outcome = models.CharField(max_length=40, blank=True)
    settled_step = models.CharField(max_length=40, blank=True)
    settled_kind = models.CharField(max_length=24, blank=True)
    ended_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="absorbed")

    holder = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    counted_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    offered_to = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    keepers = ArrayField(models.IntegerField(), default=list)
    sight = ArrayField(models.IntegerField(), default=list)
    about_units = ArrayField(models.IntegerField(), default=list)
    about_persons = ArrayField(models.IntegerField(), default=list)

    step_clock = models.JSONField(null=True)
    legal_clock = models.JSONField(null=True)
    step_due_at = models.DateTimeField(null=True)
    legal_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=FAR)
    wake_at = models.DateTimeField(null=True)
    escalation = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)

    version = models.PositiveIntegerField(default=1)
    last_token = models.UUIDField(null=True)
    terms = SearchVectorField()

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter")
        verbose_name_plural = _("matters")
        indexes = [
            models.Index(fields=["due_at", "id"], name="matter_due", condition=Q(state__in=RUNNING_STATES)),
            models.Index(
                fields=["holder", "due_at", "id"], name="matter_holder", condition=Q(state__in=RUNNING_STATES)
            ),
            models.Index(
                fields=["assignee", "due_at", "id"],
                name="matter_assignee",
                condition=Q(state__in=RUNNING_STATES, assignee__isnull=False),
            ),
            models.Index(
                fields=["holder", "due_at", "id"], name="matter_asked", condition=Q(asked_at__isnull=False)
            ),
            models.Index(
                fields=["offered_to", "due_at", "id"],
                name="matter_offered",
                condition=Q(offered_to__isnull=False),
            ),
            models.Index(fields=["raised_at", "id"], name="matter_raised"),
            models.Index(fields=["place", "raised_at"], name="matter_place"),
            models.Index(fields=["wake_at"], name="matter_wake", condition=Q(wake_at__isnull=False)),
            GinIndex(fields=["sight"], name="matter_sight"),
            GinIndex(fields=["terms"], name="matter_terms"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into__isnull=True)),
                name="matter_joined_with_one",
            ),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__range=(-180, 180), lat__range=(-90, 90)),
                name="matter_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def declaration(self) -> Procedure:
        """The procedure at the version that this matter began under."""
        return registry.get(self.procedure, self.procedure_version)

    @property
    def standing_step(self) -> Step:
        """The step that it stands at."""
        return self.declaration.step(self.step)

    @property
    def number(self) -> str:
        """How people call it, such as `纠〔2026〕000123号`."""
        return f"{self.sign}〔{self.raised_at.year}〕{self.pk or 0:06d}号"


class Party(models.Model):
    """Somebody's part in a matter; what identifies them is sealed with the resident."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="parties")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="parts")
    role = models.CharField(max_length=8, choices=PartyRole)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["id"]


class Passage(models.Model):
    """A hand-over of a matter to another unit, in its own procedure or into another one, with its whole file.

    Until it is taken, the unit that offers it answers for it. `left` holds what is put back when it is given back:
    facts, step and legal clock of the procedure that it left.
    """

    uid = models.UUIDField(unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="passages")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_procedure = models.CharField(max_length=40)
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_procedure = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=PassageState)
    ground = models.CharField(max_length=16, choices=RefusalGround, blank=True)
    taking = models.CharField(max_length=8, choices=Taking, blank=True)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    clock = models.JSONField(null=True)
    due_at = models.DateTimeField(null=True)
    left = models.JSONField(null=True)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["id"]
        indexes = [models.Index(fields=["due_at"], name="passage_due", condition=Q(due_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], name="passage_one_at_a_time", condition=Q(state__in=OPEN_PASSAGES)
            ),
            models.CheckConstraint(
                condition=Q(Q(state__in=OPEN_PASSAGES), settled_at__isnull=True)
                | Q(~Q(state__in=OPEN_PASSAGES), settled_at__isnull=False),
                name="passage_settled_or_open",
            ),
        ]


class Words(models.Model):
    """A sealed text that came with the event `seq` of a matter; the event holds the commitment to it."""

    uid = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="words")
    seq = models.PositiveIntegerField()
    field = models.CharField(max_length=40)
    voice = models.CharField(max_length=8, choices=Voice)
    at = models.DateTimeField()
    text = SealedField()

    class Meta:
        verbose_name = _("words")
        verbose_name_plural = _("words")
        ordering = ["seq", "field"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "seq", "field"], name="words_once_in_their_event")
        ]
