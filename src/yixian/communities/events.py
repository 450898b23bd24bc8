"""What can happen to a joint community; told on the chain of its community."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

JOINED = register(
    EventKind(key="communities.joined", sentence=_("“%(name)s” was joined to it from %(since)s on."))
)
PARTED = register(EventKind(key="communities.parted", sentence=_("“%(name)s” left it on %(until)s.")))
