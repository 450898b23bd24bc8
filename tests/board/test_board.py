"""What may stand on the public board, who puts it there, and when it goes."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.board.steps import (
    LATER,
    answered,
    approve,
    down,
    open_dispute,
    proposal,
    put,
    raised,
    send_back,
    shown,
    up,
)
from tests.cast import NOON, World
from tests.matters.steps import dispute
from tests.matters.steps import go as move
from tests.petitions.steps import conclude, go, raiser_goes, seal
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.board import queries, rules
from yixian.board.enums import Look, Standing
from yixian.board.models import Entry
from yixian.board.rules import Candidate
from yixian.matters.actions import Refused
from yixian.matters.models import Matter
from yixian.measures.actions import recount
from yixian.measures.queries import figures


def refused(matter: Matter) -> str:
    """Why it may not stand on the board."""
    return " ".join(str(each.text) for each in queries.obstacles(Matter.objects.get(pk=matter.pk)))


def test_two_persons_put_a_matter_up(world: World) -> None:
    matter = raised(world)
    entry = put(world, matter)
    assert shown() == []
    with pytest.raises(Refused, match="second person"):
        approve(world, entry, "chief")
    entry = approve(world, entry)
    assert shown() == [matter.uid]
    assert (entry.town, entry.up_at) == (world.town, NOON)


def test_only_the_department_puts_up(world: World) -> None:
    with pytest.raises(Denied):
        put(world, raised(world), "centre")


def test_it_is_told_to_whoever_raised_it(world: World) -> None:
    matter = raised(world)
    entry = up(world, matter)
    told = Event.objects.get(stream=matter.stream, kind="board.put_up")
    assert told.body["digest"] == Entry.objects.get(pk=entry.pk).raised.digest


def test_a_form_sent_twice_is_one_entry(world: World) -> None:
    matter, draft = raised(world), uuid4()
    assert put(world, matter, draft=draft) == put(world, matter, draft=draft)
    entry = Entry.objects.get()
    assert approve(world, entry).up_at == approve(world, entry, at=LATER).up_at
    assert Event.objects.filter(kind="board.put_up").count() == 1
    with pytest.raises(Refused, match="already"):
        put(world, matter)


def test_who_raised_it_cannot_be_let_through(world: World) -> None:
    for text in ("巴图反映补偿款没有发", "请打13900004321", "泉水嘎查二组的草场被占"):
        with pytest.raises(Refused, match="who somebody is"):
            put(world, raised(world), text=text)
    assert not Entry.objects.exists()


def test_a_draft_sent_back_is_written_anew(world: World) -> None:
    matter = raised(world)
    entry = put(world, matter)
    send_back(world, entry)
    chief = world.actor("chief")
    assert {look for look, number in queries.tally(chief).items() if number} == {Look.RETURNED}
    assert list(queries.looked(chief, Look.RETURNED)) == [entry]
    assert put(world, matter).pk == entry.pk
    assert queries.tally(chief)[Look.RETURNED] == 0
    assert approve(world, Entry.objects.get(pk=entry.pk)).up_at == NOON


def test_a_complaint_about_somebody_never(world: World) -> None:
    about = dispute(world, about_units=[world.station])
    assert "complaint about a unit" in refused(about)
    with pytest.raises(Refused, match="complaint about a unit"):
        put(world, about, text="反映推诿。")


def test_a_dispute_only_if_its_parties_agreed_that_others_hear_it(world: World) -> None:
    assert "parties have not agreed" in refused(dispute(world))
    up(world, matter := open_dispute(world))
    assert shown() == [matter.uid]


def test_violence_a_minor_or_a_crime_never(world: World) -> None:
    matter = move(world, dispute(world), "grid", "accept", violence=True, reported="已报派出所")
    assert "never made public" in refused(matter)


def test_what_turns_out_to_be_an_accusation_disappears_at_once(world: World) -> None:
    matter = raised(world, by="petitions")
    up(world, matter)
    seal(world, matter, "petitions", "station")
    assert shown() == []
    listed = queries.looked(world.actor("chief"), Look.HIDDEN)
    assert [each.matter_id for each in listed] == [matter.pk]


def test_what_is_withdrawn_disappears(world: World) -> None:
    matter = raised(world)
    up(world, matter)
    raiser_goes(matter, "withdraw")
    assert shown() == []


def test_taken_down_it_is_gone_and_its_texts_with_it(world: World) -> None:
    matter = raised(world)
    up(world, matter)
    entry = down(world, matter)
    assert shown() == []
    assert Entry.objects.get(pk=entry.pk).raised.text == ""
    assert down(world, matter).down_at == NOON
    assert up(world, matter).pk == entry.pk
    assert shown() == [matter.uid]


def test_an_answer_is_put_up_once_there_is_one(world: World) -> None:
    matter = raised(world)
    up(world, matter)
    with pytest.raises(Refused, match="no answer yet"):
        answered(world, matter, "已答复。")
    go(world, matter, "petitions", "accept")
    conclude(world, matter, "petitions")
    chief = world.actor("chief")
    assert queries.tally(chief)[Look.OWED] == 0
    go(world, matter, "petitions", "delivered", method="registered", received="2026-03-04", proof="挂号信")
    assert queries.tally(chief)[Look.OWED] == 1
    entry = answered(world, matter, proposal(matter, queries.answers_of(matter)))
    assert queries.row(Entry.objects.joined().get(pk=entry.pk), NOON).answer
    assert queries.tally(chief)[Look.OWED] == 0


def test_the_overdue_stand_on_top_the_longest_first(world: World) -> None:
    matters = [raised(world, at=NOON + timedelta(days=day)) for day in (0, 1, 2)]
    for matter in reversed(matters):
        up(world, matter, at=NOON + timedelta(days=3))
    fresh = raised(world, at=LATER)
    up(world, fresh, at=LATER)
    at = LATER + timedelta(hours=1)
    rows = queries.page(queries.public(at), at).rows
    assert [row.matter.pk for row in rows] == [*(each.pk for each in matters), fresh.pk]
    assert [row.standing for row in rows] == [Standing.OVERDUE] * 3 + [Standing.IN_HAND]
    assert rows[0].days_late > rows[2].days_late > 0
    assert queries.late_on(timezone.localdate(at)) == 3


def test_pages_follow_each_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for day in range(5):
        up(world, raised(world, at=NOON + timedelta(days=day)), at=NOON + timedelta(days=day))
    up(world, raised(world, at=LATER), at=LATER)
    at, pages, key = LATER + timedelta(hours=1), [], ""
    while True:
        page = queries.page(queries.public(at), at, after=key)
        pages.append([row.entry.pk for row in page.rows])
        key = page.older
        if not key:
            break
    assert [len(each) for each in pages] == [2, 2, 2]
    assert len({pk for each in pages for pk in each}) == 6
    back = queries.page(queries.public(at), at, before=page.newer)
    assert [row.entry.pk for row in back.rows] == pages[1]
    with pytest.raises(ValueError, match="invalid literal"):
        queries.page(queries.public(at), at, after="nonsense")


def seen_pages(world: World, look: Look) -> list[list[int]]:
    """What an officer finds from page to page, and on the way back the same."""
    chief, pages, key = world.actor("chief"), [], ""
    while True:
        page = queries.listed(chief, look, LATER, after=key)
        pages.append([row.matter.pk for row in page.rows])
        if not page.older:
            break
        key = page.older
    for before in reversed(pages[:-1]):
        page = queries.listed(chief, look, LATER, before=page.newer)
        assert [row.matter.pk for row in page.rows] == before
    assert not page.newer
    return pages


def test_every_entry_is_on_some_page_of_the_desk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "LISTED", 2)
    days = [NOON + timedelta(days=day) for day in range(5)]
    made = [raised(world, at=day) for day in days]
    for matter, day in zip(made, days, strict=True):
        put(world, matter, at=day)
    first, second, third, fourth, fifth = (each.pk for each in made)
    assert seen_pages(world, Look.CHECK) == [[first, second], [third, fourth], [fifth]]
    for entry in Entry.objects.order_by("-pk"):
        approve(world, entry, at=LATER)
    assert seen_pages(world, Look.UP) == [[fifth, fourth], [third, second], [first]]
    for matter, day in zip(made[:3], days[:3], strict=True):
        down(world, matter, at=LATER + (day - NOON))
    assert seen_pages(world, Look.DOWN) == [[third, second], [first]]
    assert seen_pages(world, Look.HIDDEN) == [[]]
    with pytest.raises(ValueError, match="isoformat"):
        queries.listed(world.actor("chief"), Look.UP, LATER, after="nonsense")


def test_a_grid_is_told_as_its_village(world: World) -> None:
    matter = raised(world)
    entry = up(world, matter)
    Matter.objects.filter(pk=matter.pk).update(holder=world.grid)
    assert queries.row(Entry.objects.joined().get(pk=entry.pk), NOON).holder == world.village


def test_what_is_counted_can_be_recounted(world: World) -> None:
    up(world, matter := raised(world))
    up(world, open_dispute(world))
    down(world, matter)
    day = timezone.localdate(NOON)
    counts = figures(["board.put_up", "board.taken_down"], None, day, day + timedelta(days=1))
    assert counts["board.put_up"] == {"petition": 1, "dispute": 1}
    assert counts["board.taken_down"] == {"asked": 1}
    assert recount() == []
    assert verify_all() == []


@given(
    st.fixed_dictionaries(
        {
            "procedure": st.sampled_from(["petition", "dispute", "concern", "medical_mediation", "errand"]),
            "state": st.sampled_from(["work", "waiting", "after", "end", "merged"]),
            "outcome": st.sampled_from(["", "withdrawn", "supported"]),
            "facts": st.dictionaries(
                st.sampled_from(["violence", "minor", "crime", "reported"]), st.booleans(), max_size=3
            ),
            "about": st.booleans(),
            "discreet": st.booleans(),
        }
    )
)
def test_nothing_about_a_person_or_in_confidence_is_ever_admitted(facts: dict[str, Any]) -> None:
    candidate = Candidate(**facts)
    if not rules.obstacles(candidate):
        assert not candidate.about
        assert not candidate.discreet
        assert candidate.procedure in {"petition", "concern"}
        assert not any(candidate.facts.get(each) for each in ("violence", "minor", "crime"))
        assert candidate.state != "merged"
