"""What mediation and petitions know stands on the papers without being typed again."""

from datetime import date, timedelta

from tests.cast import NOON, TODAY, World
from tests.documents.test_papers import words
from tests.mediation import steps as mediation
from tests.petitions import steps as petitions
from yixian.desk.paper_forms import PaperForm
from yixian.documents import paper as declared
from yixian.documents import storage
from yixian.documents.delivering import Handed
from yixian.documents.enums import Method
from yixian.documents.queries import issued_for
from yixian.matters import clocks
from yixian.matters.actions import papers as acts
from yixian.matters.models import Matter
from yixian.matters.papers import filed, material, tallied
from yixian.rulebook.terms import due_date


def form_of(world: World, matter: Matter, key: str, who: str) -> PaperForm:
    """The form of a paper as somebody meets it."""
    matter = Matter.objects.placed().get(pk=matter.pk)
    return PaperForm(declared.get(key), seen=1, known=material(matter, by=world.actor(who), at=NOON))


def test_the_agreement_is_written_from_what_was_agreed(world: World) -> None:
    owed = mediation.agreed(world)
    form = form_of(world, owed.matter, "mediation_agreement", "mediator")
    assert "今后互不追究" in form["terms"].value()
    assert "包工头老张" in form["manner"].value()
    assert str(owed.due_on.day) in form["manner"].value()
    assert form["mediators"].value() == "额尔敦老人"


def test_the_record_is_written_from_the_session(world: World) -> None:
    matter = mediation.mediated(world)
    held = mediation.session(world, matter)
    later = NOON + timedelta(days=2)
    mediation.act(world, "hold", matter, session=held.uid, given=mediation.minutes(), at=later)
    form = form_of(world, matter, "mediation_record", "mediator")
    assert form["course"].value() == "双方各自说明，调解员讲法讲理。"
    assert form["result"].value() == "同意分期支付。"
    assert form["where"].value() == "群众工作室"
    assert form["openness"].value() == "不公开"


def test_a_petition_has_the_dossier_of_a_petition(world: World) -> None:
    matter = petitions.petition(world)
    found, short = filed(matter), tallied(matter)
    assert found
    assert short
    assert found.dossier.key == "petition"
    assert {each.place.key for each in found.missing} == {"registration", "notice"}


def test_the_opinion_answers_the_requests_as_they_were_written_down(world: World) -> None:
    matter = petitions.petition(world)
    form = form_of(world, matter, "petition_opinion", "petitions")
    asked = material(Matter.objects.placed().get(pk=matter.pk), by=world.actor("petitions"), at=NOON)[
        "answers"
    ]
    assert asked
    for row, each in enumerate(asked):
        assert form[f"answers_{row}_request"].value() == each["request"]
        assert not form[f"answers_{row}_facts"].value()


def test_the_receipt_of_the_opinion_begins_the_time_to_ask_for_a_review(world: World) -> None:
    at, who = NOON + timedelta(days=3), world.actor("petitions")
    matter = petitions.go(world, petitions.petition(world), "petitions", "accept")
    matter = petitions.conclude(world, matter, "petitions")
    matter = petitions.deliver(world, matter, "petitions", "delivered", at=NOON)
    acts.issue_paper(by=who, at=NOON, uid=matter.uid, key="petition_opinion", given=_opinion())
    (opinion,) = issued_for(matter.stream).filter(paper="petition_opinion")
    assert "围栏" in words(storage.read(bytes(opinion.file.digest)))
    on = date(2026, 3, 6)
    handed = Handed(to="乌云其木格", method=Method.POST, sent_on=TODAY, received_on=on)
    acts.deliver_paper(by=who, at=at, uid=matter.uid, issued=opinion.pk, handed=handed)
    matter.refresh_from_db()
    assert matter.facts["delivered_on"] == on.isoformat()
    clock = clocks.step_clock(matter)
    assert clock
    assert (clock.first, due_date(clock)) == (on, date(2026, 4, 7)), "30 days, Qingming passed over"


def _opinion() -> dict[str, object]:
    given: dict[str, object] = {blank.key: "围栏" for blank in declared.get("petition_opinion").blanks}
    row = {"request": "退回", "facts": "属实", "basis": "规定", "result": "予以支持", "opinion": "退回"}
    return given | {"answers": [row], "received_on": TODAY.isoformat(), "accepted_on": TODAY.isoformat()}
