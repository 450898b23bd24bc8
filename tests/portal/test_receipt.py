"""The receipt, and the public pages about proof."""

import json

from django.urls import reverse
from django.utils import timezone

from tests.audit.sample import may_tamper
from tests.cast import World
from tests.desk.pages import text, visitor
from tests.matters.steps import STORY, climb, go, opened
from tests.portal.test_follow import follower
from yixian.audit.models import Event
from yixian.audit.receipts import verify
from yixian.audit.seal import seal_now

FILE = "/matter/receipt.json"
SEALS = "/seals.json"


def test_a_receipt_proves_all_against_the_published_seals(world: World) -> None:
    raised, now = opened(world, at=timezone.now()), timezone.now()
    go(world, climb(world, raised.matter, "station", at=now), "station", "agree", at=now)
    seal_now(timezone.now())
    client = follower(raised)
    verdict = verify(client.get(FILE).content, client.get(SEALS).content)
    assert verdict.proven, verdict.faults
    assert {"raised_at", "answered_at", "answer", "outcome"} <= set(verdict.facts)


def test_before_the_seal_it_says_what_is_not_proven_yet(world: World) -> None:
    client = follower(opened(world, at=timezone.now()))
    verdict = verify(client.get(FILE).content, client.get(SEALS).content)
    assert (verdict.ok, verdict.proven, verdict.unsealed) == (True, False, (1,))


def test_a_receipt_with_a_changed_byte_is_found_out(world: World) -> None:
    seal_now(timezone.now())
    receipt = follower(opened(world, at=timezone.now())).get(FILE).content
    assert not verify(receipt.replace(b'"web"', b'"wet"')).ok


def test_it_tells_nothing_of_what_was_said_or_by_whom(world: World) -> None:
    receipt = text(follower(opened(world, at=timezone.now())).get(FILE))
    for word in (STORY[:6], "乌云其木格", "13800001234"):
        assert word not in receipt


def test_a_log_that_was_tampered_with_gives_no_receipt(world: World) -> None:
    raised = opened(world, at=timezone.now())
    client = follower(raised)
    assert client.get(FILE).status_code == 200
    may_tamper()
    Event.objects.filter(stream=raised.matter.stream).update(unit_id=world.banner.pk)
    assert client.get(FILE).status_code == 503


def test_the_seals_stand_open_to_everybody(world: World) -> None:
    client = visitor()
    assert client.get("/seals/").status_code == 200
    opened(world, at=timezone.now())
    seal_now(timezone.now())
    (published,) = json.loads(client.get(SEALS).content)["seals"]
    assert published["root"] in text(client.get("/seals/"))


def test_outlines_tell_names_of_grids_and_nothing_else(world: World) -> None:
    world.grid.boundary = {"type": "Polygon", "coordinates": [[[108, 38], [109, 38], [109, 39], [108, 38]]]}
    world.grid.save(update_fields=["boundary"])
    (outline,) = visitor().get(reverse("portal:outlines")).json()["features"]
    assert outline["properties"] == {"name": world.grid.name}


def test_the_procedure_is_explained_with_its_deadlines(world: World) -> None:
    page = visitor().get("/how/dispute/")
    assert all(limit for step, limit in page.context["steps"] if step.limit)
    assert visitor().get("/how/nothing/").status_code == 404
