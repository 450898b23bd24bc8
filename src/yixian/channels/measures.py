"""What is counted of publishing and receiving."""

from django.utils.translation import gettext_lazy as _

from yixian.channels import events
from yixian.channels.enums import Kind
from yixian.channels.ways import WAYS
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.procedures.language import Choice

CHANNELS = tuple(Choice(value=each.key, label=each.title) for each in WAYS)
KINDS = tuple(Choice(value=each.value, label=each.label) for each in Kind)


def _channel(fact: Fact) -> Count:
    return Count(1, str(fact.body["channel"]))


def _kind(fact: Fact) -> Count:
    return Count(1, str(fact.body["kind"]))


PUBLISHED = register(
    Measure(
        key="channels.published",
        title=_("Publications that went out, by channel"),
        explain=_("Each text counts once for every channel that it reached, a corrected text anew."),
        kinds=(events.DELIVERED.key,),
        count=_channel,
        parts=CHANNELS,
    )
)
PUBLICATIONS = register(
    Measure(
        key="channels.publications",
        title=_("Publications, by kind"),
        explain=_("Counted on the day on which a second person approved the first text."),
        kinds=(events.APPROVED.key,),
        count=_kind,
        parts=KINDS,
    )
)
WITHDRAWN = register(
    Measure(
        key="channels.withdrawn",
        title=_("Publications withdrawn"),
        explain=_("Counted on the day of the withdrawal."),
        kinds=(events.WITHDRAWN.key,),
        count=lambda _fact: Count(1),
    )
)
RECEIVED = register(
    Measure(
        key="channels.received",
        title=_("Messages received, by channel"),
        explain=_("Every message that somebody wrote, on the day it came in."),
        kinds=(events.RECEIVED.key,),
        count=_channel,
        parts=CHANNELS,
    )
)
ANSWERED = register(
    Measure(
        key="channels.answered",
        title=_("Messages answered"),
        explain=_("Each message counts once, on the day of the first answer that goes back to its sender."),
        kinds=(events.ANSWERED.key,),
        count=lambda fact: _channel(fact) if fact.body["first"] is True else None,
        parts=CHANNELS,
    )
)
