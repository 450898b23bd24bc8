"""What can happen on the day of a fair; told on its own chain."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

OPENED = register(EventKind(key="fairs.opened", sentence=_("The fair was opened.")))
STALL_SET = register(EventKind(key="fairs.stall_set", sentence=_("Stall %(sign)s was set up: %(service)s.")))
STALL_SHUT = register(EventKind(key="fairs.stall_shut", sentence=_("Stall %(sign)s was shut.")))
TAKEN = register(EventKind(key="fairs.taken", sentence=_("Number %(label)s was drawn."), sheds=("phone",)))
CALLED = register(EventKind(key="fairs.called", sentence=_("Number %(label)s was called to stall %(sign)s.")))
SKIPPED = register(EventKind(key="fairs.skipped", sentence=_("Number %(label)s did not come.")))
SERVED = register(EventKind(key="fairs.served", sentence=_("Number %(label)s was served.")))
LEFT = register(EventKind(key="fairs.left", sentence=_("Number %(label)s left without being served.")))
PHONE_OPENED = register(
    EventKind(
        key="fairs.phone_opened", sentence=_("The telephone number of %(label)s was opened, to call them.")
    )
)
CLOSED = register(EventKind(key="fairs.closed", sentence=_("The fair was closed.")))
PUBLISHED = register(EventKind(key="fairs.published", sentence=_("Its figures were published.")))
