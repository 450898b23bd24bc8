"""From a draft to an agreement that is performed or not."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import NOON, TODAY, World
from tests.matters.steps import raiser_goes
from tests.mediation.steps import (
    ANSWERED,
    act,
    agreed,
    close,
    drafted,
    everybody,
    in_room,
    mediated,
    owed,
    seen,
)
from yixian.audit.models import Event
from yixian.kernel import sealed
from yixian.matters.actions import Refused
from yixian.matters.enums import Voice
from yixian.matters.queries import words_of
from yixian.mediation.enums import Form, ObligationState, Subject
from yixian.mediation.models import Agreement, Obligation, Signature


def test_a_written_agreement_takes_effect_when_all_have_signed_and_the_matter_moves_on(world: World) -> None:
    matter = mediated(world)
    drafted(world, matter)
    with pytest.raises(Refused, match="Still to sign"):
        act(world, "conclude", matter, given=ANSWERED)
    act(world, "sign", matter, signed=everybody(matter), on=TODAY)
    act(world, "conclude", matter, given=ANSWERED)

    matter, agreement = seen(matter), Agreement.objects.get()
    assert (matter.step, matter.outcome) == ("review", "written")
    assert (agreement.state, agreement.effective_on, agreement.copies) == ("effective", TODAY, 3)
    assert matter.facts["agreement"] == TODAY.isoformat()
    assert Obligation.objects.get().state == ObligationState.OPEN


def test_the_terms_are_made_of_clauses_and_obligations(world: World) -> None:
    matter = agreed(world).matter
    said = words_of(matter, [Voice.FILE])
    terms = next(texts["terms"] for texts in said.values() if "terms" in texts)
    assert terms.startswith("1. 双方确认欠付工资事实。\n2. 今后互不追究。\n3. ")
    assert "18000" in terms
    assert "支付工资" in terms


def test_nothing_that_was_agreed_stands_in_clear(world: World) -> None:
    obligation = agreed(world)
    assert "支付工资".encode() not in bytes(obligation.what)
    assert not Event.objects.filter(body__icontains="支付工资").exists()
    assert sealed.text(obligation, "what") == "支付工资"


def test_an_oral_agreement_takes_effect_when_it_was_reached_and_recorded(world: World) -> None:
    matter = agreed(world, form=Form.ORAL).matter
    assert seen(matter).outcome == "oral"
    assert Agreement.objects.get().effective_on == TODAY
    assert not Signature.objects.exists()


def test_signing_twice_with_one_token_is_done_once(world: World) -> None:
    matter = mediated(world)
    drafted(world, matter)
    token, version = uuid4(), seen(matter).version
    for _each in range(2):
        act(world, "sign", matter, signed=everybody(matter), on=TODAY, token=token, seen=version)
    assert Signature.objects.count() == 4
    assert Event.objects.filter(kind="mediation.signed").count() == 1


def test_what_is_drawn_up_anew_is_signed_anew(world: World) -> None:
    matter = mediated(world)
    drafted(world, matter)
    act(world, "sign", matter, signed=everybody(matter), on=TODAY)
    owed(world, matter)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("category", ["0101", "0102", "0103", "0199"])
def test_family_papers_are_not_signed_electronically(world: World, category: str) -> None:
    matter = mediated(world, category=category)
    drafted(world, matter)
    with pytest.raises(Refused, match="family ties") as refused:
        act(
            world,
            "sign",
            matter,
            signed=everybody(matter, "electronic"),
            on=TODAY,
            electronic_agreed=True,
        )
    assert "Electronic Signature Law" in str(refused.value.refusals[0].clause)
    assert not Signature.objects.exists()


def test_nor_are_papers_about_stopping_water_or_heat(world: World) -> None:
    matter = mediated(world)
    drafted(world, matter, subject=Subject.UTILITIES)
    with pytest.raises(Refused, match="stopping water"):
        act(world, "sign", matter, signed=everybody(matter, "electronic"), on=TODAY, electronic_agreed=True)


def test_an_electronic_signature_needs_that_the_parties_agreed_to_it(world: World) -> None:
    matter = mediated(world)
    drafted(world, matter)
    signed = everybody(matter, "electronic")
    with pytest.raises(Refused, match="agreed to it"):
        act(world, "sign", matter, signed=signed, on=TODAY)
    act(world, "sign", matter, signed=signed, on=TODAY, electronic_agreed=True)
    assert Signature.objects.filter(way="electronic").count() == 2


def test_the_committee_seals_and_does_not_leave_a_fingerprint(world: World) -> None:
    matter = mediated(world)
    drafted(world, matter)
    with pytest.raises(Refused, match="one of the answers"):
        act(world, "sign", matter, signed={"committee": "fingerprint"}, on=TODAY)


def test_an_obligation_is_due_on_a_day_to_come(world: World) -> None:
    matter = mediated(world)
    with pytest.raises(Refused, match="has passed"):
        drafted(world, matter, due=TODAY - timedelta(days=1))


def test_without_draft_there_is_nothing_to_sign(world: World) -> None:
    with pytest.raises(Refused, match="draw it up first"):
        act(world, "sign", in_room(world), signed={"mediator": "signature"}, on=TODAY)


def test_when_all_is_performed_the_matter_says_so(world: World) -> None:
    obligation = agreed(world)
    matter = obligation.matter
    close(matter)
    act(world, "perform", matter, obligation=obligation.uid, on=TODAY, proof="银行回单")
    assert (seen(matter).step, seen(matter).outcome) == ("done", "performed")
    assert seen(matter).facts["performed_on"] == TODAY.isoformat()


def test_a_part_is_not_the_whole(world: World) -> None:
    obligation = agreed(world)
    close(obligation.matter)
    act(
        world,
        "perform",
        obligation.matter,
        obligation=obligation.uid,
        on=TODAY,
        proof="先付一半",
        whole=False,
    )
    obligation.refresh_from_db()
    assert obligation.state == ObligationState.PART
    assert seen(obligation.matter).outcome == "written"


def test_performance_before_the_review_is_kept_and_moves_nothing(world: World) -> None:
    obligation = agreed(world)
    act(world, "perform", obligation.matter, obligation=obligation.uid, on=TODAY, proof="当场付清")
    assert seen(obligation.matter).step == "review"


def test_who_does_not_perform_is_in_default_only_after_the_last_day(world: World) -> None:
    obligation = agreed(world)
    matter = obligation.matter
    close(matter)
    told = {"answer": "可申请支付令。", "routes_told": True}
    given: dict[str, Any] = {"obligation": obligation.uid, "missing": "催了三次，未付。", "given": told}
    with pytest.raises(Refused, match="until the end of its last day"):
        act(world, "default", matter, **given, at=NOON + timedelta(days=10))
    act(world, "default", matter, **given, at=NOON + timedelta(days=11))
    matter = seen(matter)
    assert (matter.step, matter.outcome) == ("closed", "defaulted")
    assert matter.facts["performance_due"] == obligation.due_on.isoformat()


def test_in_default_the_parties_must_be_told_of_their_routes(world: World) -> None:
    obligation = agreed(world)
    close(obligation.matter)
    with pytest.raises(Refused, match="other routes"):
        act(
            world,
            "default",
            obligation.matter,
            obligation=obligation.uid,
            missing="未付",
            given={"answer": "请走其他途径。", "routes_told": False},
            at=NOON + timedelta(days=11),
        )
    obligation.refresh_from_db()
    assert obligation.state == ObligationState.OPEN


def test_taken_up_again_a_new_agreement_replaces_the_old_one(world: World) -> None:
    matter = agreed(world).matter
    raiser_goes(seen(matter), "not_content", reason="数目不对")
    drafted(world, matter)
    states = Agreement.objects.filter(matter=matter).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["replaced", "draft"]
