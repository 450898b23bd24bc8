"""What was found in a text, and how findings that overlap become one."""

from collections.abc import Iterable
from dataclasses import dataclass

from yixian.disclosure.enums import Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Something that is known of the people of a matter and may not reach the public, as it was typed."""

    kind: Kind
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A piece `text[start:end]` that tells about somebody.

    `certain` findings may not be published, whatever a person says. `whom` is the name in full, where it is known.
    """

    kind: Kind
    start: int
    end: int
    text: str
    certain: bool = False
    whom: str = ""


def joined(text: str, found: Iterable[Finding]) -> list[Finding]:
    """Findings in order of place, those that overlap as one: of the kind of the certain one, then the longest.

    Of two that say the same, the one that knows whom it names.
    """
    kept: list[Finding] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and each.start < kept[-1].end:
            kept[-1] = _one(text, kept[-1], each)
        else:
            kept.append(each)
    return kept


def _one(text: str, first: Finding, second: Finding) -> Finding:
    lead = max(first, second, key=lambda one: (one.certain, one.end - one.start, bool(one.whom)))
    start, end = min(first.start, second.start), max(first.end, second.end)
    return Finding(
        kind=lead.kind, start=start, end=end, text=text[start:end], certain=lead.certain, whom=lead.whom
    )
