"""What is counted of deputies and the opinions they collect."""

from django.utils.translation import gettext_lazy as _

from yixian.concerns import events as concerns
from yixian.concerns.enums import Fate
from yixian.deputies import events
from yixian.deputies.enums import Meet
from yixian.deputies.sources import SOURCE
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.procedures.language import Choice

FATES = tuple(Choice(value=each.value, label=each.label) for each in Fate if each is not Fate.OPEN)
MEETS = tuple(Choice(value=each.value, label=each.label) for each in Meet)


def _heard(fact: Fact) -> Count | None:
    return Count(1) if fact.body["source"] == SOURCE and not fact.body.get("carried") else None


def _ended(fact: Fact) -> Count | None:
    """The end of an opinion; a closing counts when a superior has agreed to it."""
    if fact.body["source"] != SOURCE:
        return None
    if fact.kind == concerns.CHECKED.key:
        return Count(1, Fate.CLOSED.value) if fact.body["agrees"] else None
    fate = str(fact.body["fate"])
    return None if fate == Fate.CLOSED else Count(1, fate)


OPINIONS = register(
    Measure(
        key="deputies.opinions",
        title=_("Opinions collected by deputies"),
        explain=_("Everything that people told a deputy and that was written down, at its place."),
        kinds=(concerns.HEARD.key,),
        count=_heard,
    )
)
ENDED = register(
    Measure(
        key="deputies.ended",
        title=_("Opinions that came to their end"),
        explain=_("By what became of them; a closing with a reason counts when a superior agreed to it."),
        kinds=(concerns.FATED.key, concerns.CHECKED.key),
        count=_ended,
        parts=FATES,
    )
)
MEETINGS = register(
    Measure(
        key="deputies.meetings",
        title=_("Meetings of deputies with residents"),
        explain=_(
            "Counted on the day on which they were set, at the constituency; taken off when called off."
        ),
        kinds=(events.CALLED.key, events.CANCELLED.key),
        count=lambda fact: Count(1 if fact.kind == events.CALLED.key else -1, str(fact.body["kind"])),
        parts=MEETS,
    )
)
