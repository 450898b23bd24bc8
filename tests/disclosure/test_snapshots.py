"""A public text is looked at by two persons, and nobody lets pass what certainly tells who somebody is."""

from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOON, World
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.board.purposes import RAISED
from yixian.disclosure import actions
from yixian.disclosure.actions import DisclosureRefused, Drafted
from yixian.disclosure.enums import Stand
from yixian.disclosure.finding import Known
from yixian.disclosure.models import Snapshot
from yixian.disclosure.queries import draft_of, remark_of
from yixian.disclosure.rules import Kind

TEXT = "邻居把围栏往我家草场里挪了三十米，请镇里处理。"
DOUBTFUL = "巴特尔把围栏往我家草场里挪了三十米。"
PARTY = (Known(kind=Kind.NAME, text="娜仁花"),)


def draft(world: World, who: str = "chief", *, uid: UUID | None = None, **changes: Any) -> Snapshot:
    given = {
        "uid": uid or uuid4(),
        "purpose": RAISED,
        "source": "matter:1",
        "seq": 1,
        "unit": world.station,
        "text": TEXT,
    }
    return actions.draft(by=world.actor(who), at=NOON, drafted=Drafted(**{**given, **changes}))


def approve(world: World, snapshot: Snapshot, who: str = "centre", **given: Any) -> Snapshot:
    return actions.approve(by=world.actor(who), at=NOON, uid=snapshot.uid, **given)


def test_a_text_is_public_once_a_second_person_said_so(world: World) -> None:
    snapshot = draft(world)
    assert (snapshot.stand, snapshot.text, draft_of(snapshot)) == (Stand.DRAFT, "", TEXT)
    snapshot = approve(world, snapshot)
    assert (snapshot.stand, snapshot.text) == (Stand.UP, TEXT)
    assert snapshot.digest == sha256(TEXT.encode()).hexdigest()
    published = Event.objects.get(stream=snapshot.stream, kind="disclosure.published")
    assert published.body["digest"] == snapshot.digest


def test_nobody_checks_what_they_wrote(world: World) -> None:
    snapshot = draft(world)
    with pytest.raises(DisclosureRefused, match="second person"):
        approve(world, snapshot, "chief")
    with pytest.raises(DisclosureRefused, match="second person"):
        actions.send_back(by=world.actor("chief"), at=NOON, uid=snapshot.uid, remark="不妥")
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(checked_by=snapshot.made_by)


def test_only_those_who_may(world: World) -> None:
    with pytest.raises(Denied):
        draft(world, "station")
    with pytest.raises(Denied):
        approve(world, draft(world), "grid")


def test_what_is_certain_cannot_be_let_pass(world: World) -> None:
    with pytest.raises(DisclosureRefused, match="nobody can let it pass"):
        draft(world, text="请打13800001234找我")
    with pytest.raises(DisclosureRefused, match="nobody can let it pass"):
        draft(world, text="娜仁花说不同意", known=PARTY)
    snapshot = draft(world, text="娜仁花说不同意")
    with pytest.raises(DisclosureRefused, match="nobody can let it pass"):
        approve(world, snapshot, known=PARTY, vouched=True)
    assert Snapshot.objects.get().stand == Stand.DRAFT


def test_what_is_doubtful_needs_a_word_for_it(world: World) -> None:
    snapshot = draft(world, text=DOUBTFUL)
    with pytest.raises(DisclosureRefused, match="Look at each") as refused:
        approve(world, snapshot)
    assert refused.value.found
    assert approve(world, snapshot, vouched=True).vouched == len(refused.value.found)


def test_a_word_of_every_day_that_is_part_of_a_name_can_be_let_pass(world: World) -> None:
    known = (Known(kind=Kind.NAME, text="张和平"), Known(kind=Kind.NAME, text="兴旺养殖专业合作社"))
    snapshot = draft(world, text="双方和平协商，合作社退还押金。", known=known)
    with pytest.raises(DisclosureRefused, match="Look at each"):
        approve(world, snapshot, known=known)
    assert approve(world, snapshot, known=known, vouched=True).stand == Stand.UP


def test_a_draft_is_sent_back_with_a_reason(world: World) -> None:
    snapshot = draft(world)
    with pytest.raises(DisclosureRefused, match="why"):
        actions.send_back(by=world.actor("centre"), at=NOON, uid=snapshot.uid, remark=" ")
    snapshot = actions.send_back(by=world.actor("centre"), at=NOON, uid=snapshot.uid, remark="请写明诉求")
    assert (snapshot.stand, remark_of(snapshot)) == (Stand.RETURNED, "请写明诉求")
    with pytest.raises(DisclosureRefused, match="no longer"):
        approve(world, snapshot)


def test_what_is_withdrawn_stands_nowhere_in_clear(world: World) -> None:
    snapshot = approve(world, draft(world))
    snapshot = actions.withdraw(by=world.actor("chief"), at=NOON, uid=snapshot.uid, reason="本人请求")
    assert (snapshot.stand, snapshot.text, draft_of(snapshot)) == (Stand.WITHDRAWN, "", TEXT)
    again = actions.withdraw(by=world.actor("chief"), at=NOON, uid=snapshot.uid, reason="本人请求")
    assert again.chain_seq == snapshot.chain_seq == 3


def test_sent_twice_is_done_once(world: World) -> None:
    uid = uuid4()
    assert draft(world, uid=uid) == draft(world, uid=uid)
    first = approve(world, Snapshot.objects.get())
    assert approve(world, first).chain_seq == first.chain_seq == 2
