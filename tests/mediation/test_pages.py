"""The pages of mediation, as officers and residents use them."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import asked, at, fill, officer, text, visitor
from tests.mediation.steps import act, agreed, close, drafted, in_room, listed, mediated, owed, seen
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.mediation.models import Agreement, Appointment, Mediator, Obligation, Session


def opened(client: Client, matter: Matter) -> None:
    client.post(at("unseal", matter), {"need": "handling"})


def test_from_mediator_to_agreement_by_the_forms_alone(world: World) -> None:
    now = timezone.now()
    matter = in_room(world, at=now, category="0701")
    mediator = listed(world)
    client = officer(world, "mediator")

    def send(page: str, given: dict[str, Any], **more: Any) -> None:
        answer = fill(client, at(page, matter, **more), given)
        assert answer.status_code == 302, text(answer)

    send("mediation_appoint", {"mediator": mediator.pk, "chooser": "parties", "accepted": "on"})
    day = timezone.localtime(now) + timedelta(days=1)
    send("mediation_plan", {"begins_at": day.strftime("%Y-%m-%dT%H:%M"), "place": "群众工作室"})
    session = Session.objects.get()
    minutes = {
        "present": ["raiser", "other", "mediator"],
        "course": "谈了",
        "result": "agreed",
        "read_out": "on",
    }
    send("mediation_hold", minutes, session=session.uid)
    send("agreement_draft", {"form": "written", "subject": "performance", "clauses": "分两次付清"})
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    send(
        "agreement_owe",
        {"by_side": "other", "to_side": "raiser", "what": "工资", "amount": "1800.50", "due_on": due},
    )
    ways = {f"way_{pk}": "fingerprint" for pk in matter.parties.values_list("pk", flat=True)}
    today = timezone.localdate().isoformat()
    send("agreement_sign", {**ways, "way_mediator": "signature", "way_committee": "seal", "on": today})
    send("agreement_conclude", {"answer": "已签协议。"})

    assert seen(matter).outcome == "written"
    page = text(client.get(at("matter", matter)))
    assert "1800.50" in page
    assert "Both parties together may ask the court until" in page
    assert "interrupted by the request" in page


def test_what_was_said_is_read_only_after_it_was_opened(world: World) -> None:
    matter = mediated(world)
    drafted(world, matter)
    client = officer(world, "mediator")
    assert "互不追究" not in text(client.get(at("mediation", matter)))
    opened(client, matter)
    assert "互不追究" in text(client.get(at("mediation", matter)))


def test_a_refused_form_keeps_what_was_typed_and_says_why(world: World) -> None:
    matter = mediated(world, category="0103")
    drafted(world, matter)
    client = officer(world, "mediator")
    answer = fill(client, at("agreement_sign", matter), {"way_mediator": "electronic", "on": "2026-03-04"})
    assert answer.status_code == 422
    assert "may not be signed electronically" in text(answer)
    assert "Electronic Signature Law" in text(answer)


def test_default_shows_the_payment_order(world: World) -> None:
    obligation = agreed(world)
    close(obligation.matter)
    page = text(
        officer(world, "mediator").get(at("agreement_default", obligation.matter, obligation=obligation.uid))
    )
    assert "Payment order on a wage agreement" in page


def test_the_page_of_a_matter_takes_one_statement_for_mediation(world: World) -> None:
    matter = mediated(world)
    drafted(world, matter)
    client = officer(world, "mediator")
    before = [each for each in asked(client, at("matter", matter)) if "mediation_" in each]
    for _each in range(3):
        owed(world, matter)
    after = [each for each in asked(client, at("matter", matter)) if "mediation_" in each]
    assert len(before) == len(after) == 1


def test_the_whole_of_it_takes_the_same_statements_however_much_there_is(world: World) -> None:
    matter = mediated(world)
    drafted(world, matter)
    client = officer(world, "mediator")
    few = len(asked(client, at("mediation", matter)))
    for _each in range(3):
        owed(world, matter)
        act(world, "plan", matter, begins_at=timezone.now(), place="站里")
    assert len(asked(client, at("mediation", matter))) == few


def test_lists_take_the_same_statements_for_one_row_and_for_many(world: World) -> None:
    client = officer(world, "mediator")
    agreed(world)
    counts = [len(asked(client, reverse(f"desk:{name}"))) for name in ("obligations", "mediators")]
    for number in range(3):
        agreed(world)
        listed(world, f"调解员{number}")
    assert [len(asked(client, reverse(f"desk:{name}"))) for name in ("obligations", "mediators")] == counts


def test_obligations_page_by_key(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(
        "yixian.mediation.queries.debts.page.__kwdefaults__", {"after": "", "before": "", "size": 1}
    )
    for _each in range(2):
        agreed(world)
    client = officer(world, "mediator")
    first = client.get(reverse("desk:obligations"))
    assert first.context["page"].older
    second = client.get(reverse("desk:obligations"), {"after": first.context["page"].older})
    assert first.context["page"].rows != second.context["page"].rows
    assert client.get(reverse("desk:obligations"), {"after": "nonsense"}).status_code == 404


def test_somebody_is_put_on_the_roster_and_taken_off(world: World) -> None:
    client = officer(world, "station")
    given = {"name": "额尔敦", "standing": "invited", "languages": ["mongolian"], "since": "2026-03-01"}
    url = reverse("desk:mediator_enlist", kwargs={"pk": world.room.pk})
    assert fill(client, url, given).status_code == 302
    assert fill(client, url, given).status_code == 422
    assert "额尔敦" in text(client.get(reverse("desk:mediators"), {"language": "mongolian"}))
    assert "额尔敦" not in text(client.get(reverse("desk:mediators"), {"language": "sign"}))
    url = reverse("desk:mediator_strike", kwargs={"pk": world.room.pk, "mediator": Mediator.objects.get().pk})
    assert fill(client, url, {"until": timezone.localdate().isoformat()}).status_code == 302
    assert "额尔敦" not in text(client.get(reverse("desk:mediators")))


def test_a_room_keeps_its_own_roster_and_no_other(world: World) -> None:
    client = officer(world, "mediator")
    for unit, status in ((world.room, 200), (world.other_station, 404)):
        assert client.get(reverse("desk:mediator_enlist", kwargs={"pk": unit.pk})).status_code == status


def test_the_resident_reads_what_is_owed_to_them(world: World) -> None:
    obligation = agreed(world)
    client = visitor()
    client.post(reverse("portal:follow"), {"code": code_of(obligation.matter.uid, 0)})
    page = text(client.get(reverse("portal:agreement")))
    assert "支付工资" in page
    assert "额尔敦老人" in page
    assert "18000" in page
    assert "You may accept, refuse or end mediation at any time" in page


def test_without_a_code_nobody_reads_it(world: World) -> None:
    agreed(world)
    assert visitor().get(reverse("portal:agreement")).status_code == 302


def test_whoever_stands_down_is_named_no_longer(world: World) -> None:
    matter = mediated(world)
    client = officer(world, "mediator")
    url = at("mediation_stand_down", matter, appointment=Appointment.objects.get().uid)
    assert fill(client, url, {"tie": "kin"}).status_code == 302
    assert "Appoint a mediator" in text(client.get(at("matter", matter)))


def test_a_stranger_finds_nothing(world: World) -> None:
    obligation = agreed(world)
    client = officer(world, "stranger")
    assert client.get(at("mediation", obligation.matter)).status_code == 404
    assert "18000" not in text(client.get(reverse("desk:obligations")))
    assert Agreement.objects.count() == Obligation.objects.count() == 1
