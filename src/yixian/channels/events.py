"""What can happen to a publication, to a message, and to the settings of a channel."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

WRITTEN = register(EventKind(key="channels.written", sentence=_("The text was written.")))
SUBMITTED = register(EventKind(key="channels.submitted", sentence=_("The text was handed in for review.")))
SENT_BACK = register(EventKind(key="channels.sent_back", sentence=_("The reviewer sent it back: %(remark)s")))
APPROVED = register(
    EventKind(key="channels.approved", sentence=_("A second person approved the text; it was published."))
)
CORRECTED = register(
    EventKind(
        key="channels.corrected",
        sentence=_("A second person approved the corrected text; it was published: %(correction)s"),
    )
)
DROPPED = register(
    EventKind(key="channels.dropped", sentence=_("What was being written was dropped; it was not published."))
)
WITHDRAWN = register(EventKind(key="channels.withdrawn", sentence=_("It was withdrawn: %(reason)s")))
DELIVERED = register(EventKind(key="channels.delivered", sentence=_("It went out by %(channel)s.")))
FAILED = register(EventKind(key="channels.failed", sentence=_("It did not go out by %(channel)s: %(why)s")))
RECALLED = register(EventKind(key="channels.recalled", sentence=_("It was taken back from %(channel)s.")))
SETTLED = register(
    EventKind(key="channels.settled", sentence=_("What became of it at %(channel)s was looked up."))
)

RECEIVED = register(
    EventKind(key="channels.received", sentence=_("It came in by %(channel)s."), sheds=("words", "sender"))
)
OPENED = register(EventKind(key="channels.opened", sentence=_("The message was read.")))
TAKEN = register(EventKind(key="channels.taken", sentence=_("It was taken up.")))
CLOSED = register(EventKind(key="channels.closed", sentence=_("It was put away without an answer.")))
ANSWERED = register(
    EventKind(
        key="channels.answered",
        sentence=_("An answer was written."),
        sheds=("words",),
        labels={"words": _("Answer")},
    )
)
TOLD = register(EventKind(key="channels.told", sentence=_("The answer went back by %(channel)s.")))
UNTOLD = register(
    EventKind(key="channels.untold", sentence=_("The answer did not go back by %(channel)s: %(why)s"))
)
RETOLD = register(
    EventKind(key="channels.retold", sentence=_("The answer is sent by %(channel)s once more."))
)
RECOUNTED = register(
    EventKind(key="channels.recounted", sentence=_("Its time was counted anew by a corrected calendar."))
)

CONFIGURED = register(
    EventKind(
        key="channels.configured", sentence=_("The settings of %(channel)s were changed."), sheds=("secrets",)
    )
)
