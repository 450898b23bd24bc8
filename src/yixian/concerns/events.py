"""What can happen to a concern."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

HEARD = register(EventKind(key="concerns.heard", sentence=_("Heard, and written down."), sheds=("words",)))
FATED = register(
    EventKind(key="concerns.fated", sentence=_("It came to its end: %(fate)s."), sheds=("answer",))
)
PASSED = register(EventKind(key="concerns.passed", sentence=_("Somebody else goes on with it.")))
CHECKED = register(
    EventKind(key="concerns.checked", sentence=_("A superior looked at its closing."), sheds=("remark",))
)
OPENED = register(
    EventKind(key="concerns.opened", sentence=_("What is sealed was opened: %(need)s."), sheds=("reason",))
)
RECOUNTED = register(
    EventKind(key="concerns.recounted", sentence=_("Its time was counted anew by a corrected calendar."))
)
