"""What can happen to a unit."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

UNIT_FOUNDED = register(EventKind(key="places.founded", sentence=_("The unit “%(name)s” was set up.")))
UNIT_RENAMED = register(EventKind(key="places.renamed", sentence=_("Renamed from “%(old)s” to “%(name)s”.")))
UNIT_MOVED = register(
    EventKind(key="places.moved", sentence=_("Moved from unit %(old)s to unit %(parent)s."))
)
UNIT_ENDED = register(EventKind(key="places.ended", sentence=_("Went over into: %(into)s.")))
UNIT_DRAWN = register(EventKind(key="places.drawn", sentence=_("Its outline on the map was drawn anew.")))
