"""What can happen to a gathering, and to a series of them; told on a chain of its own."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

PLANNED = register(EventKind(key="gatherings.planned", sentence=_("Planned for %(starts)s.")))
CHANGED = register(
    EventKind(key="gatherings.changed", sentence=_("The plan was changed; it begins %(starts)s."))
)
ANNOUNCED = register(EventKind(key="gatherings.announced", sentence=_("It was announced.")))
CANCELLED = register(EventKind(key="gatherings.cancelled", sentence=_("Cancelled: %(reason)s.")))
HELD = register(EventKind(key="gatherings.held", sentence=_("Held; %(attended)s people came.")))
SIGNED_UP = register(EventKind(key="gatherings.signed_up", sentence=_("Somebody signed up.")))
WITHDRAWN = register(EventKind(key="gatherings.withdrawn", sentence=_("Somebody withdrew.")))
OPENED = register(
    EventKind(key="gatherings.opened", sentence=_("The list of those who signed up was opened."))
)
PROPOSED = register(
    EventKind(
        key="gatherings.proposed",
        sentence=_("It was proposed what is to be published; a second person looks at it."),
        sheds=("text",),
    )
)
SENT_BACK = register(
    EventKind(key="gatherings.sent_back", sentence=_("What was to be published was sent back: %(remark)s."))
)
PUBLISHED = register(
    EventKind(
        key="gatherings.published", sentence=_("It was published what was asked and what became of it.")
    )
)
SERIES_STARTED = register(
    EventKind(key="gatherings.series_started", sentence=_("The series begins on %(since)s."))
)
DAY_SKIPPED = register(
    EventKind(key="gatherings.day_skipped", sentence=_("%(day)s is left out: %(reason)s."))
)
DAY_MOVED = register(
    EventKind(key="gatherings.day_moved", sentence=_("%(day)s is moved to %(to)s: %(reason)s."))
)
SERIES_ENDED = register(
    EventKind(key="gatherings.series_ended", sentence=_("The series ends before %(until)s."))
)
MINUTED = register(
    EventKind(key="gatherings.minuted", sentence=_("Minutes were made out."), sheds=("given",))
)
TEAMED = register(EventKind(key="gatherings.teamed", sentence=_("It was said who has which task there.")))
