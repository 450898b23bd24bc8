"""Reading people."""

from datetime import date

from django.db.models import F, Q, QuerySet

from yixian.kernel import sealed
from yixian.kernel.contact import normal_name, normal_phone
from yixian.people.models import Person, Post, Resident, Substitution
from yixian.people.rules import Period
from yixian.places.models import Unit


def staff_of(unit: Unit, on: date) -> list[Person]:
    """Active persons who hold a post at a unit on a day, by name. One statement."""
    held = Person.objects.filter(
        posts__in=unit.posts.on(on),
        is_active=True,
    )
    return list(held.distinct().order_by("name", "pk"))


def search_people(text: str, most: int = 100) -> list[Person]:
    """Persons whose name or sign-in name holds `text` (everybody, for none), by name. One statement."""
    held = Q(name__icontains=text.strip()) | Q(username__icontains=text.strip())
    return list(Person.objects.filter(held).order_by("name", "pk")[:most])


def roles_in(person: Person, period: Period) -> set[str]:
    """The roles that somebody holds or stands in for on any day of a period. Two statements."""
    before = Q() if period.until is None else Q(since__lt=period.until)
    after = Q(until__isnull=True) | Q(until__gt=period.since) & Q(until__gt=F("since"))
    own = Post.objects.filter(before & after, person=person)
    lent = Substitution.objects.filter(before, person=person, until__gt=period.since)
    return {*own.values_list("role", flat=True), *lent.values_list("post__role", flat=True)}


def find_residents(*, phone: str = "", name: str = "") -> QuerySet[Resident]:
    """Residents of whom this telephone number and this name, as far as given, are kept; oldest first.

    Found by keyed index, nothing is opened. None for neither. Raises InvalidPhone.
    """
    wanted = {}
    if phone:
        wanted["phone_index"] = sealed.index("phone", normal_phone(phone))
    if normal_name(name):
        wanted["name_index"] = sealed.index("name", normal_name(name))
    found = Resident.objects.filter(**wanted) if wanted else Resident.objects.none()
    return found.order_by("uid")
