"""Papers of a matter: making them out, handing them over, putting what was brought into the dossier."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.documents import actions as documents
from yixian.documents import paper as papers
from yixian.documents.actions import NotDelivered, Order
from yixian.documents.delivering import Handed
from yixian.documents.models import Delivery, File, Issued
from yixian.documents.paper import Paper
from yixian.documents.papers.binding import COVER
from yixian.documents.queries import issued_for, papers_stream
from yixian.documents.rules import Upload
from yixian.kernel import sealed
from yixian.matters import clocks
from yixian.matters.actions.store import Refused, Writing, refuse, take
from yixian.matters.models import Matter
from yixian.matters.paper_events import PAPER_FILED, PAPER_ISSUED, PAPER_RECEIVED, PAPER_SENT
from yixian.matters.papers import BASICS, dossier_of, material
from yixian.procedures.decide import Refusal
from yixian.rulebook.queries import book


def order(
    matter: Matter,
    paper: Paper,
    *,
    by: Actor,
    at: datetime,
    given: Mapping[str, Any],
    replaces: Issued | None = None,
) -> Order:
    """What a paper of a matter is made of; it opens what is sealed."""
    known = material(matter, by=by, at=at)
    for party in (*known["raisers"], *known["others"]):
        party["basics"] = given.get(f"{BASICS}{party['id']}", party["basics"])
    return Order(
        paper=paper,
        stream=matter.stream,
        unit_id=matter.holder_id,
        by_id=by.person_id,
        material=known,
        given=given,
        parties=known["parties"],
        replaces=replaces,
    )


@transaction.atomic
def issue_paper(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    key: str,
    given: Mapping[str, Any],
    replaces: UUID | None = None,
    token: UUID | None = None,
) -> Matter:
    """Make out a paper for whoever opened the matter: it gets its number and is kept sealed.

    `replaces` is an earlier paper of this kind that it corrects. Raises Denied, Refused, PaperFailed,
    Matter.DoesNotExist, Issued.DoesNotExist; KeyError for a paper that there is not.
    """
    writing = take(by=by, at=at, uid=uid, token=token)
    if writing.done:
        return writing.matter
    writing.require("matters.note")
    matter, dossier = writing.matter, dossier_of(writing.matter)
    if dossier is None:
        raise refuse(_("No dossier is kept of this."))
    paper = papers.get(key)
    if key == COVER.key:
        paper = dossier.numbered(paper)
    earlier = _standing_paper(matter, paper, replaces) if replaces else None
    issued = documents.issue(at=at, order=order(matter, paper, by=by, at=at, given=given, replaces=earlier))
    body = {**_said_of(issued), "copies": issued.copies, "digest": bytes(issued.file.digest).hex()}
    if earlier:
        body["replaces"] = earlier.number or earlier.pk.hex
    writing.tell(PAPER_ISSUED, body | {"given": sealed.commitment(issued, "given")})
    return writing.store(changes=False)


def deliver_paper(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    issued: UUID,
    handed: Handed,
    uploads: Sequence[Upload] = (),
    earlier: UUID | None = None,
    token: UUID | None = None,
) -> Matter:
    """Record how a paper was handed over; its receipt sets the fact that the next clock counts from.

    `earlier` is a delivery that was only sent so far; `uploads` are the signed slip. Raises Denied, Refused,
    FileRefused, Matter.DoesNotExist, Issued.DoesNotExist, Delivery.DoesNotExist.
    """
    accepted = documents.look_through(uploads)
    with transaction.atomic():
        writing = take(by=by, at=at, uid=uid, token=token)
        if writing.done:
            return writing.matter
        writing.require("matters.note")
        found = issued_for(writing.matter.stream).get(pk=issued)
        open_one = found.deliveries.get(pk=earlier, received_on__isnull=True) if earlier else None
        kept = documents.attach(
            by_id=by.person_id, at=at, stream=papers_stream(writing.matter.stream), accepted=accepted
        )
        for file in kept:
            file.place = "receipts"
        File.objects.bulk_update(kept, ["place"])
        try:
            delivery = documents.deliver(
                by_id=by.person_id,
                at=at,
                issued=found,
                handed=handed,
                proof=kept[0] if kept else None,
                earlier=open_one,
            )
        except NotDelivered as wrong:
            raise Refused([Refusal(text=text, field=key) for key, text in wrong.faults.items()]) from wrong
        _tell_delivery(writing, found, delivery)
        started = _start(writing, found.declaration, handed.received_on)
        return writing.store(changes=started)


def file_scans(
    *, by: Actor, at: datetime, uid: UUID, place: str, uploads: Sequence[Upload], token: UUID | None = None
) -> Matter:
    """Put scans into a place of the dossier; the raiser does not see them. Raises Denied, Refused, FileRefused."""
    accepted = documents.look_through(uploads)
    with transaction.atomic():
        writing = take(by=by, at=at, uid=uid, token=token)
        if writing.done:
            return writing.matter
        writing.require("matters.note")
        heading = _heading(writing.matter, place)
        kept = documents.attach(
            by_id=by.person_id, at=at, stream=papers_stream(writing.matter.stream), accepted=accepted
        )
        for file in kept:
            file.place = place
        File.objects.bulk_update(kept, ["place"])
        if not kept:
            raise refuse(_("These files lie in the dossier already."), field="papers")
        digests = [bytes(file.digest).hex() for file in kept]
        writing.tell(
            PAPER_FILED, {"count": len(kept), "heading": heading, "place": place, "digests": digests}
        )
        return writing.store(changes=False)


@transaction.atomic
def place_file(
    *, by: Actor, at: datetime, uid: UUID, file: UUID, place: str, token: UUID | None = None
) -> Matter:
    """Say where in the dossier a file belongs. Raises Denied, Refused, Matter.DoesNotExist, File.DoesNotExist."""
    writing = take(by=by, at=at, uid=uid, token=token)
    if writing.done:
        return writing.matter
    writing.require("matters.note")
    heading, stream = _heading(writing.matter, place), writing.matter.stream
    found = File.objects.get(pk=file, stream__in=(stream, papers_stream(stream)))
    if Issued.objects.filter(file=found).exists():
        raise refuse(_("A paper that was made out here has its place already."), field="place")
    found.place = place
    found.save(update_fields=["place"])
    digest = bytes(found.digest).hex()
    writing.tell(PAPER_FILED, {"count": 1, "heading": heading, "place": place, "digests": [digest]})
    return writing.store(changes=False)


def _heading(matter: Matter, place: str) -> str:
    dossier = dossier_of(matter)
    found = dossier.place(place) if dossier else None
    if found is None:
        raise refuse(_("There is no such place in this dossier."), field="place")
    return found.heading


def _standing_paper(matter: Matter, paper: Paper, pk: UUID) -> Issued:
    earlier = issued_for(matter.stream).select_for_update(of=("self",)).get(pk=pk, paper=paper.key)
    if Issued.objects.filter(replaces=earlier).exists():
        raise refuse(_("This paper was replaced already. Please correct the newer one."))
    return earlier


def _said_of(issued: Issued) -> dict[str, object]:
    return {
        "paper": issued.paper,
        "heading": issued.declaration.heading,
        "number": issued.number,
        "issued": issued.pk.hex,
    }


def _tell_delivery(writing: Writing, issued: Issued, delivery: Delivery) -> None:
    body = {
        **_said_of(issued),
        "method": delivery.method,
        "refused": delivery.refused,
        "recipient": sealed.commitment(delivery, "to"),
        "remark": sealed.commitment(delivery, "remark"),
        "sent": _iso(delivery.sent_on),
        "received": _iso(delivery.received_on),
        "proof": bytes(delivery.proof.digest).hex() if delivery.proof else None,
    }
    writing.tell(PAPER_RECEIVED if delivery.received_on else PAPER_SENT, body)


def _start(writing: Writing, paper: Paper, on: date | None) -> bool:
    """Remember the day of receipt and let the clock of the step count from it; say whether anything changed."""
    matter = writing.matter
    if not paper.starts or on is None or (matter.facts.get(paper.starts) or "") >= on.isoformat():
        return False
    matter.facts = {**matter.facts, paper.starts: on.isoformat()}
    step = matter.standing_step
    if step.limit and step.limit.since == paper.starts:
        clocks.begin_step(matter, step, book(timezone.localdate(writing.at)), writing.at)
    return True


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
