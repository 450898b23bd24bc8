"""Reading people."""

from datetime import date

from yixian.people.models import Person
from yixian.places.models import Unit


def staff_of(unit: Unit, on: date) -> list[Person]:
    """Active persons who hold a post at a unit on a day, by name. One statement."""
    held = Person.objects.filter(
        posts__in=unit.posts.on(on),
        is_active=True,
    )
    return list(held.distinct().order_by("name", "pk"))
