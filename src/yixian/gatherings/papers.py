"""Minutes that were made out, and which of them may still be read."""

from dataclasses import dataclass
from typing import Any

from yixian.audit.models import Event
from yixian.concerns.models import Concern
from yixian.documents.models import Issued
from yixian.documents.queries import given, issued_for, standing
from yixian.gatherings import events
from yixian.gatherings.models import Gathering
from yixian.gatherings.queries import SOURCE


@dataclass(frozen=True)
class Minutes:
    """Minutes as they were made out; where `readable` fails, a question in them is a complaint by now."""

    issued: Issued
    readable: bool


def minutes_of(gathering: Gathering) -> list[Minutes]:
    """The minutes of a gathering, oldest first. Four statements at most.

    Which questions were known when they were made out stands in their event; where it does not, each that was heard
    until then counts.
    """
    made = list(issued_for(gathering.stream))
    complaints = Concern.objects.complaints().filter(source=SOURCE, source_uid=gathering.uid)
    hidden = dict(complaints.values_list("uid", "heard_at")) if made else {}
    noted = _noted(gathering) if hidden else {}
    found = []
    for each in made:
        heard = {uid.hex for uid, heard_at in hidden.items() if heard_at <= each.at}
        found.append(Minutes(each, not heard & noted.get(bytes(each.file.digest).hex(), heard)))
    return found


def earlier(gathering: Gathering) -> dict[str, Any] | None:
    """What was filled in for the minutes that stand, None where there are none or they may not be read any more."""
    found = minutes_of(gathering)
    stands = {each.pk for each in standing(each.issued for each in found)}
    last = next((each for each in reversed(found) if each.issued.pk in stands), None)
    return given(last.issued) if last is not None and last.readable else None


def _noted(gathering: Gathering) -> dict[str, set[str]]:
    """The questions known when minutes were made out, by the digest of their file, as far as that was noted."""
    found: dict[str, set[str]] = {}
    bodies = Event.objects.filter(stream=gathering.stream, kind=events.MINUTED.key).values_list(
        "body", flat=True
    )
    for body in bodies:
        if "concerns" in body:
            found.setdefault(body["digest"], set()).update(body["concerns"])
    return found
