"""What can happen to a menu, to a volunteer team, and to a service beside its moves."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

ITEM_ENTERED = register(EventKind(key="menu.item_entered", sentence=_("“%(title)s” came on the menu.")))
ITEM_CHANGED = register(EventKind(key="menu.item_changed", sentence=_("“%(title)s” was changed.")))
ITEM_ENDED = register(EventKind(key="menu.item_ended", sentence=_("“%(title)s” was taken off the menu.")))
TEAM_FOUNDED = register(EventKind(key="menu.team_founded", sentence=_("The volunteer team was set up.")))
TEAM_CHANGED = register(EventKind(key="menu.team_changed", sentence=_("The volunteer team was changed.")))
TEAM_ENDED = register(EventKind(key="menu.team_ended", sentence=_("The volunteer team was dissolved.")))
ENROLLED = register(EventKind(key="menu.enrolled", sentence=_("%(count)s members joined the team.")))
LEFT = register(EventKind(key="menu.left", sentence=_("Members who left the team: %(count)s.")))
CLAIMED = register(EventKind(key="menu.claimed", sentence=_("“%(team)s” took it on."), told=True))
SPLIT = register(EventKind(key="menu.split", sentence=_("A part was given to a member: %(what)s.")))
TICKED = register(EventKind(key="menu.ticked", sentence=_("A part was done: %(what)s.")))
DROPPED = register(EventKind(key="menu.dropped", sentence=_("A part was taken back: %(what)s.")))
PHONES_OPENED = register(
    EventKind(key="menu.phones_opened", sentence=_("%(count)s telephone numbers were opened."))
)
