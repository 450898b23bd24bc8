"""How every action takes a gathering or a series in hand, and puts it back with its event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit import record
from yixian.audit.models import Event
from yixian.audit.registry import EventKind
from yixian.disclosure.rules import certain, findings
from yixian.gatherings.models import Gathering, Series
from yixian.matters.actions.store import Stale, refuse
from yixian.matters.rules import headline_fault
from yixian.measures.keep import keep
from yixian.procedures.language import Text

S = TypeVar("S", Gathering, Series)


@dataclass
class Hand(Generic[S]):
    """A gathering or a series under its row lock. `done` says that this write came before."""

    subject: S
    by: Actor
    at: datetime
    token: UUID | None = None
    done: bool = False

    def tell(self, kind: EventKind, body: Mapping[str, object]) -> S:
        """Record its next event, keep what that counts, and write it."""
        event = record.compose(
            subject=self.subject,
            kind=kind,
            at=self.at,
            by_id=self.by.person_id,
            post_id=self.by.post_id,
            unit_id=self.subject.unit_id,
            body={**body, **({"token": self.token.hex} if self.token else {})},
        )
        self.subject.save()
        record.append([event])
        keep([event])
        return self.subject


def gathering_in_hand(
    by: Actor, at: datetime, uid: UUID, *, seen: int | None = None, token: UUID | None = None
) -> Hand[Gathering]:
    """Lock a gathering that the actor keeps. Raises Denied, Stale, Gathering.DoesNotExist."""
    gathering = locked(uid)
    by.require("gatherings.keep", gathering.unit.lineage)
    hand = Hand(gathering, by, at, token, done=_written(gathering.stream, token))
    if not hand.done and seen is not None and seen != gathering.version:
        raise Stale
    return hand


def locked(uid: UUID) -> Gathering:
    """A gathering under its row lock. Raises Gathering.DoesNotExist."""
    return Gathering.objects.placed().select_for_update(of=("self",)).get(uid=uid)


def series_in_hand(by: Actor, at: datetime, uid: UUID, *, token: UUID | None = None) -> Hand[Series]:
    """Lock a series that the actor keeps. Raises Denied, Series.DoesNotExist."""
    series = Series.objects.placed().select_for_update(of=("self",)).get(uid=uid)
    by.require("gatherings.keep", series.unit.lineage)
    return Hand(series, by, at, token, done=_written(series.stream, token))


def refuse_if(fault: Text | None, field: str) -> None:
    """Raise Refused where something stands against it."""
    if fault is not None:
        raise refuse(fault, field=field)


def check_words(**texts: str) -> None:
    """Raise Refused for a short text shown to everybody that is too long or holds what nobody's list should."""
    for field, text in texts.items():
        refuse_if(headline_fault(text), field)
        if certain(findings(text)):
            raise refuse(_("Everybody reads this. Please leave out what tells about a person."), field=field)


def said(moment: datetime) -> str:
    """A moment as an event tells it, in local time."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _written(stream: str, token: UUID | None) -> bool:
    return token is not None and Event.objects.filter(stream=stream, body__token=token.hex).exists()
