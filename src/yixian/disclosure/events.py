"""What can happen to a public text; told on a chain of its own."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

DRAFTED = register(
    EventKind(key="disclosure.drafted", sentence=_("A text for the public was drafted."), sheds=("text",))
)
PUBLISHED = register(
    EventKind(key="disclosure.published", sentence=_("The text was published, with the digest %(digest)s."))
)
RETURNED = register(
    EventKind(key="disclosure.returned", sentence=_("The draft was sent back."), sheds=("remark",))
)
WITHDRAWN = register(
    EventKind(key="disclosure.withdrawn", sentence=_("The text was withdrawn."), sheds=("reason",))
)
