"""What can happen to the papers of a matter."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

PAPER_ISSUED = register(
    EventKind(
        key="matters.paper_issued",
        sentence=_("The paper “%(heading)s” was made out. %(number)s"),
        sheds=("given",),
    )
)
PAPER_SENT = register(
    EventKind(
        key="matters.paper_sent",
        sentence=_("“%(heading)s” was sent on %(sent)s; nobody knows yet that it arrived. %(number)s"),
        sheds=("recipient", "remark"),
    )
)
PAPER_RECEIVED = register(
    EventKind(
        key="matters.paper_received",
        sentence=_("“%(heading)s” was received on %(received)s. %(number)s"),
        sheds=("recipient", "remark"),
    )
)
PAPER_FILED = register(
    EventKind(
        key="matters.paper_filed", sentence=_("%(count)s files were put into the dossier: %(heading)s.")
    )
)
