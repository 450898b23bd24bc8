"""What somebody said somewhere, and what became of it."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Chained
from yixian.concerns.enums import Fate
from yixian.kernel.sealed import SealedField
from yixian.matters.models import FAR, Matter
from yixian.people.models import Person, Resident
from yixian.places.models import Unit
from yixian.rulebook.terms import Clock

OWING = Q(fate=Fate.OPEN) | Q(fate=Fate.CLOSED, checked_at__isnull=True)
"""Still owes its end: there is none, or a superior has not agreed to its closing."""


NAMED = ~Q(about_units=[]) | ~Q(about_persons=[])
COMPLAINT = NAMED | Q(Exists(Matter.objects.filter(NAMED, pk=OuterRef("matter"))))
"""Is about a unit or a person, or became a matter that is."""


def _about(actor: Actor) -> Q:
    named = Q(about_persons__contains=[actor.person_id]) | Q(about_units__overlap=sorted(actor.kin))
    return named | Q(Exists(Matter.objects.filter(named, pk=OuterRef("matter"))))


class ConcernQuerySet(models.QuerySet["Concern"]):
    """The one place where it is said who may see which concern."""

    def visible_to(self, actor: Actor) -> Self:
        """What the actor heard, and what the units they look after answer for; never what is about them."""
        if actor.person_id is None:
            return self.none()
        condition = Q(heard_by_id=actor.person_id) | Q(minder_id=actor.person_id)
        if units := actor.units("concerns.see"):
            condition |= Q(sight__overlap=units)
        return self.filter(condition).exclude(_about(actor))

    def about(self, actor: Actor) -> Self:
        """Those about the actor or a unit of theirs, or whose matter turned out to be."""
        return self.filter(_about(actor))

    def complaints(self) -> Self:
        """Those about a unit or a person, or whose matter turned out to be."""
        return self.filter(COMPLAINT)

    def owing(self) -> Self:
        """Those that still owe their end."""
        return self.filter(OWING)

    def of(self, source: str, source_uid: object) -> Self:
        """Those heard at one record."""
        return self.filter(source=source, source_uid=source_uid)

    def placed(self) -> Self:
        """With place, unit, who heard it and its matter joined in, but not the outlines of their land."""
        joined = self.select_related("place", "unit", "heard_by", "minder", "matter", "speaker")
        return joined.defer("place__boundary", "unit__boundary", "matter__story")


class Concern(Chained):
    """Something that was heard at a record (`source`, `source_uid`). `unit` answers for what becomes of it.

    `headline` stands in lists and names nobody. `minder` goes on with it in place of whoever heard it, or the unit
    does (`with_unit`). `due_at` is the end of the clock that runs: until its fate, or until a superior checks a
    closing. `carried_from` is the concern that it goes on with. `closed_by` closed it; who checks that is somebody else.
    """

    uid = models.UUIDField(unique=True)
    source = models.CharField(max_length=20)
    source_uid = models.UUIDField()
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    heard_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    minder = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    heard_at = models.DateTimeField()
    with_unit = models.BooleanField(default=False)
    headline = models.CharField(max_length=60, blank=True)
    words = SealedField()
    speaker = models.ForeignKey(Resident, null=True, on_delete=models.PROTECT, related_name="concerns")

    fate = models.CharField(max_length=10, choices=Fate, default=Fate.OPEN)
    fated_at = models.DateTimeField(null=True)
    answer = SealedField()
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="concerns")
    carried_to = models.UUIDField(null=True)
    carried_from = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="carried_on"
    )
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)

    clock = models.JSONField(null=True)
    due_at = models.DateTimeField(default=FAR)
    about_units = ArrayField(models.IntegerField(), default=list)
    about_persons = ArrayField(models.IntegerField(), default=list)
    sight = ArrayField(models.IntegerField(), default=list)
    version = models.PositiveIntegerField(default=1)
    last_token = models.UUIDField(null=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        indexes = [
            models.Index(fields=["source", "source_uid", "id"], name="concern_record"),
            models.Index(fields=["due_at", "id"], name="concern_due", condition=OWING),
            models.Index(fields=["unit", "due_at", "id"], name="concern_unit", condition=OWING),
            models.Index(fields=["heard_by", "due_at", "id"], name="concern_hearer"),
            models.Index(
                fields=["minder", "due_at", "id"], name="concern_minder", condition=Q(minder__isnull=False)
            ),
            models.Index(fields=["-heard_at", "-id"], name="concern_heard"),
            models.Index(fields=["matter"], name="concern_matter", condition=Q(matter__isnull=False)),
            GinIndex(fields=["sight"], name="concern_sight"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(fate=Fate.OPEN, fated_at__isnull=True)
                | (~Q(fate=Fate.OPEN) & Q(fated_at__isnull=False)),
                name="concern_fate_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(fate__in=(Fate.MATTER, Fate.MERGED), matter__isnull=False)
                | (~Q(fate__in=(Fate.MATTER, Fate.MERGED)) & Q(matter__isnull=True)),
                name="concern_matter_where_it_became_one",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True) | Q(fate=Fate.CLOSED),
                name="concern_checked_where_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.headline or f"{self.source} {self.heard_at:%Y-%m-%d}"

    @property
    def in_charge(self) -> int | None:
        """Id of the person who brings it to its end; None where its unit does."""
        return None if self.with_unit else self.minder_id or self.heard_by_id

    @property
    def owes(self) -> bool:
        """Whether it still owes its end."""
        return self.fate == Fate.OPEN or (self.fate == Fate.CLOSED and self.checked_at is None)

    @property
    def running(self) -> Clock | None:
        """The clock that its due time came from."""
        return Clock.from_json(self.clock) if self.clock else None


class Said(models.Model):
    """A sealed text that came with the event `seq` of a concern: a remark, or why it was opened."""

    uid = models.UUIDField(primary_key=True)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="said")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    text = SealedField()

    class Meta:
        verbose_name = _("remark on a concern")
        verbose_name_plural = _("remarks on a concern")
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["concern", "seq"], name="said_once_in_its_event")]
