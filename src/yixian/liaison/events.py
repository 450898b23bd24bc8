"""What can happen to an assignment, a visit and an item of a plan; each has a chain of its own."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

ASSIGNED = register(EventKind(key="liaison.assigned", sentence=_("Assigned from %(since)s on.")))
ENDED = register(
    EventKind(
        key="liaison.ended",
        sentence=_("Ended on %(until)s; what was open was handed over."),
        sheds=("note",),
        labels={"note": _("Hand-over note")},
    )
)
NOTE_READ = register(EventKind(key="liaison.note_read", sentence=_("The hand-over note was opened.")))
PLANNED = register(EventKind(key="liaison.visit_planned", sentence=_("A visit was planned for %(day)s.")))
MADE = register(
    EventKind(
        key="liaison.visit_made",
        sentence=_("The visit was made on %(day)s."),
        sheds=("note", "names"),
        labels={"note": _("What was heard"), "names": _("With whom")},
    )
)
DROPPED = register(EventKind(key="liaison.visit_dropped", sentence=_("The visit was dropped: %(reason)s.")))
PASSED = register(EventKind(key="liaison.passed", sentence=_("It went over to whoever follows.")))
ATTACHED = register(EventKind(key="liaison.attached", sentence=_("Pictures were added.")))
OPENED = register(EventKind(key="liaison.opened", sentence=_("What was heard was opened.")))
ITEM_PLANNED = register(
    EventKind(key="liaison.item_planned", sentence=_("Put into the plan, until %(until)s."))
)
ITEM_MOVED = register(
    EventKind(
        key="liaison.item_moved",
        sentence=_("It was written down how it stands; it is to be done until %(until)s."),
    )
)
