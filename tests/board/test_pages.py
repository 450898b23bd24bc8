"""The board at the desk and before the public."""

import html
import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.urls import reverse

from tests.board.steps import LATER, answered, down, proposal, propose, put, raised, send_back, up
from tests.cast import NOON, World
from tests.desk.pages import asked, at, fill, officer, text, visitor
from tests.matters.steps import dispute
from tests.petitions.steps import STORY, conclude, go
from yixian.audit.models import Event
from yixian.board import queries
from yixian.board.models import Entry
from yixian.disclosure.enums import Stand

BOARD = reverse("desk:board")
PUBLIC = reverse("portal:board")


def page(entry: Entry) -> str:
    return reverse("portal:board_entry", kwargs={"pk": entry.pk})


def check(entry: Entry) -> str:
    return reverse("desk:board_check", kwargs={"uid": entry.raised.uid})


def test_the_whole_way_over_the_pages(world: World) -> None:
    matter = raised(world, story=f"我是巴图，电话13900004321。{STORY}")
    chief, centre = officer(world, "chief"), officer(world, "centre")
    url = at("board_put", matter)
    assert "13900004321" not in text(chief.get(url))
    opened = chief.post(at("board_unseal", matter), {"back": "put"}, follow=True)
    assert opened.redirect_chain[-1][0] == url
    assert "<mark>13900004321</mark>" in text(opened)
    assert Event.objects.filter(stream=matter.stream, kind="matters.unsealed").count() == 1
    looked = fill(chief, url, {"text": "巴图说补偿没有发", "look": "1"})
    assert "must go" in text(looked)
    refused = fill(chief, url, {"text": "巴图说补偿没有发"})
    assert refused.status_code == 422
    assert "巴图说补偿没有发" in text(refused)
    assert fill(chief, url, {"text": proposal(matter)}).status_code == 302
    entry = Entry.objects.get()
    assert entry.town == world.town
    assert "You wrote it yourself" in text(chief.get(check(entry)))
    assert "Check what was raised" in text(centre.get(f"{BOARD}?look=check"))
    sent = fill(centre, check(entry), {"vouched": "on"})
    assert sent.status_code == 302, text(sent)
    public = text(visitor().get(page(entry)))
    assert "村里修路占了我家草场" in public
    assert "巴图" not in public
    again = centre.post(check(entry), {"vouched": "on"}, follow=True)
    assert "That has been done already" in text(again)


def test_a_draft_is_sent_back_over_the_page(world: World) -> None:
    matter = raised(world)
    entry = put(world, matter)
    centre = officer(world, "centre")
    assert fill(centre, check(entry), {"remark": " "}).status_code == 422
    assert fill(centre, check(entry), {"remark": "请写明诉求"}).status_code == 302
    entry.raised.refresh_from_db()
    assert entry.raised.stand == Stand.RETURNED
    assert "请写明诉求" in text(officer(world, "chief").get(at("board_put", matter)))


def test_the_words_that_were_sent_back_are_there_to_be_mended(world: World) -> None:
    matter = raised(world)
    put(world, matter, text="一户牧民的草场被占，补偿没有发。")
    send_back(world, Entry.objects.get())
    chief = officer(world, "chief")
    listed = text(chief.get(f"{BOARD}?look=returned"))
    assert at("board_put", matter) in listed
    assert "Write what was raised again" in listed
    assert "It is with who wrote it" in text(officer(world, "centre").get(f"{BOARD}?look=returned"))
    page = text(chief.get(at("board_put", matter)))
    assert "一户牧民的草场被占，补偿没有发。</textarea>" in page
    assert "The original is sealed" in page
    chief.post(at("board_unseal", matter), {"back": "put"})
    assert "一户牧民的草场被占，补偿没有发。</textarea>" in text(chief.get(at("board_put", matter)))
    assert (
        fill(chief, at("board_put", matter), {"text": "一户牧民的草场被占，补偿没有发全。"}).status_code
        == 302
    )
    assert Entry.objects.get().raised.stand == Stand.DRAFT


def test_an_answer_that_was_sent_back_is_there_to_be_mended(world: World) -> None:
    matter = raised(world)
    up(world, matter)
    go(world, matter, "petitions", "accept")
    conclude(world, matter, "petitions")
    go(world, matter, "petitions", "delivered", method="registered", received="2026-03-04", proof="挂号信")
    send_back(world, propose(world, matter, "占用属实，补偿款十日内发放。"), answer=True)
    chief = officer(world, "chief")
    assert at("board_answer", matter) in text(chief.get(f"{BOARD}?look=returned"))
    assert "The second person sent the answer back" in text(chief.get(at("matter", matter)))
    page = text(chief.get(at("board_answer", matter)))
    assert "占用属实，补偿款十日内发放。</textarea>" in page
    assert "请写明诉求" in page


def test_it_is_taken_down_over_the_page(world: World) -> None:
    matter = raised(world)
    entry = up(world, matter)
    chief = officer(world, "chief")
    assert fill(chief, at("board_down", matter), {"why": "asked", "reason": ""}).status_code == 422
    assert fill(chief, at("board_down", matter), {"why": "asked", "reason": "本人请求"}).status_code == 302
    assert visitor().get(page(entry)).status_code == 404
    assert "Taken down on" in text(chief.get(at("matter", matter)))


@pytest.mark.parametrize(
    ("who", "status"), [("chief", 200), ("centre", 200), ("station", 404), ("grid", 404)]
)
def test_who_sees_the_list(world: World, who: str, status: int) -> None:
    assert officer(world, who).get(BOARD).status_code == status


def test_the_list_of_the_desk_goes_on_after_its_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "LISTED", 1)
    matters = [raised(world), raised(world)]
    for matter in matters:
        up(world, matter)
    client = officer(world, "chief")
    first = text(client.get(BOARD))
    (older,) = re.findall(r'rel="next" href="([^"]+)"', first)
    assert matters[0].number not in first
    assert matters[0].number in text(client.get(BOARD + html.unescape(older)))
    for broken in ("?after=x", "?before=1_2", "?after=2026-13-01_1"):
        assert client.get(f"{BOARD}{broken}").status_code == 404


@pytest.mark.parametrize("who", ["station", "grid", "centre", "system"])
def test_who_does_not_write_finds_nothing(world: World, who: str) -> None:
    matter = raised(world)
    up(world, matter)
    client = officer(world, who)
    for name in ("board_put", "board_answer", "board_down"):
        assert client.get(at(name, matter)).status_code == 404


def test_the_card_offers_what_is_next(world: World) -> None:
    matter = raised(world)
    chief = officer(world, "chief")
    assert "Put it on the public board" in text(chief.get(at("matter", matter)))
    put(world, matter)
    assert "A text waits for the second person" in text(chief.get(at("matter", matter)))
    about = dispute(world, about_units=[world.station])
    assert "Public board</h2>" not in text(chief.get(at("matter", about)))


def test_why_it_may_not_is_said(world: World) -> None:
    said = text(officer(world, "chief").get(at("board_put", dispute(world))))
    assert "The parties have not agreed" in said
    assert "<textarea" not in said


def test_the_public_sees_holder_deadline_clause_and_answer(world: World) -> None:
    matter = raised(world)
    entry = up(world, matter)
    go(world, matter, "petitions", "accept")
    with patch("django.utils.timezone.now", return_value=LATER):
        late = text(visitor().get(page(entry)))
    assert "overdue by" in late
    assert "信访局" in late
    assert "Regulation on Petition Work" in late
    assert "There is no answer yet" in late
    conclude(world, matter, "petitions")
    go(world, matter, "petitions", "delivered", method="registered", received="2026-03-04", proof="挂号信")
    answered(world, matter, "占用属实，补偿款十日内发放。")
    with patch("django.utils.timezone.now", return_value=NOON + timedelta(days=1)):
        done = text(visitor().get(page(entry)))
        feed = text(visitor().get(reverse("portal:board_feed")))
    assert "占用属实，补偿款十日内发放。" in done
    assert "占用属实，补偿款十日内发放。" in feed
    assert "overdue" not in done


def test_the_list_is_narrowed(world: World) -> None:
    up(world, raised(world))
    client = visitor()
    everything = client.get(PUBLIC)
    assert everything["Cache-Control"] == "public, max-age=60"
    assert "南镇" in text(everything)
    assert "board/1" not in text(client.get(f"{PUBLIC}?town={world.other_town.pk}"))
    assert "Nothing on the board fits" in text(client.get(f"{PUBLIC}?kind=dispute"))
    for broken in ("?after=x", "?after=1_2"):
        assert client.get(f"{PUBLIC}{broken}").status_code == 404
    vast = "9" * 30
    for key in (f"{vast}_2_3", f"1_{vast}_3", f"1_2_{vast}"):
        assert client.get(f"{PUBLIC}?before={key}").status_code == 200


def test_the_empty_board_says_so(world: World) -> None:
    assert "The board is empty" in text(visitor().get(PUBLIC))


@pytest.mark.parametrize("url", [PUBLIC, reverse("portal:board_feed"), BOARD])
def test_statements_do_not_grow_with_the_board(world: World, url: str) -> None:
    client: Any = officer(world, "chief")
    up(world, raised(world))
    few = len(asked(client, url))
    for _each in range(4):
        up(world, raised(world))
    assert len(asked(client, url)) == few


def test_it_leaves_the_list_when_taken_down(world: World) -> None:
    matter = raised(world)
    up(world, matter)
    down(world, matter)
    assert matter.number in text(officer(world, "chief").get(f"{BOARD}?look=down"))
