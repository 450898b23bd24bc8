"""What an officer does to their own filters."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

FILTER_SAVED = register(EventKind(key="desk.filter_saved", sentence=_("A filter of the worklist was saved.")))
FILTER_DROPPED = register(
    EventKind(key="desk.filter_dropped", sentence=_("A filter of the worklist was dropped."))
)
