"""The receipt of a matter: what whoever raised it can prove with."""

from datetime import datetime

from yixian.audit import registry
from yixian.audit.issue import issue
from yixian.audit.models import Event
from yixian.audit.queries import history
from yixian.audit.receipts import Fact, Json
from yixian.matters import events
from yixian.matters.models import Matter


def receipt(matter: Matter, *, at: datetime, roots: str) -> Json:
    """Return the receipt as it stands at `at`; `roots` is the public address of the roots. Raises NotProvable."""
    found = list(history(matter.stream))
    return issue(
        stream=matter.stream,
        at=at,
        roots=roots,
        facts=_facts(matter, found),
        visible=lambda event: registry.get(event.kind).told,
    )


def _facts(matter: Matter, found: list[Event]) -> list[Fact]:
    moves = [event for event in found if event.kind == events.MOVED.key]
    answers = [event for event in moves if matter.declaration.move(event.body["move"]).answers]
    facts = [Fact("raised_at", found[0].seq, "at"), Fact("words_raised", found[0].seq, "body.story")]
    for number, event in enumerate(moves, start=1):
        facts.append(Fact(f"step_{number}_at", event.seq, "at"))
        facts.append(Fact(f"step_{number}", event.seq, "body.target"))
    if answers:
        last = answers[-1]
        facts += [Fact("answered_at", last.seq, "at"), Fact("answer", last.seq, "body.words")]
        facts.append(Fact("outcome", last.seq, "body.after"))
    return facts
