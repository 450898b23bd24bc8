"""Mediators, sessions, agreements and what becomes of them. What is said and agreed is sealed."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yixian.kernel.sealed import SealedField
from yixian.matters.models import Matter, Party
from yixian.mediation.enums import (
    OWED,
    AgreementState,
    AidGround,
    AidState,
    Chooser,
    Form,
    Language,
    ObligationState,
    Present,
    Result,
    Ruling,
    SessionState,
    Side,
    Signing,
    Standing,
    Subject,
    Tie,
)
from yixian.people.models import Person
from yixian.places.models import Unit


class MediatorQuerySet(models.QuerySet["Mediator"]):
    def on(self, day: date) -> "MediatorQuerySet":
        """Those on a roster on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


class Mediator(models.Model):
    """Somebody on the roster of a body, from a day until (not including) another, under their public name.

    `skills` are groups of kinds of dispute; `woman` is asked of elected members alone, because the law asks it of
    the committee. Whoever signs in here has a `person`.
    """

    uid = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="mediators")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="mediating")
    name = models.CharField(max_length=40)
    standing = models.CharField(max_length=8, choices=Standing)
    chair = models.BooleanField(default=False)
    woman = models.BooleanField(default=False)
    skills = ArrayField(models.CharField(max_length=2), default=list)
    languages = ArrayField(models.CharField(max_length=10, choices=Language), default=list)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = MediatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("mediator")
        verbose_name_plural = _("mediators")
        ordering = ["unit_id", "pk"]
        indexes = [models.Index(fields=["unit", "since"], name="mediator_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="mediator_ends_after_beginning",
            ),
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until__isnull=True), name="mediator_once_at_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Committee(models.Model):
    """A term of a mediation committee, and whether it confirms that smaller groups are among its members."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="mediation_terms")
    since = models.DateField()
    groups = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("mediation committee")
        verbose_name_plural = _("mediation committees")
        ordering = ["unit_id", "since"]
        constraints = [models.UniqueConstraint(fields=["unit", "since"], name="committee_term_begins_once")]


class Appointment(models.Model):
    """That somebody mediates in a matter. `tie` is why they stood down, where they did."""

    uid = models.UUIDField(unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="mediation_appointments")
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, related_name="appointments")
    chooser = models.CharField(max_length=10, choices=Chooser)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    tie = models.CharField(max_length=10, choices=Tie, blank=True)
    reason = SealedField()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "mediator"],
                condition=Q(ended_at__isnull=True),
                name="appointment_once_at_a_time",
            )
        ]


class Session(models.Model):
    """A meeting of the parties with the mediator; its course and result are sealed."""

    uid = models.UUIDField(unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="mediation_sessions")
    number = models.PositiveSmallIntegerField()
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=80)
    is_open = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=SessionState)
    present = ArrayField(models.CharField(max_length=12, choices=Present), default=list)
    result = models.CharField(max_length=10, choices=Result, blank=True)
    read_out = models.BooleanField(default=False)
    course = SealedField()
    outcome = SealedField()

    class Meta:
        verbose_name = _("mediation session")
        verbose_name_plural = _("mediation sessions")
        ordering = ["number"]
        indexes = [
            models.Index(
                fields=["begins_at"], name="session_planned", condition=Q(state=SessionState.PLANNED)
            )
        ]
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="session_once_a_number")]


class Agreement(models.Model):
    """What the parties agree on. `facts` and `clauses` are sealed; a clause is a line."""

    uid = models.UUIDField(unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="mediation_agreements")
    form = models.CharField(max_length=8, choices=Form)
    subject = models.CharField(max_length=12, choices=Subject)
    state = models.CharField(max_length=10, choices=AgreementState)
    facts = SealedField()
    clauses = SealedField()
    copies = models.PositiveSmallIntegerField(default=0)
    drafted_at = models.DateTimeField()
    effective_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("mediation agreement")
        verbose_name_plural = _("mediation agreements")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=~Q(state=AgreementState.REPLACED),
                name="agreement_one_that_counts",
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.EFFECTIVE) | Q(effective_on__isnull=False),
                name="agreement_in_effect_since",
            ),
        ]


class Obligation(models.Model):
    """What one side owes the other by a day. `amount` is in yuan."""

    uid = models.UUIDField(unique=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="obligations")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="obligations")
    by_side = models.CharField(max_length=8, choices=Side)
    to_side = models.CharField(max_length=8, choices=Side)
    what = SealedField()
    way = SealedField()
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ObligationState)
    settled_on = models.DateField(null=True)
    proof = SealedField()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on", "id"], name="obligation_due", condition=Q(state__in=OWED))]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="obligation_of_some_money"
            )
        ]


class Signature(models.Model):
    """That somebody put their name to an agreement. `signer` is a party's id, `mediator` or `committee`."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    signer = models.CharField(max_length=24)
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=12, choices=Signing)
    on = models.DateField()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "signer"], name="signature_once_each")]


class Confirmation(models.Model):
    """A joint application to a court to confirm an agreement, and what the court ruled."""

    uid = models.UUIDField(unique=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="confirmations")
    applied_on = models.DateField()
    last_day = models.DateField()
    court = models.CharField(max_length=60)
    ruling = models.CharField(max_length=10, choices=Ruling)
    ruled_on = models.DateField(null=True)
    number = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("judicial confirmation")
        verbose_name_plural = _("judicial confirmations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(ruling__in=(Ruling.PENDING, Ruling.CONFIRMED)),
                name="confirmation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ruling=Ruling.PENDING, ruled_on__isnull=True)
                | (~Q(ruling=Ruling.PENDING) & Q(ruled_on__isnull=False)),
                name="confirmation_ruled_on_a_day",
            ),
        ]


class Opinion(models.Model):
    """What the retained lawyer thinks of a matter, sealed."""

    uid = models.UUIDField(unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="legal_opinions")
    lawyer = models.CharField(max_length=40)
    on = models.DateField()
    text = SealedField()

    class Meta:
        verbose_name = _("legal opinion")
        verbose_name_plural = _("legal opinions")
        ordering = ["pk"]


class Aid(models.Model):
    """An application for legal aid in a matter, and what became of it."""

    uid = models.UUIDField(unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="legal_aid")
    ground = models.CharField(max_length=12, choices=AidGround)
    words = SealedField()
    asked_on = models.DateField()
    state = models.CharField(max_length=8, choices=AidState)
    decided_on = models.DateField(null=True)
    reason = SealedField()

    class Meta:
        verbose_name = _("legal aid")
        verbose_name_plural = _("legal aid")
        ordering = ["pk"]
