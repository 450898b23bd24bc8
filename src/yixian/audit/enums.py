"""What can be wrong with the log, with a seal or with a receipt."""

from enum import StrEnum


def gettext_noop(message: str) -> str:
    """Mark a message for translation; a receipt is checked where there is no Django."""
    return message


class Flaw(StrEnum):
    """One way in which proof fails. `SENTENCES` puts each in words."""

    CONTENT = "content"
    UNREADABLE = "unreadable"
    LINK = "link"
    GAP = "gap"
    ORDER = "order"
    SHORT = "short"
    LONG = "long"
    HEAD = "head"
    HEADLESS = "headless"
    SEAL_CONTENT = "seal-content"
    SEAL_LINK = "seal-link"
    SEAL_GAP = "seal-gap"
    SEAL_SIZE = "seal-size"
    SEAL_ROOT = "seal-root"
    TILE = "tile"
    ROOTS = "roots"
    NOT_IN_ROOTS = "not-in-roots"
    SEAL_GONE = "seal-gone"
    FORMAT = "format"
    DIGEST = "digest"
    FACT = "fact"
    PROOF = "proof"


SENTENCES: dict[Flaw, str] = {
    Flaw.CONTENT: gettext_noop("its content does not match its hash"),
    Flaw.UNREADABLE: gettext_noop("its content cannot be read: %(detail)s"),
    Flaw.LINK: gettext_noop("it does not link to the event before it"),
    Flaw.GAP: gettext_noop("before it, events are missing or out of order: %(detail)s"),
    Flaw.ORDER: gettext_noop("it stands in the log before an event that it follows"),
    Flaw.SHORT: gettext_noop("events are missing at its end: %(detail)s"),
    Flaw.LONG: gettext_noop("it has events that its record does not know: %(detail)s"),
    Flaw.HEAD: gettext_noop("its record does not end with this event but with another"),
    Flaw.HEADLESS: gettext_noop("the record that its events belong to is missing"),
    Flaw.SEAL_CONTENT: gettext_noop("its content does not match its hash"),
    Flaw.SEAL_LINK: gettext_noop("it does not link to the seal before it"),
    Flaw.SEAL_GAP: gettext_noop("it does not begin where the seal before it ends: %(detail)s"),
    Flaw.SEAL_SIZE: gettext_noop("events were removed or inserted after sealing: %(detail)s"),
    Flaw.SEAL_ROOT: gettext_noop("its root is not the one of the events sealed"),
    Flaw.TILE: gettext_noop("events were changed, removed or inserted after sealing: %(detail)s"),
    Flaw.ROOTS: gettext_noop("it is not the seal that was published"),
    Flaw.NOT_IN_ROOTS: gettext_noop("it is not among the published seals"),
    Flaw.SEAL_GONE: gettext_noop("it was published and is missing here"),
    Flaw.FORMAT: gettext_noop("it cannot be read as what it claims to be: %(detail)s"),
    Flaw.DIGEST: gettext_noop("its text is not as it was issued"),
    Flaw.FACT: gettext_noop("what it states is not what the event says: %(detail)s"),
    Flaw.PROOF: gettext_noop("the seal does not contain it"),
}

PLACES: dict[str, str] = {
    "event": gettext_noop("event %(seq)s of %(stream)s (number %(event)s in the log)"),
    "stream": gettext_noop("the history %(stream)s"),
    "seal": gettext_noop("seal %(seal)s"),
    "log": gettext_noop("the log"),
    "receipt": gettext_noop("the receipt"),
    "roots": gettext_noop("the file of published roots"),
}
