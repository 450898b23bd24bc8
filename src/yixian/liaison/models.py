"""Who is assigned to a place, the visits, and the development plan of the place.

What was heard and who was met is sealed; what stands in clear names nobody.
"""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Chained
from yixian.kernel.sealed import SealedField
from yixian.liaison.enums import OPEN_ITEMS, Came, ItemState, Kind, Met, VisitState
from yixian.people.models import Person, Post, Substitution
from yixian.places.models import Unit

IN_FORCE = Q(until__isnull=True)


def held_by(actor: Actor, on: date) -> Q:
    """The condition on a liaison that somebody is the one assigned: by post, in stead of its holder, or by department.

    A post that has ended, and a department that has, hold nothing any more.
    """
    lent = Substitution.objects.filter(person=actor.person_id, since__lte=on, until__gt=on).values("post")
    posts = Post.objects.on(on).filter(Q(person=actor.person_id) | Q(pk__in=lent))
    units = Unit.objects.on(on).filter(pk__in=sorted(actor.own_units)).order_by()
    by_post = ~Q(kind=Kind.DEPARTMENT) & Q(post__in=posts.values("pk"))
    return Q(kind=Kind.DEPARTMENT, unit__in=units.values("pk")) | by_post


class LiaisonQuerySet(models.QuerySet["Liaison"]):
    """The one place where it is said who may see which liaison."""

    def visible_to(self, actor: Actor, on: date) -> Self:
        """The actor's own, those of places to which the actor is assigned, and those that the actor's posts are over."""
        if actor.person_id is None:
            return self.none()
        held = held_by(actor, on)
        seen = held | Q(place__in=Liaison.objects.on(on).filter(held).values("place"))
        if units := actor.units("liaison.see"):
            seen |= Q(place__lineage__overlap=units)
        return self.filter(seen)

    def on(self, day: date) -> Self:
        """Those in force on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)

    def held(self, day: date) -> Self:
        """Those that somebody holds on a day: the post is held, or the department is in being."""
        department = Q(post__isnull=True, unit__in=Unit.objects.on(day).order_by().values("pk"))
        return self.filter(department | Q(post__in=Post.objects.on(day).values("pk")))

    def stuck(self, day: date) -> Self:
        """Those in force on a day that nobody holds, or whose place is no more."""
        held = Liaison.objects.held(day).values("pk")
        return self.on(day).exclude(pk__in=held, place__in=Unit.objects.on(day).order_by().values("pk"))

    def named(self) -> Self:
        """With place, unit and holder joined in, without the outlines of their land."""
        joined = self.select_related("place__parent", "unit", "post__person")
        return joined.defer("place__boundary", "place__parent__boundary", "unit__boundary")


class Liaison(Chained):
    """Somebody is assigned to a place from a day until (not including) another.

    A leader or a cadre is assigned by `post`, whose unit is `unit`; a department as `unit` alone. `line` is the uid
    of the first of a succession, or of one that it has joined, and `begun` its first day at the place. `note` is the
    hand-over note from whoever it `follows`.
    """

    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    begun = models.DateField()
    line = models.UUIDField()
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    note = SealedField()

    objects = LiaisonQuerySet.as_manager()

    class Meta:
        verbose_name = _("liaison")
        verbose_name_plural = _("liaisons")
        indexes = [
            models.Index(fields=["place", "kind", "since"], name="liaison_place"),
            models.Index(fields=["post", "since"], name="liaison_post"),
            models.Index(fields=["unit", "kind", "since"], name="liaison_unit"),
            models.Index(fields=["line"], name="liaison_line"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Kind.DEPARTMENT, post__isnull=True)
                | (~Q(kind=Kind.DEPARTMENT) & Q(post__isnull=False)),
                name="liaison_by_post_or_department",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="liaison_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["kind", "place", "post"],
                condition=IN_FORCE & Q(post__isnull=False),
                name="liaison_once_a_post",
            ),
            models.UniqueConstraint(
                fields=["place", "unit"],
                condition=IN_FORCE & Q(post__isnull=True),
                name="liaison_once_a_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.place.name}"

    @property
    def name(self) -> str:
        """Who is assigned, by their public-office name."""
        return self.post.person.name if self.post is not None else self.unit.name


class FieldVisitQuerySet(models.QuerySet["FieldVisit"]):
    """Visits, within what somebody may see of liaisons."""

    def visible_to(self, actor: Actor, on: date) -> Self:
        """Those of liaisons that the actor may see."""
        return self.filter(liaison__in=Liaison.objects.visible_to(actor, on))

    def named(self) -> Self:
        """With places and who is assigned joined in."""
        joined = self.select_related("place", "ground", "by", "liaison__unit", "liaison__place")
        return joined.select_related("liaison__post__person").defer(
            "place__boundary", "ground__boundary", "liaison__unit__boundary", "liaison__place__boundary"
        )


class FieldVisit(Chained):
    """A visit, planned or made. `ground` and `kind` are those of its liaison, `place` is where it led, in or at `ground`.

    `topic` is what it is for, in a few words that name nobody; `reason` says why it was dropped.
    """

    uid = models.UUIDField(unique=True)
    liaison = models.ForeignKey(Liaison, on_delete=models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=12, choices=Kind)
    ground = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=VisitState)
    planned_for = models.DateField(null=True)
    day = models.DateField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=60, blank=True)
    met = ArrayField(models.CharField(max_length=12, choices=Met), default=list)
    heads = models.PositiveSmallIntegerField(default=0)
    came = ArrayField(models.CharField(max_length=12, choices=Came), default=list)
    names = SealedField()
    note = SealedField()
    reason = models.CharField(max_length=60, blank=True)

    objects = FieldVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [
            models.Index(fields=["ground", "kind", "-day"], name="liaison_visit_ground"),
            models.Index(fields=["liaison", "-day", "-id"], name="liaison_visit_liaison"),
            models.Index(
                fields=["planned_for", "id"],
                name="liaison_visit_planned",
                condition=Q(state=VisitState.PLANNED),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=VisitState.MADE, day__isnull=False)
                | (~Q(state=VisitState.MADE) & Q(day__isnull=True, planned_for__isnull=False)),
                name="liaison_visit_made_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.day or self.planned_for}"

    @property
    def met_words(self) -> list[str]:
        """With whom, by their part in the place."""
        return [str(Met(each).label) for each in self.met]

    @property
    def came_words(self) -> list[str]:
        """What came of it."""
        return [str(Came(each).label) for each in self.came]


class PlanItem(Chained):
    """Something in the development plan of a place. `liaison` is who of those assigned helps with it."""

    uid = models.UUIDField(unique=True)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    liaison = models.ForeignKey(Liaison, null=True, on_delete=models.PROTECT, related_name="items")
    title = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=ItemState, default=ItemState.PLANNED)
    until = models.DateField()
    remark = models.CharField(max_length=60, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("item of a development plan")
        verbose_name_plural = _("items of development plans")
        indexes = [
            models.Index(fields=["place", "until", "id"], name="liaison_plan_place"),
            models.Index(fields=["liaison", "until", "id"], name="liaison_plan_helper"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN_ITEMS, ended_on__isnull=True)
                | (~Q(state__in=OPEN_ITEMS) & Q(ended_on__isnull=False)),
                name="liaison_plan_item_ended_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN_ITEMS
