"""Words beside the procedure: answers, questions, notes, headings, files, and a new receipt code."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.audit.registry import EventKind
from yixian.matters import rules
from yixian.matters.actions.open import search_terms
from yixian.matters.actions.store import Refused, Writing, refuse, take
from yixian.matters.codes import code_of, index_of
from yixian.matters.enums import Need, Voice
from yixian.matters.events import ASKED, HEADED, NOTED, RECODED, REPLIED, UNSEALED
from yixian.matters.models import Matter
from yixian.matters.queries import may_open
from yixian.procedures.decide import Refusal

SHORTEST_REASON = 4


@transaction.atomic
def reply(*, by: Actor, at: datetime, uid: UUID, text: str, token: UUID | None = None) -> Matter:
    """Answer whoever raised it, between the steps. Raises Denied, Refused, Matter.DoesNotExist."""
    writing = take(by=by, at=at, uid=uid, token=token, merged=True)
    return _say(writing, REPLIED, text, Voice.ANSWER)


@transaction.atomic
def ask(*, by: Actor, at: datetime, code: str, text: str, token: UUID | None = None) -> Matter:
    """Write to the office that holds it; for whoever has the receipt code. Raises Refused, InvalidCode, DoesNotExist."""
    writing = take(by=by, at=at, code=code, token=token, merged=True)
    return _say(writing, ASKED, text, Voice.RAISER)


@transaction.atomic
def note(*, by: Actor, at: datetime, uid: UUID, text: str, token: UUID | None = None) -> Matter:
    """Add a note to the file. Raises Denied, Refused, Matter.DoesNotExist."""
    writing = take(by=by, at=at, uid=uid, token=token)
    return _say(writing, NOTED, text, Voice.FILE)


@transaction.atomic
def head(
    *, by: Actor, at: datetime, uid: UUID, seen: int, headline: str, category: str, token: UUID | None = None
) -> Matter:
    """Set heading and kind. Raises Denied, Refused, Stale, Matter.DoesNotExist."""
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("matters.note")
    matter = writing.matter
    if fault := rules.headline_fault(headline):
        raise refuse(fault, field="headline")
    if category not in {choice.value for choice in matter.declaration.categories}:
        raise refuse(_("Please choose one of the kinds offered."), field="category")
    old, matter.category, matter.headline = matter.category, category, headline.strip()
    matter.terms = search_terms(matter.declaration, category, matter.headline, matter.place)
    writing.tell(HEADED, {"category": category, "old": old})
    return writing.store()


@transaction.atomic
def recode(*, by: Actor, at: datetime, uid: UUID, token: UUID | None = None) -> str:
    """Replace the receipt code, because the old one fell into other hands; return the new one."""
    writing = take(by=by, at=at, uid=uid, token=token)
    writing.require("matters.note")
    matter = writing.matter
    if not writing.done:
        matter.code_turn += 1
        matter.code_index = index_of(code_of(matter.uid, matter.code_turn))
        writing.tell(RECODED, {"turn": matter.code_turn})
        writing.store()
    return code_of(matter.uid, matter.code_turn)


@transaction.atomic
def unseal(*, by: Actor, at: datetime, uid: UUID, need: Need, reason: str = "") -> Matter:
    """Record that an officer opens what is sealed in a matter, and why; only then may it be shown to them.

    Raises Denied, Refused, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, merged=True)
    if not may_open(by, writing.matter):
        raise Denied("people.open")
    if need is Need.OTHER and len(reason.strip()) < SHORTEST_REASON:
        raise refuse(_("Please say for what reason you open it."), field="reason")
    commitment = writing.seal("reason", reason.strip(), Voice.FILE)
    writing.tell(UNSEALED, {"need": need.value, "reason": commitment})
    return writing.store(changes=False)


def _say(writing: Writing, kind: EventKind, text: str, voice: Voice) -> Matter:
    if writing.done:
        return writing.matter
    writing.require("matters.note")
    if not text.strip() or len(text) > rules.LONGEST_STORY:
        raise Refused(
            [Refusal(text=_("Please write something, and no more than 10,000 characters."), field="text")]
        )
    if kind is ASKED:
        writing.wait_for_answer()
    elif kind is REPLIED:
        writing.matter.asked_at = None
    writing.tell(kind, {"text": writing.seal("text", text.strip(), voice)})
    return writing.store(changes=False)
