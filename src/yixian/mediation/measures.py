"""What is counted of mediation."""

from django.utils.translation import gettext_lazy as _

from yixian.measures.declare import Count, Fact, Measure, register
from yixian.mediation import events
from yixian.mediation.enums import Form, ObligationState, Ruling
from yixian.procedures.language import Choice

OPENNESS = (
    Choice(value="open", label=_("open session")),
    Choice(value="closed", label=_("closed session")),
)
FORMS = tuple(Choice(value=form.value, label=form.label) for form in Form)
ENDS = (ObligationState.PERFORMED, ObligationState.DEFAULTED)
STATES = tuple(Choice(value=state.value, label=state.label) for state in ENDS)
RULINGS = tuple(Choice(value=ruling.value, label=ruling.label) for ruling in Ruling)


def _held(fact: Fact) -> Count:
    return Count(1, "open" if fact.body["open"] else "closed")


def _form(fact: Fact) -> Count:
    return Count(1, str(fact.body["form"]))


def _ended(fact: Fact) -> Count | None:
    state = str(fact.body["state"])
    return Count(1, state) if state in ENDS else None


def _ruled(fact: Fact) -> Count:
    return Count(1, str(fact.body.get("ruling", Ruling.PENDING.value)))


SESSIONS = register(
    Measure(
        key="mediation.sessions",
        title=_("Mediation sessions held"),
        explain=_("Counted when the record of a session is written, open and closed ones apart."),
        kinds=(events.HELD.key,),
        count=_held,
        parts=OPENNESS,
    )
)
AGREEMENTS = register(
    Measure(
        key="mediation.agreements",
        title=_("Mediation agreements in effect"),
        explain=_("Counted on the day an agreement with its obligations took effect, by its form."),
        kinds=(events.CONCLUDED.key,),
        count=_form,
        parts=FORMS,
    )
)
OBLIGATIONS = register(
    Measure(
        key="mediation.obligations",
        title=_("Obligations from agreements, performed and not performed"),
        explain=_("Counted when it is recorded that an obligation was performed in full, or was not."),
        kinds=(events.PERFORMED.key, events.DEFAULTED.key),
        count=_ended,
        parts=STATES,
    )
)
CONFIRMATIONS = register(
    Measure(
        key="mediation.confirmations",
        title=_("Judicial confirmations"),
        explain=_("Joint applications to a court, and what became of them."),
        kinds=(events.APPLIED.key, events.RULED.key),
        count=_ruled,
        parts=RULINGS,
    )
)
