"""The ways into the officer's pages. Each package brings its own in its `navigation.py`; a duplicate is refused."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.procedures.language import Text

ON_PHONE = 4
"""How many ways in the bar at the foot of a small screen has room for."""

_items: dict[str, "Item"] = {}


class Group(TextChoices):
    """Under which heading a way in stands."""

    WORK = "work", _("My work")
    CONCERNS = "concerns", _("People's concerns")
    DISPUTES = "disputes", _("Disputes and petitions")
    OVERVIEW = "overview", _("Overview")


class DuplicateItem(Exception):
    """Two declarations claim the same key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A way in, shown to actors who hold one of `abilities` (to all, when none is named), in the order given.

    `on_phone` puts it into the bar at the foot of a small screen, where the first four find room; the others
    stand behind "More". `covers` names further pages, or whole namespaces, that lie behind this way in.
    """

    key: str
    title: Text
    icon: str
    url_name: str
    order: int
    abilities: tuple[str, ...] = ()
    on_phone: bool = False
    covers: tuple[str, ...] = ()
    group: Group = Group.WORK

    def leads_to(self, view_name: str) -> bool:
        """Whether a page lies behind this way in."""
        return view_name in (self.url_name, *self.covers) or view_name.partition(":")[0] in self.covers


def register(item: Item) -> Item:
    """Make a way in known. Raises `DuplicateItem`."""
    if item.key in _items:
        raise DuplicateItem(item.key)
    _items[item.key] = item
    return item


def every() -> list[Item]:
    """All ways in, in order."""
    return sorted(_items.values(), key=lambda item: item.order)


def shown_to(actor: Actor) -> list[Item]:
    """The ways in that an actor has, in order. Somebody without a post has none."""
    return [item for item in every() if actor.roles and _may(actor, item)]


def under_headings(ways: Iterable[Item]) -> list[tuple[Group, list[Item]]]:
    """Ways in under their headings, without headings that have none."""
    found = list(ways)
    grouped = [(group, [way for way in found if way.group is group]) for group in Group]
    return [(group, under) for group, under in grouped if under]


def _may(actor: Actor, item: Item) -> bool:
    return not item.abilities or any(actor.may(each) for each in item.abilities)
