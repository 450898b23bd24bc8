"""What can happen to an office of the network; told on the chain of its unit."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

DESCRIBED = register(
    EventKind(key="network.described", sentence=_("Services and opening hours were set from %(since)s on."))
)
DAY_SET = register(
    EventKind(key="network.day_set", sentence=_("Times of its own were set for %(day)s: %(reason)s."))
)
DAY_DROPPED = register(
    EventKind(key="network.day_dropped", sentence=_("%(day)s is a day like others again."))
)
DUTY_SET = register(EventKind(key="network.duty_set", sentence=_("A duty was set from %(since)s on.")))
DUTY_ENDED = register(EventKind(key="network.duty_ended", sentence=_("A duty ended on %(until)s.")))
