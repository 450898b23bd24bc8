"""Whether what was agreed is done (People's Mediation Law, article 31)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.documents.actions import attach as keep_files
from yixian.documents.rules import Accepted
from yixian.kernel import sealed
from yixian.matters.actions.move import carry_out
from yixian.matters.actions.store import Refused, Writing, refuse
from yixian.matters.events import ATTACHED
from yixian.matters.models import Matter
from yixian.mediation import events, rules
from yixian.mediation import sources as law
from yixian.mediation.actions.hand import in_hand
from yixian.mediation.enums import OWED, AgreementState, ObligationState
from yixian.mediation.models import Obligation
from yixian.procedures.decide import Refusal


@transaction.atomic
def perform(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    obligation: UUID,
    on: date,
    proof: str,
    whole: bool = True,
    papers: Sequence[tuple[str, Accepted]] = (),
    token: UUID | None = None,
) -> Matter:
    """Record that an obligation was performed on a day, in `whole` or in part, and how that is known.

    When it was the last, the procedure's move `performed` is made too, where it is open. Raises Denied, Refused,
    Stale, Matter.DoesNotExist.
    """
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    found = _owed(writing, obligation)
    if on > timezone.localdate(at):
        raise refuse(_("This day is still to come."), field="on")
    if not proof.strip() and not papers:
        text = _("Please say how you know, or add a paper.")
        raise Refused([Refusal(text=text, clause=law.FOLLOW_UP, field="proof")])
    state = ObligationState.PERFORMED if whole else ObligationState.PART
    _settle(writing, found, state, on, proof)
    _keep_papers(writing, papers)
    move = rules.move_from(writing.matter.declaration, writing.matter.step, "performed")
    if move is None or not _all_performed(found):
        return writing.store()
    last = max(each.settled_on or on for each in found.agreement.obligations.all())
    return carry_out(
        writing, move.key, {"performed_on": last, "proof": proof.strip() or str(_("See the papers."))}
    )


@transaction.atomic
def default(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    obligation: UUID,
    missing: str,
    given: Mapping[str, Any],
    token: UUID | None = None,
) -> Matter:
    """Record that an obligation was not performed, how it was urged, and show the other routes.

    The procedure's move `default` is made where it is open; `given` is what it asks for beside `missing`.
    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    found = _owed(writing, obligation)
    today = timezone.localdate(at)
    if found.due_on >= today:
        raise refuse(_("It may still be performed until the end of its last day."))
    if not missing.strip():
        raise Refused([Refusal(text=_("Please fill this in."), clause=law.FOLLOW_UP, field="missing")])
    _settle(writing, found, ObligationState.DEFAULTED, today, missing)
    matter = writing.matter
    since = min(filter(None, (matter.facts.get("performance_due"), found.due_on.isoformat())))
    matter.facts = {**matter.facts, "performance_due": since}
    move = rules.move_from(matter.declaration, matter.step, "default")
    return carry_out(writing, move.key, {**given, "missing": missing}) if move else writing.store()


def _owed(writing: Writing, obligation: UUID) -> Obligation:
    """An obligation that is still owed. Raises Refused."""
    found = (
        Obligation.objects.select_for_update(of=("self",))
        .select_related("agreement")
        .get(matter=writing.matter, uid=obligation)
    )
    if found.state not in OWED or found.agreement.state != AgreementState.EFFECTIVE:
        raise refuse(_("This obligation is no longer open."))
    return found


def _settle(writing: Writing, found: Obligation, state: ObligationState, on: date, words: str) -> None:
    found.state, found.settled_on = state, on
    commitment = sealed.put(found, "proof", words.strip())
    found.save()
    kind = events.DEFAULTED if state is ObligationState.DEFAULTED else events.PERFORMED
    writing.tell(
        kind,
        {
            "obligation": found.uid.hex,
            "state": state.value,
            "on": on.isoformat(),
            "late": on > found.due_on,
            "proof": commitment,
        },
    )


def _all_performed(found: Obligation) -> bool:
    others = found.agreement.obligations.exclude(state=ObligationState.PERFORMED)
    return not others.exists()


def _keep_papers(writing: Writing, papers: Sequence[tuple[str, Accepted]]) -> None:
    files = keep_files(
        by_id=writing.by.person_id, at=writing.at, stream=writing.matter.stream, accepted=papers
    )
    if files:
        digests = [bytes(file.digest).hex() for file in files]
        writing.tell(ATTACHED, {"count": len(files), "digests": digests})
