"""What is counted of concerns."""

from django.utils.translation import gettext_lazy as _

from yixian.concerns import events
from yixian.concerns.enums import Fate
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.procedures.language import Choice

FATES = tuple(Choice(value=each.value, label=each.label) for each in Fate if each is not Fate.OPEN)
SOURCES = (
    Choice(value="diary", label=_("Public-concern diary")),
    Choice(value="visit", label=_("Visits of those assigned to a place")),
    Choice(value="gathering", label=_("Gathering")),
    Choice(value="fair", label=_("Service fair")),
    Choice(value="deputy", label=_("Opinions collected by deputies")),
    Choice(value="message", label=_("Messages by the channels")),
)
ENDS = (events.FATED.key, events.CHECKED.key)


def _heard(fact: Fact) -> Count:
    return Count(1, str(fact.body["source"]))


def _fate(fact: Fact) -> str:
    """The end that an event stands for, empty for none: a closing counts when a superior has agreed to it."""
    if fact.kind == events.CHECKED.key:
        return Fate.CLOSED.value if fact.body["agrees"] else ""
    fate = str(fact.body["fate"])
    return "" if fate == Fate.CLOSED else fate


def _fated(fact: Fact) -> Count | None:
    fate = _fate(fact)
    return Count(1, fate) if fate else None


def _owing(fact: Fact) -> Count | None:
    if fact.kind == events.HEARD.key:
        return Count(1, str(fact.body["source"]))
    return Count(-1, str(fact.body["source"])) if _fate(fact) else None


HEARD = register(
    Measure(
        key="concerns.heard",
        title=_("Concerns heard"),
        explain=_(
            "Everything that was said and written down, by where it was heard. Not carried-on ones again."
        ),
        kinds=(events.HEARD.key,),
        count=lambda fact: None if fact.body.get("carried") else _heard(fact),
        parts=SOURCES,
    )
)
FATED = register(
    Measure(
        key="concerns.fated",
        title=_("Concerns that came to their end"),
        explain=_("By the end they came to; a closing with a reason counts when a superior agreed to it."),
        kinds=ENDS,
        count=_fated,
        parts=FATES,
    )
)
OWING = register(
    Measure(
        key="concerns.owing",
        title=_("Concerns that owe their end"),
        explain=_(
            "Heard, and without an end as yet, or closed and not yet checked; by where they were heard."
        ),
        kinds=(events.HEARD.key, *ENDS),
        count=_owing,
        parts=SOURCES,
        stock=True,
    )
)
