"""Cases under a leader, and teams with what they did.

Somebody's words are sealed with the matter under the number of an event, which is kept here as `seq`; what
stands here in clear names nobody.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yixian.audit.models import Chained
from yixian.matters.models import FAR, Matter
from yixian.people.models import Person, Post
from yixian.places.models import Unit
from yixian.teams.enums import Came, Capacity, Care, EndWhy, Met, OpinionState, TaskKind, TeamKind, Tie, Topic

OPEN = Q(until__isnull=True)


class Sponsorship(models.Model):
    """A matter that a banner leader leads and a town or department undertakes.

    `post` is the leader's as recorded; who follows on it leads the case (`queries.Leaders`). None where whoever
    led keeps out of it. `quiet_until` is until when it may stand without a visit or a step done; `next_due` when
    the next thing is to be done.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="sponsorships")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    undertaker = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended = models.CharField(max_length=12, choices=EndWhy, blank=True)
    quiet_until = models.DateTimeField()
    next_due = models.DateTimeField(default=FAR)

    class Meta:
        verbose_name = _("leader's case")
        verbose_name_plural = _("leaders' cases")
        indexes = [
            models.Index(fields=["next_due", "id"], name="case_due", condition=OPEN),
            models.Index(fields=["post", "next_due", "id"], name="case_leader", condition=OPEN),
            models.Index(fields=["undertaker", "next_due", "id"], name="case_undertaker", condition=OPEN),
            models.Index(fields=["quiet_until", "id"], name="case_quiet", condition=OPEN),
            models.Index(fields=["-until", "-id"], name="case_ended", condition=~OPEN),
        ]
        constraints = [
            models.UniqueConstraint(fields=["matter"], name="case_once_a_matter", condition=OPEN),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended="") | (Q(until__gte=F("since")) & ~Q(ended="")),
                name="case_ends_for_a_reason",
            ),
        ]


class Sponsor(models.Model):
    """Who led a case, from a day until (not including) another."""

    case = models.ForeignKey(Sponsorship, on_delete=models.PROTECT, related_name="sponsors")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [models.UniqueConstraint(fields=["case"], name="case_has_one_sponsor", condition=OPEN)]


class Assistant(models.Model):
    """A village cadre who assists with a case, from a day until (not including) another."""

    case = models.ForeignKey(Sponsorship, on_delete=models.PROTECT, related_name="assistants")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "post"], name="assistant_once_a_case", condition=OPEN)
        ]


class Recusal(models.Model):
    """Somebody declared a tie to a party of a matter and keeps out of it; what they wrote is sealed."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    tie = models.CharField(max_length=12, choices=Tie)
    at = models.DateTimeField()
    seq = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "person"], name="recused_once_a_matter")]


class Consultation(models.Model):
    """Several units consult on a case on a day, each with its opinion, and decide."""

    case = models.ForeignKey(Sponsorship, on_delete=models.PROTECT, related_name="consultations")
    day = models.DateField()
    seq = models.PositiveIntegerField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["day", "id"]


class Opinion(models.Model):
    """What an invited unit said in a consultation, or that it was absent."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=OpinionState, default=OpinionState.AWAITED)
    seq = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "unit"], name="opinion_once_a_unit"),
            models.CheckConstraint(
                condition=Q(state=OpinionState.GIVEN, seq__isnull=False)
                | (~Q(state=OpinionState.GIVEN) & Q(seq__isnull=True)),
                name="opinion_given_has_words",
            ),
        ]


class Task(models.Model):
    """Something to be done in a case: a step of its plan, or what a decision asks for. `due_at` ends its last day."""

    case = models.ForeignKey(Sponsorship, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=12, choices=TaskKind)
    consultation = models.ForeignKey(Consultation, null=True, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=60)
    care = models.CharField(max_length=12, choices=Care, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_seq = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(fields=["case", "due_at", "id"], name="task_case"),
            models.Index(
                fields=["unit", "due_at", "id"], name="task_unit", condition=Q(done_at__isnull=True)
            ),
        ]


class Team(Chained):
    """A joint working group, or the livelihood service team of a town. `unit` leads it."""

    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=12, choices=TeamKind)
    name = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        indexes = [models.Index(fields=["kind", "name", "id"], name="team_listed")]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Somebody on a team, from a day until (not including) another: a post, or somebody by a public-office name."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    capacity = models.CharField(max_length=12, choices=Capacity)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["team", "post"], name="member_once_a_team", condition=OPEN)
        ]

    def __str__(self) -> str:
        return self.name


class Tour(models.Model):
    """A day on which a team went out: where, who, what it explained, how many households it helped."""

    uid = models.UUIDField(unique=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="tours")
    day = models.DateField()
    places = models.ManyToManyField(Unit, related_name="+")
    members = models.ManyToManyField(Member, related_name="tours")
    topics = ArrayField(models.CharField(max_length=12, choices=Topic), default=list)
    helped = models.PositiveSmallIntegerField(default=0)
    settled = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["team", "-day", "-id"], name="tour_team")]


class Visit(models.Model):
    """A visit in a case or by a team. Of a household nothing is kept but a keyed mark that tells it from others."""

    case = models.ForeignKey(Sponsorship, null=True, on_delete=models.PROTECT, related_name="visits")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="visits")
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    met = ArrayField(models.CharField(max_length=12, choices=Met), default=list)
    care = ArrayField(models.CharField(max_length=12, choices=Care), default=list)
    came = models.CharField(max_length=12, choices=Came, blank=True)
    household_index = models.BinaryField(default=b"")
    seq = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["team", "-day", "-id"], name="visit_team"),
            models.Index(fields=["case", "-day", "-id"], name="visit_case"),
            models.Index(
                fields=["household_index"], name="visit_household", condition=~Q(household_index=b"")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, team__isnull=True) | Q(case__isnull=True, team__isnull=False),
                name="visit_of_a_case_or_a_team",
            )
        ]


class Problem(models.Model):
    """A long-standing problem that a team took on: since when it stands, who leads, and its result."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="problem")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="problems")
    lead = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    stands_since = models.DateField()
    taken_at = models.DateTimeField()
    plan_seq = models.PositiveIntegerField()
    settled_at = models.DateTimeField(null=True)
    result_seq = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("long-standing problem")
        verbose_name_plural = _("long-standing problems")
        indexes = [models.Index(fields=["team", "-taken_at", "-id"], name="problem_team")]
