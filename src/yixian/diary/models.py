"""Entries of public-concern diaries, each with every version of what it says."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Chained
from yixian.concerns.models import Concern, ConcernQuerySet
from yixian.diary.enums import Met
from yixian.diary.sources import SOURCE
from yixian.kernel.sealed import SealedField
from yixian.people.models import Person
from yixian.places.models import Unit
from yixian.procedures.language import Text


def concerns() -> ConcernQuerySet:
    """The concerns heard at the entry of an outer query."""
    return Concern.objects.filter(source=SOURCE, source_uid=OuterRef("uid"))


def known(actor: Actor) -> ConcernQuerySet:
    """Those of them that an actor may know of: what is about an office is hidden even from whoever heard it there."""
    return Concern.objects.visible_to(actor).filter(source=SOURCE, source_uid=OuterRef("uid"))


def owed(actor: Actor) -> Q:
    """Whether something heard at an entry still owes its end, as far as an actor may know of it.

    The one condition that every list and count of a reader uses.
    """
    return Q(Exists(known(actor).owing()))


def owed_late(actor: Actor, at: datetime) -> Q:
    """Whether something heard at an entry owes its end past its time, as far as an actor may know of it."""
    return Q(Exists(known(actor).owing().filter(due_at__lte=at)))


class EntryQuerySet(models.QuerySet["Entry"]):
    """The one place where it is said who may read which entry."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, and those of people whom one supervises unless something in them is about the reader's own."""
        if actor.person_id is None:
            return self.none()
        own = Q(writer=actor.person_id)
        units = actor.units("diary.supervise")
        if not units:
            return self.filter(own)
        return self.filter(own | Q(unit__lineage__overlap=units) & ~Q(Exists(concerns().about(actor))))

    def owing(self) -> Self:
        """Those at which something was heard that still owes its end, whoever may know of it."""
        return self.filter(Q(Exists(concerns().owing())))

    def placed(self) -> Self:
        """With place, unit and writer joined in, but not the outlines of their land."""
        joined = self.select_related("place", "unit", "writer")
        return joined.defer("place__boundary", "unit__boundary")


class Entry(Chained):
    """An entry: when, where and with whom by kind a cadre spoke. What was said is sealed in its pages.

    `unit` is where the writer held a post; whoever supervises that ground may read it. `headline` names nobody.
    `bare` says that only a recording or nothing was kept so far. `version` is the number of its newest page.
    """

    uid = models.UUIDField(unique=True)
    writer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    met_at = models.DateTimeField()
    met = ArrayField(models.CharField(max_length=12, choices=Met))
    headline = models.CharField(max_length=60, blank=True)
    bare = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    last_token = models.UUIDField(null=True)
    terms = SearchVectorField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("diary entry")
        verbose_name_plural = _("diary entries")
        indexes = [
            models.Index(fields=["writer", "-met_at", "-id"], name="entry_writer"),
            models.Index(fields=["unit", "-met_at", "-id"], name="entry_unit"),
            GinIndex(fields=["terms"], name="entry_terms"),
        ]

    def __str__(self) -> str:
        return self.headline or f"{self.place.name} {self.met_at:%Y-%m-%d}"

    @property
    def kinds(self) -> list[Text]:
        """With whom the writer spoke, in words."""
        return [each.label for each in Met if each in self.met]

    @property
    def title(self) -> str:
        """What stands over it: its heading, or where and with whom."""
        return self.headline or " · ".join([self.place.name, *map(str, self.kinds[:1])])


class Page(models.Model):
    """What an entry says since an event of its chain (`seq`); earlier pages stay. Everything about people is sealed."""

    uid = models.UUIDField(unique=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    people = SealedField()
    heard = SealedField()
    household = SealedField()
    plan = SealedField()
    thoughts = SealedField()

    class Meta:
        verbose_name = _("page of a diary entry")
        verbose_name_plural = _("pages of diary entries")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="page_once_a_version")]


class Opening(models.Model):
    """The reason that somebody gave in words for opening an entry, with the event `seq` of its chain."""

    uid = models.UUIDField(unique=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="openings")
    seq = models.PositiveIntegerField()
    reason = SealedField()

    class Meta:
        verbose_name = _("opening of a diary entry")
        verbose_name_plural = _("openings of diary entries")
        constraints = [models.UniqueConstraint(fields=["entry", "seq"], name="opening_once_in_its_event")]
