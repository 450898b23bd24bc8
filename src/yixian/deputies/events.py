"""What can happen to a deputy's entry in the register; told on its own chain."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

ENTERED = register(
    EventKind(key="deputies.entered", sentence=_("Entered in the register, in office from %(since)s on."))
)
CORRECTED = register(EventKind(key="deputies.corrected", sentence=_("Its public words were put right.")))
LEFT = register(EventKind(key="deputies.left", sentence=_("The term ended on %(until)s.")))
CALLED = register(EventKind(key="deputies.called", sentence=_("A meeting with residents was set.")))
CANCELLED = register(
    EventKind(key="deputies.cancelled", sentence=_("A meeting with residents was called off."))
)
READ = register(EventKind(key="deputies.read", sentence=_("The deputy read the answer to an opinion.")))
