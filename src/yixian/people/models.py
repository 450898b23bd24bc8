"""Staff and their posts, residents and their sealed contact data."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models

from yixian.kernel.sealed import SealedField
from yixian.people.enums import Role
from yixian.places.models import Unit


class Person(AbstractUser):
    """Somebody who signs in. The name is a public-office name, not sealed."""

    name = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name or self.username


class PostQuerySet(models.QuerySet["Post"]):
    def on(self, day: date) -> "PostQuerySet":
        return self.filter(since__lte=day).filter(models.Q(until__isnull=True) | models.Q(until__gt=day))


class Post(models.Model):
    """A person in a role at a unit, from a day until (not including) another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=24, choices=Role)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "since"], name="post_person"),
            models.Index(fields=["unit", "role"], name="post_unit_role"),
        ]


class Substitution(models.Model):
    """Somebody stands in for the holder of a post while they are absent."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="substitutions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="substitutions")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since")), name="substitution_ends_after_it_begins"
            )
        ]


class Resident(models.Model):
    """Somebody who raised or is party to a matter. Everything about them is sealed; indexes are keyed."""

    uid = models.UUIDField(primary_key=True)
    name = SealedField()
    phone = SealedField()
    address = SealedField()
    name_index = models.BinaryField(default=b"")
    phone_index = models.BinaryField(default=b"")
    since = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["phone_index"], name="resident_phone"),
            models.Index(fields=["name_index"], name="resident_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(name=b"", phone=b"", address=b"", name_index=b"", phone_index=b""),
                name="resident_erased_is_empty",
            )
        ]

    @property
    def stream(self) -> str:
        """The name of the chain that tells what was corrected and erased."""
        return f"resident:{self.uid.hex}"
