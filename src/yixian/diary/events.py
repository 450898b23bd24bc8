"""What can happen to an entry of the diary. What it says in clear names nobody; the rest is sealed."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register
from yixian.diary.rules import SEALED

LABELS = {
    "people": _("Who was met"),
    "heard": _("What was heard"),
    "household": _("How the household stands"),
    "plan": _("What comes next"),
    "thoughts": _("What I think of it"),
}

WRITTEN = register(
    EventKind(key="diary.written", sentence=_("The entry was written."), sheds=SEALED, labels=LABELS)
)
CORRECTED = register(
    EventKind(
        key="diary.corrected",
        sentence=_("It was written up or corrected; what stood before is kept."),
        sheds=SEALED,
        labels=LABELS,
    )
)
ATTACHED = register(EventKind(key="diary.attached", sentence=_("%(count)s files were added.")))
OPENED = register(
    EventKind(key="diary.opened", sentence=_("The entry was opened: %(need)s."), sheds=("reason",))
)
PRINTED = register(
    EventKind(
        key="diary.printed", sentence=_("The entry was opened for a book: %(need)s."), sheds=("reason",)
    )
)
