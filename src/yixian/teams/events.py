"""What can happen to a leader's case, which is told in the chain of its matter, and to a team, which has its own."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

SPONSORED = register(
    EventKind(
        key="teams.sponsored",
        sentence=_("Put under a leader: %(assignee)s leads, %(holder)s undertakes."),
        told=True,
    )
)
ARRANGED = register(
    EventKind(
        key="teams.arranged", sentence=_("The case is led by %(assignee)s and undertaken by %(holder)s.")
    )
)
SUCCEEDED = register(
    EventKind(key="teams.succeeded", sentence=_("The case went with the post: %(assignee)s leads it now."))
)
RECUSED = register(
    EventKind(key="teams.recused", sentence=_("%(assignee)s keeps out of it."), sheds=("reason",))
)
PLANNED = register(
    EventKind(
        key="teams.planned",
        sentence=_("A step was planned: %(to)s, until %(due)s."),
        sheds=("plan",),
        labels={"plan": _("Plan")},
    )
)
VISITED = register(
    EventKind(
        key="teams.visited",
        sentence=_("Somebody visited."),
        sheds=("heard",),
        labels={"heard": _("What was heard")},
    )
)
CALLED = register(
    EventKind(
        key="teams.called",
        sentence=_("A joint consultation was called for %(due)s."),
        sheds=("question",),
        labels={"question": _("What is to be answered")},
    )
)
OPINED = register(
    EventKind(
        key="teams.opined",
        sentence=_("%(to)s gave its opinion."),
        sheds=("opinion",),
        labels={"opinion": _("Opinion")},
    )
)
ABSENT = register(EventKind(key="teams.absent", sentence=_("%(to)s was absent from the consultation.")))
DECIDED = register(
    EventKind(
        key="teams.decided",
        sentence=_("The joint consultation decided: %(to)s carries it out until %(due)s."),
        sheds=("decision",),
        labels={"decision": _("What is to be done")},
    )
)
ON_SITE = register(
    EventKind(
        key="teams.on_site",
        sentence=_("Decided on the spot: %(to)s carries it out until %(due)s."),
        sheds=("decision",),
        labels={"decision": _("What is to be done")},
    )
)
DONE = register(
    EventKind(
        key="teams.done", sentence=_("Done by %(to)s."), sheds=("result",), labels={"result": _("Result")}
    )
)
ENDED = register(EventKind(key="teams.ended", sentence=_("It no longer stands under a leader."), sheds=()))

TAKEN = register(
    EventKind(
        key="teams.taken", sentence=_("Taken on by a team as a long-standing problem."), sheds=("plan",)
    )
)
SETTLED = register(
    EventKind(
        key="teams.settled",
        sentence=_("The long-standing problem was settled."),
        sheds=("result",),
        labels={"result": _("Result")},
    )
)

FOUNDED = register(EventKind(key="teams.founded", sentence=_("The team was set up.")))
JOINED = register(EventKind(key="teams.joined", sentence=_("A member joined.")))
LEFT = register(EventKind(key="teams.left", sentence=_("A member left.")))
TOURED = register(EventKind(key="teams.toured", sentence=_("The team went out.")))
CALLED_ON = register(EventKind(key="teams.called_on", sentence=_("The team visited a household.")))
