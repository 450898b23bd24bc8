"""What somebody sets about their notices. No address stands in an event, only the commitment to it."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

PREFERRED = register(EventKind(key="notices.preferred", sentence=_("When and how notices are sent was set.")))
ADDRESSED = register(
    EventKind(
        key="notices.addressed",
        sentence=_("An address for notices (%(way)s) was entered."),
        sheds=("address",),
    )
)
VERIFIED = register(
    EventKind(key="notices.verified", sentence=_("An address for notices (%(way)s) was proved by its code."))
)
DROPPED = register(
    EventKind(key="notices.dropped", sentence=_("An address for notices (%(way)s) was taken out."))
)
RETRIED = register(EventKind(key="notices.retried", sentence=_("A failed delivery is tried again.")))
