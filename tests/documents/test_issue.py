"""Papers of a matter: numbers without gaps, receipts that start clocks, names that stay sealed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from tests.cast import NOON, TODAY, World
from tests.documents.papers import filled
from tests.documents.test_files import PDF
from tests.documents.test_papers import words
from tests.matters.steps import climb, dispute, go
from tests.measures.test_together import at_once
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.documents import paper as declared
from yixian.documents import storage
from yixian.documents.actions import next_number
from yixian.documents.delivering import Handed
from yixian.documents.enums import Method
from yixian.documents.models import Counter, Delivery, File, Issued
from yixian.documents.queries import issued_for, of_stream, papers_stream
from yixian.documents.render import PaperFailed
from yixian.documents.rules import Upload
from yixian.matters.actions import Refused
from yixian.matters.actions import papers as acts
from yixian.matters.models import Matter
from yixian.matters.paper_events import PAPER_FILED, PAPER_ISSUED, PAPER_RECEIVED, PAPER_SENT
from yixian.matters.papers import filed, material, tallied
from yixian.people.actions import erase
from yixian.people.enums import ErasureGround

LATER = NOON + timedelta(days=5)
HANDED = Handed(to="乌云其木格", method=Method.DIRECT, received_on=TODAY + timedelta(days=2))


@pytest.fixture
def matter(world: World) -> Matter:
    return climb(world, dispute(world), "room")


def issue(world: World, matter: Matter, key: str = "mediation_agreement", **more: Any) -> Issued:
    """A paper that the mediator makes out."""
    changes = {"given": filled(declared.get(key)), "by": world.actor("mediator"), "at": NOON, **more}
    acts.issue_paper(uid=matter.uid, key=key, **changes)
    return issued_for(matter.stream).order_by("-at", "-uid")[0]


def deliver(world: World, matter: Matter, issued: Issued, handed: Handed = HANDED, **more: Any) -> Delivery:
    acts.deliver_paper(
        **{"by": world.actor("mediator"), "at": LATER, **more},
        uid=matter.uid,
        issued=issued.pk,
        handed=handed,
    )
    return Delivery.objects.filter(issued=issued).order_by("-at", "-uid")[0]


def text(issued: Issued) -> str:
    return words(storage.read(bytes(issued.file.digest)))


def test_numbers_go_up_by_one_in_a_year_and_unit(world: World, matter: Matter) -> None:
    found = [issue(world, matter, at=NOON + timedelta(minutes=each)).number for each in range(3)]
    assert found == [f"人调协字〔2026〕第000{each}号" for each in (1, 2, 3)]
    paper = declared.get("mediation_agreement")
    with transaction.atomic():
        assert next_number(paper, matter.holder_id, NOON + timedelta(days=365)) == "人调协字〔2027〕第0001号"
        assert next_number(paper, world.station.pk, NOON) == "人调协字〔2026〕第0001号"


def test_the_number_stands_on_the_paper(world: World, matter: Matter) -> None:
    issued = issue(world, matter)
    assert issued.number in text(issued)
    assert "一式两份" in text(issued) or f"一式{'二'}份" in text(issued)
    assert issued.copies == 2


def test_what_fails_takes_no_number(world: World, matter: Matter) -> None:
    broken = {**filled(declared.get("mediation_agreement"))}
    del broken["facts"]
    with pytest.raises(PaperFailed):
        issue(
            world, matter, given=broken | {"facts": None, "terms": None, "manner": [], "agreed_on": "never"}
        )
    assert not Counter.objects.exists()
    assert issue(world, matter).number.endswith("第0001号")


def test_a_correction_has_a_number_of_its_own_and_the_first_stays(world: World, matter: Matter) -> None:
    first = issue(world, matter)
    second = issue(world, matter, at=LATER, replaces=first.pk)
    assert second.replaces == first
    assert second.number != first.number
    found = filed(matter)
    assert found
    assert [each.papers for each in found.stands if each.place.key == "agreement"] == [[second]]
    with pytest.raises(Refused):
        issue(world, matter, at=LATER, replaces=first.pk)


def test_sent_twice_it_is_made_once(world: World, matter: Matter) -> None:
    token = uuid4()
    for _ in range(2):
        issue(world, matter, token=token)
    assert issued_for(matter.stream).count() == 1


def test_it_says_what_the_matter_knows_without_being_told_again(world: World, matter: Matter) -> None:
    go(world, matter, "mediator", "agree")
    known = material(Matter.objects.placed().get(pk=matter.pk), by=world.actor("mediator"), at=NOON)
    assert known["raiser_names"] == "乌云其木格"
    assert "三十米" in known["story"]
    assert known["word"]["terms"].startswith("围栏退回")
    assert known["office"] == world.room.name
    assert known["accepted_on"] == TODAY


def test_what_was_typed_once_is_proposed_on_the_next_paper(world: World, matter: Matter) -> None:
    issue(world, matter)
    known = material(matter, by=world.actor("mediator"), at=NOON)
    assert "八百元" in known["typed"]["terms"]


def test_only_who_works_on_it_makes_papers(world: World, matter: Matter) -> None:
    with pytest.raises(Denied):
        issue(world, matter, by=world.actor("leader"))
    with pytest.raises(Matter.DoesNotExist):
        issue(world, matter, by=world.actor("stranger"))
    assert not Issued.objects.exists()


def test_the_chain_tells_of_it_and_names_nobody(world: World, matter: Matter) -> None:
    issued = issue(world, matter)
    deliver(world, matter, issued)
    assert verify_all() == []
    events = Event.objects.filter(kind__in=(PAPER_ISSUED.key, PAPER_RECEIVED.key))
    assert events.count() == 2
    for event in events:
        assert "乌云" not in str(event.body)
        assert event.body["number"] == issued.number
    assert issued.file.digest.hex() in str(events[0].body)


def test_rows_hold_nothing_about_a_person_in_clear(world: World, matter: Matter) -> None:
    issued = issue(world, matter)
    delivery = deliver(world, matter, issued)
    columns = [
        *Issued.objects.filter(pk=issued.pk).values_list()[0],
        *Delivery.objects.filter(pk=delivery.pk).values_list()[0],
        *File.objects.filter(pk=issued.file_id).values_list()[0],
    ]
    kept = "".join(
        bytes(each).decode("latin-1") if isinstance(each, (bytes, memoryview)) else str(each)
        for each in columns
    )
    assert "乌云" not in kept
    assert "乌云".encode().decode("latin-1") not in kept


def test_whoever_raised_it_does_not_get_papers_through_the_receipt_code(world: World, matter: Matter) -> None:
    issue(world, matter)
    assert not of_stream(matter.stream).exists()
    assert of_stream(papers_stream(matter.stream)).count() == 1


def test_an_erased_person_stands_on_no_new_paper(world: World, matter: Matter) -> None:
    resident = matter.parties.get(role="raiser").resident
    erase(by=None, at=NOON, resident=resident, ground=ErasureGround.WITHDRAWN)
    said = text(issue(world, matter, given={**filled(declared.get("mediation_agreement")), "facts": "事实"}))
    assert "乌云其木格" not in said
    assert "13800001234" not in said


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"received_on": TODAY - timedelta(days=1)}, "received_on"),
        ({"received_on": LATER.date() + timedelta(days=1)}, "received_on"),
        ({"sent_on": TODAY - timedelta(days=1), "received_on": None}, "sent_on"),
        ({"sent_on": TODAY + timedelta(days=3), "received_on": TODAY + timedelta(days=2)}, "received_on"),
        ({"received_on": None}, "sent_on"),
        ({"to": " "}, "to"),
        ({"method": Method.LEFT}, "remark"),
        ({"refused": True}, "remark"),
    ],
)
def test_a_delivery_that_cannot_be_is_refused(
    world: World, matter: Matter, changes: dict[str, Any], field: str
) -> None:
    issued = issue(world, matter)
    handed = Handed(**{"to": "甲", "method": Method.DIRECT, "received_on": TODAY, **changes})
    with pytest.raises(Refused) as refused:
        deliver(world, matter, issued, handed)
    assert [each.field for each in refused.value.refusals] == [field]
    assert not Delivery.objects.exists()


def test_what_was_sent_arrives_later_on_the_same_slip(world: World, matter: Matter) -> None:
    issued = issue(world, matter)
    sent = deliver(world, matter, issued, Handed(to="甲", method=Method.POST, sent_on=TODAY))
    arrived = Handed(to="甲", method=Method.POST, sent_on=TODAY, received_on=TODAY + timedelta(days=3))
    assert deliver(world, matter, issued, arrived, earlier=sent.pk) == sent
    kinds = Event.objects.filter(kind__in=(PAPER_SENT.key, PAPER_RECEIVED.key)).order_by("seq")
    assert [each.kind for each in kinds] == [PAPER_SENT.key, PAPER_RECEIVED.key]
    with pytest.raises(Delivery.DoesNotExist):
        deliver(world, matter, issued, arrived, earlier=sent.pk)


def test_the_proof_lies_with_the_slips(world: World, matter: Matter) -> None:
    issued = issue(world, matter)
    delivery = deliver(world, matter, issued, uploads=[Upload("回证.pdf", PDF)])
    assert delivery.proof
    found = filed(matter)
    assert found
    assert [each.files for each in found.stands if each.place.key == "receipts"] == [[delivery.proof]]


def test_the_receipt_of_an_opinion_is_a_fact_and_the_last_counts(world: World, matter: Matter) -> None:
    issued = issue(world, matter, "petition_opinion")
    deliver(world, matter, issued)
    matter.refresh_from_db()
    assert matter.facts["delivered_on"] == HANDED.received_on.isoformat()  # type: ignore[union-attr]
    deliver(world, matter, issued, Handed(to="乙", method=Method.DIRECT, received_on=TODAY))
    matter.refresh_from_db()
    assert date.fromisoformat(matter.facts["delivered_on"]) == HANDED.received_on
    seen = matter.version
    agreement = issue(world, matter)
    deliver(world, matter, agreement)
    matter.refresh_from_db()
    assert matter.version == seen, "what starts no clock makes no form stale"


def test_scans_fill_a_place_and_are_not_the_raisers(world: World, matter: Matter) -> None:
    acts.file_scans(
        by=world.actor("mediator"), at=NOON, uid=matter.uid, place="identity", uploads=[Upload("a.pdf", PDF)]
    )
    assert not of_stream(matter.stream).exists()
    found = filed(matter)
    assert found
    assert "identity" not in {each.place.key for each in found.missing}
    (file,) = found.files
    acts.place_file(by=world.actor("mediator"), at=NOON, uid=matter.uid, file=file.pk, place="evidence")
    assert "identity" in {each.place.key for each in (filed(matter) or found).missing}
    assert Event.objects.filter(kind=PAPER_FILED.key).count() == 2
    with pytest.raises(Refused):
        acts.place_file(by=world.actor("mediator"), at=NOON, uid=matter.uid, file=file.pk, place="nowhere")


def test_the_tally_says_the_same_as_the_whole_dossier(world: World, matter: Matter) -> None:
    issue(world, matter, "mediation_rights")
    acts.file_scans(
        by=world.actor("mediator"), at=NOON, uid=matter.uid, place="identity", uploads=[Upload("a.pdf", PDF)]
    )
    whole, short = filed(matter), tallied(matter)
    assert whole
    assert short
    assert short[1:] == (whole.filled, whole.needed, 1)
    assert (whole.filled, whole.needed) == (2, 3)


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_no_twin_when_many_take_them_at_once() -> None:
    numbering = declared.get("mediation_agreement").numbering
    assert numbering
    found: list[str] = []
    undone: list[str] = []

    def taker(worker: int) -> Callable[[], None]:
        def take() -> None:
            for turn in range(10):
                with transaction.atomic():
                    number = next_number(declared.get("mediation_agreement"), 7, NOON)
                    if (worker + turn) % 4 == 0:
                        transaction.set_rollback(True)
                        undone.append(number)
                    else:
                        found.append(number)

        return take

    at_once(*map(taker, range(8)))
    assert undone
    assert sorted(found) == [numbering.write(2026, each + 1) for each in range(80 - len(undone))]
