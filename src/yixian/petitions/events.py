"""What can happen to a petition beside the moves of its procedure."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

REGISTERED = register(
    EventKind(
        key="petitions.registered",
        sentence=_("Registered as a petition of %(people)s."),
        sheds=("reported",),
    )
)
REQUESTED = register(
    EventKind(key="petitions.requested", sentence=_("%(count)s requests were written down."))
)
OPINED = register(
    EventKind(
        key="petitions.opined",
        sentence=_("Request %(number)s was answered."),
        sheds=("finding", "basis", "reply"),
    )
)
CONCLUDED = register(
    EventKind(key="petitions.concluded", sentence=_("The opinion answers all of its %(count)s requests."))
)
SEALED = register(
    EventKind(
        key="petitions.sealed",
        sentence=_("It is an accusation: it was sealed and went to the competent office."),
        sheds=("reason",),
    )
)
LINKED = register(
    EventKind(
        key="petitions.linked", sentence=_("It was linked with an earlier petition of the same person.")
    )
)
RECUSED = register(
    EventKind(
        key="petitions.recused", sentence=_("An official stepped aside (article 28)."), sheds=("reason",)
    )
)
SUPERVISED = register(
    EventKind(
        key="petitions.supervised",
        sentence=_("%(to)s is supervised; a written reply is due."),
        sheds=("order",),
    )
)
COMPLIED = register(
    EventKind(
        key="petitions.complied",
        sentence=_("%(to)s replied to the supervision order."),
        sheds=("reply",),
    )
)
