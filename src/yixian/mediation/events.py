"""What can happen in mediation. Names of parties, words and terms are only committed to."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

LISTED = register(EventKind(key="mediation.listed", sentence=_("A mediator was put on the roster.")))
UNLISTED = register(EventKind(key="mediation.unlisted", sentence=_("A mediator left the roster.")))
COMPOSED = register(
    EventKind(key="mediation.composed", sentence=_("The term of the mediation committee was recorded."))
)

APPOINTED = register(EventKind(key="mediation.appointed", sentence=_("A mediator was appointed.")))
STOOD_DOWN = register(
    EventKind(key="mediation.stood_down", sentence=_("A mediator stood down."), sheds=("reason",))
)
PLANNED = register(EventKind(key="mediation.planned", sentence=_("A mediation session was planned.")))
CANCELLED = register(EventKind(key="mediation.cancelled", sentence=_("A mediation session was called off.")))
HELD = register(
    EventKind(key="mediation.held", sentence=_("A mediation session was held."), sheds=("course", "outcome"))
)
DRAFTED = register(
    EventKind(key="mediation.drafted", sentence=_("The agreement was drawn up."), sheds=("facts", "clauses"))
)
OWED = register(
    EventKind(
        key="mediation.owed", sentence=_("An obligation was put into the draft."), sheds=("what", "way")
    )
)
DROPPED = register(
    EventKind(key="mediation.dropped", sentence=_("An obligation was taken out of the draft."))
)
SIGNED = register(EventKind(key="mediation.signed", sentence=_("The agreement was signed.")))
CONCLUDED = register(EventKind(key="mediation.concluded", sentence=_("The agreement took effect.")))
PERFORMED = register(
    EventKind(
        key="mediation.performed",
        sentence=_("An obligation was performed, in whole or in part."),
        sheds=("proof",),
    )
)
DEFAULTED = register(
    EventKind(key="mediation.defaulted", sentence=_("An obligation was not performed."), sheds=("proof",))
)
APPLIED = register(
    EventKind(key="mediation.applied", sentence=_("The parties asked the court to confirm the agreement."))
)
RULED = register(
    EventKind(
        key="mediation.ruled", sentence=_("What became of the application for confirmation was recorded.")
    )
)
ADVISED = register(
    EventKind(key="mediation.advised", sentence=_("The lawyer gave an opinion."), sheds=("text",))
)
AID_ASKED = register(
    EventKind(key="mediation.aid_asked", sentence=_("Legal aid was asked for."), sheds=("words",))
)
AID_DECIDED = register(
    EventKind(
        key="mediation.aid_decided",
        sentence=_("The application for legal aid was decided."),
        sheds=("reason",),
    )
)
