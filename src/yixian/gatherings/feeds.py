"""Calendar feeds (RFC 5545): how they are written, and the secret address of a feed of somebody's own."""

from collections.abc import Callable, Iterable
from datetime import UTC

from django.core import signing
from icalendar import Calendar, Event

from yixian.gatherings.enums import State
from yixian.gatherings.models import Gathering

MEDIA_TYPE = "text/calendar; charset=utf-8"
SALT = "yixian.gatherings.feed"
STATUS = {
    State.PLANNED: "TENTATIVE",
    State.ANNOUNCED: "CONFIRMED",
    State.HELD: "CONFIRMED",
    State.CANCELLED: "CANCELLED",
}


class BadKey(ValueError):
    """This address was not given out."""


def written(
    title: str, gatherings: Iterable[Gathering], *, address: Callable[[Gathering], str], host: str
) -> bytes:
    """A calendar as a feed. `address` gives the page of a gathering; `host` makes its identifier unique."""
    calendar = Calendar()
    calendar.add("prodid", "-//yixian//gatherings//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for each in gatherings:
        calendar.add_component(_event(each, address(each), host))
    return bytes(calendar.to_ical())


def _event(gathering: Gathering, address: str, host: str) -> Event:
    event = Event()
    event.add("uid", f"{gathering.uid}@{host}")
    event.add("summary", gathering.title)
    event.add("dtstart", gathering.starts_at.astimezone(UTC))
    event.add("dtend", gathering.ends_at.astimezone(UTC))
    event.add("dtstamp", (gathering.announced_at or gathering.planned_at).astimezone(UTC))
    event.add("sequence", gathering.version - 1)
    event.add("location", f"{gathering.place.name} {gathering.spot}".strip())
    event.add("status", STATUS[State(gathering.state)])
    event.add("url", address)
    if gathering.about:
        event.add("description", gathering.about)
    return event


def key_of(person_id: int, turn: int) -> str:
    """The secret part of somebody's feed address; it is signed, so nobody can make one."""
    return signing.Signer(salt=SALT, sep="~").sign(f"{person_id}.{turn}")


def read_key(key: str) -> tuple[int, int]:
    """The person and turn of a key. Raises BadKey."""
    try:
        person, _, turn = signing.Signer(salt=SALT, sep="~").unsign(key).partition(".")
        return int(person), int(turn)
    except (signing.BadSignature, ValueError):
        raise BadKey("no feed has this address") from None
