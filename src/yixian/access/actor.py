"""Who acts: a person with the abilities their posts give them, and on which units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import PermissionDenied


class Denied(PermissionDenied):
    """The actor lacks the ability on this unit; where nobody catches it, the answer is 403."""


@dataclass(frozen=True, kw_only=True)
class Actor:
    """``reach`` maps an ability to the units it was granted on (each covers its subtree).

    ``kin`` holds every unit that one of the actor's posts stands in or under: a complaint about any of these
    units is hidden from the actor. ``own_units`` are the units that the posts are at.
    """

    person_id: int | None = None
    name: str = ""
    post_id: int | None = None
    unit_id: int | None = None
    unit_name: str = ""
    reach: Mapping[str, frozenset[int]] = field(default_factory=dict)
    kin: frozenset[int] = frozenset()
    own_units: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()

    def units(self, ability: str) -> list[int]:
        """Ids of the units on which the ability was granted, sorted."""
        return sorted(self.reach.get(ability, ()))

    def may(self, ability: str, lineage: Iterable[int] | None = None) -> bool:
        """Whether the ability was granted on one of these units; anywhere at all when none are given."""
        granted = self.reach.get(ability, frozenset())
        return bool(granted) if lineage is None else not granted.isdisjoint(lineage)

    def reaching(self, ability: str, unit: int) -> "Actor":
        """The same actor, who has the ability on one more unit."""
        granted = self.reach.get(ability, frozenset()) | {unit}
        return replace(self, reach={**self.reach, ability: granted})

    def require(self, ability: str, lineage: Iterable[int] | None = None) -> None:
        """Raise Denied unless the actor may."""
        if not self.may(ability, lineage):
            raise Denied(ability)


PUBLIC = Actor()
SYSTEM = Actor(name="system")
