"""What stands on the public board."""

from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.board import rules
from yixian.board.enums import Why
from yixian.disclosure.enums import Stand
from yixian.disclosure.models import Snapshot
from yixian.matters.enums import State
from yixian.matters.models import Matter
from yixian.places.models import Unit

UP = Q(up_at__isnull=False, down_at__isnull=True)
CLOSED = (
    ~Q(matter__about_units=[])
    | ~Q(matter__about_persons=[])
    | ~Q(matter__procedure__in=rules.ADMITTED)
    | Q(matter__state=State.MERGED)
    | Q(matter__outcome=rules.WITHDRAWN)
    | Q(matter__facts__contains={"purpose": "accusation"})
    | reduce(or_, (Q(matter__facts__contains={fact: True}) for fact in rules.CLOSED_FACTS))
    | (Q(matter__procedure__in=rules.MEDIATED) & ~Q(matter__facts__contains={"openness": "yes"}))
)
"""What came to be known of a matter after it was put up, and hides it from that moment on."""
CHECKED = Q(raised__stand=Stand.DRAFT) | Q(answer__stand=Stand.DRAFT)
RETURNED = Q(raised__stand=Stand.RETURNED) | Q(answer__stand=Stand.RETURNED)


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries by whether the public sees them, and by who may know of them."""

    def shown(self) -> Self:
        """What the public sees: put up, not taken down, and still such that it may be seen."""
        return self.filter(UP).exclude(CLOSED)

    def visible_to(self, actor: Actor) -> Self:
        """Those of matters that an actor may see."""
        return self.filter(matter__in=Matter.objects.visible_to(actor).values("pk"))

    def joined(self) -> Self:
        """With matter, holder, town and texts, but not what is sealed, nor outlines of land."""
        found = self.select_related(
            "matter__place", "matter__holder__parent__parent", "town", "raised", "answer"
        )
        land = (
            "town",
            "matter__place",
            "matter__holder",
            "matter__holder__parent",
            "matter__holder__parent__parent",
        )
        return found.defer(
            "matter__story", "raised__draft", "answer__draft", *(f"{each}__boundary" for each in land)
        )


class Entry(models.Model):
    """A matter on the public board. `raised` and `answer` are its newest texts, published or not.

    `town` is where it happened, as exactly as the public learns; None at the banner.
    """

    uid = models.UUIDField(unique=True)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="board_entry")
    town = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    raised = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="+")
    answer = models.OneToOneField(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    up_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    down_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=10, choices=Why, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the board")
        verbose_name_plural = _("entries of the board")
        indexes = [
            models.Index(fields=["-up_at", "-id"], name="board_up", condition=UP),
            models.Index(fields=["town", "-up_at"], name="board_town", condition=UP),
            models.Index(fields=["-down_at", "-id"], name="board_down", condition=Q(down_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(down_at__isnull=True, why="") | (Q(down_at__isnull=False) & ~Q(why="")),
                name="board_down_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answer__isnull=False),
                name="board_answered_with_a_text",
            ),
        ]

    @property
    def is_up(self) -> bool:
        """Whether it was put up and not taken down."""
        return self.up_at is not None and self.down_at is None
