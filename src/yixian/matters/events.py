"""What can happen to a matter."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

OPENED = register(
    EventKind(key="matters.opened", sentence=_("Raised %(channel)s; %(holder)s has it."), sheds=("story",))
)
MOVED = register(
    EventKind(
        key="matters.moved", sentence=_("%(move)s: from “%(source)s” to “%(target)s”, with %(holder)s.")
    )
)
ASSIGNED = register(
    EventKind(key="matters.assigned", sentence=_("Given to %(assignee)s at %(holder)s."), sheds=("reason",))
)
PAUSED = register(
    EventKind(key="matters.paused", sentence=_("The clocks were stopped: %(ground)s."), sheds=("reason",))
)
RESUMED = register(EventKind(key="matters.resumed", sentence=_("The clocks run again.")))
EXTENDED = register(
    EventKind(
        key="matters.extended",
        sentence=_("The %(clock)s was extended to %(due)s: %(ground)s."),
        sheds=("reason",),
    )
)
ESCALATED = register(
    EventKind(key="matters.escalated", sentence=_("Overdue at “%(source)s”: %(to)s was told."))
)
MERGED = register(EventKind(key="matters.merged", sentence=_("Joined with %(other)s."), sheds=("reason",)))
ABSORBED = register(EventKind(key="matters.absorbed", sentence=_("%(other)s was joined with this one.")))
REPLIED = register(
    EventKind(key="matters.replied", sentence=_("The resident was answered."), sheds=("text",))
)
ASKED = register(EventKind(key="matters.asked", sentence=_("The resident wrote."), sheds=("text",)))
NOTED = register(EventKind(key="matters.noted", sentence=_("A note was added to the file."), sheds=("text",)))
HEADED = register(EventKind(key="matters.headed", sentence=_("The heading or kind was set."), sheds=()))
ATTACHED = register(EventKind(key="matters.attached", sentence=_("%(count)s files were added.")))
RECOMPUTED = register(
    EventKind(key="matters.recomputed", sentence=_("Deadlines follow the corrected calendar."))
)
RECODED = register(EventKind(key="matters.recoded", sentence=_("The receipt code was replaced.")))
UNSEALED = register(
    EventKind(
        key="matters.unsealed", sentence=_("The sealed texts were opened: %(need)s."), sheds=("reason",)
    )
)
