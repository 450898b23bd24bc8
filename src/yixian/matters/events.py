"""What can happen to a matter."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

OPENED = register(
    EventKind(
        key="matters.opened",
        sentence=_("Raised %(channel)s; %(holder)s has it."),
        sheds=("story",),
        told=True,
    )
)
MOVED = register(
    EventKind(
        key="matters.moved",
        sentence=_("%(move)s: from “%(source)s” to “%(target)s”, with %(holder)s."),
        told=True,
    )
)
ASSIGNED = register(
    EventKind(key="matters.assigned", sentence=_("Given to %(assignee)s at %(holder)s."), sheds=("reason",))
)
PAUSED = register(
    EventKind(
        key="matters.paused", sentence=_("The clocks were stopped: %(ground)s."), sheds=("reason",), told=True
    )
)
RESUMED = register(EventKind(key="matters.resumed", sentence=_("The clocks run again."), told=True))
EXTENDED = register(
    EventKind(
        key="matters.extended",
        sentence=_("The %(clock)s was extended to %(due)s: %(ground)s."),
        sheds=("reason",),
        told=True,
    )
)
ESCALATED = register(
    EventKind(key="matters.escalated", sentence=_("Overdue at “%(source)s”: %(to)s was told."), told=True)
)
MERGED = register(
    EventKind(key="matters.merged", sentence=_("Joined with %(other)s."), sheds=("reason",), told=True)
)
ABSORBED = register(
    EventKind(key="matters.absorbed", sentence=_("%(other)s was joined with this one."), told=True)
)
OFFERED = register(
    EventKind(
        key="matters.offered", sentence=_("%(holder)s offered it to %(to)s (%(entered)s)."), sheds=("reason",)
    )
)
TAKEN = register(
    EventKind(
        key="matters.taken",
        sentence=_("%(to)s has it now (%(entered)s): %(taking)s."),
        sheds=("reason",),
        told=True,
    )
)
REFUSED = register(
    EventKind(key="matters.refused", sentence=_("%(to)s did not take it: %(refusal)s."), sheds=("reason",))
)
KEPT = register(
    EventKind(key="matters.kept", sentence=_("It stays with %(holder)s: %(how)s."), sheds=("reason",))
)
GIVEN_BACK = register(
    EventKind(
        key="matters.given_back",
        sentence=_("%(holder)s gave it back to %(to)s (%(entered)s)."),
        sheds=("reason",),
        told=True,
    )
)
REPLIED = register(
    EventKind(key="matters.replied", sentence=_("The resident was answered."), sheds=("text",), told=True)
)
ASKED = register(
    EventKind(key="matters.asked", sentence=_("The resident wrote."), sheds=("text",), told=True)
)
NOTED = register(EventKind(key="matters.noted", sentence=_("A note was added to the file."), sheds=("text",)))
HEADED = register(EventKind(key="matters.headed", sentence=_("The heading or kind was set."), sheds=()))
ATTACHED = register(EventKind(key="matters.attached", sentence=_("%(count)s files were added."), told=True))
RECOMPUTED = register(
    EventKind(key="matters.recomputed", sentence=_("Deadlines follow the corrected calendar."), told=True)
)
RECODED = register(EventKind(key="matters.recoded", sentence=_("The receipt code was replaced."), told=True))
UNSEALED = register(
    EventKind(
        key="matters.unsealed", sentence=_("The sealed texts were opened: %(need)s."), sheds=("reason",)
    )
)
