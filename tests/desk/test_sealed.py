"""Sealed words are opened with a reason, for a while, and that stands in the history."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import at, officer, text
from tests.matters.steps import dispute, go
from tests.portal.test_raise import picture
from yixian.access.actor import PUBLIC
from yixian.audit.models import Event
from yixian.desk import opened
from yixian.documents.queries import of_stream
from yixian.documents.rules import Upload
from yixian.matters import actions
from yixian.matters.codes import code_of
from yixian.matters.events import UNSEALED
from yixian.matters.models import Matter

WORDS = ("三十米", "乌云其木格", "13800001234", "泉水嘎查一组<")


@pytest.fixture
def matter(world: World) -> Matter:
    return dispute(world, at=timezone.now())


@pytest.fixture
def client(world: World) -> Client:
    return officer(world, "grid")


def unseal(client: Client, matter: Matter, need: str = "handling", reason: str = "") -> None:
    client.post(at("unseal", matter), {"need": need, "reason": reason})


def test_nobody_reads_it_before(world: World, matter: Matter, client: Client) -> None:
    for name in ("matter", "print"):
        page = text(client.get(at(name, matter)))
        assert not [word for word in WORDS if word in page]


def test_whoever_says_why_reads_it_and_it_stands_in_the_history(matter: Matter, client: Client) -> None:
    unseal(client, matter)
    for name in ("matter", "print"):
        page = text(client.get(at(name, matter)))
        assert "三十米" in page
        assert "乌云其木格" in page
    event = Event.objects.get(kind=UNSEALED.key)
    assert event.body["need"] == "handling"
    assert "I work on it" in page


def test_another_reason_must_be_said(matter: Matter, client: Client) -> None:
    unseal(client, matter, need="other", reason="x")
    assert "三十米" not in text(client.get(at("matter", matter)))
    assert not Event.objects.filter(kind=UNSEALED.key).exists()
    unseal(client, matter, need="other", reason="核对当事人住址")
    assert "三十米" in text(client.get(at("matter", matter)))


def test_it_can_be_sealed_again(matter: Matter, client: Client) -> None:
    unseal(client, matter)
    client.post(at("seal", matter))
    assert "三十米" not in text(client.get(at("matter", matter)))


def test_it_seals_itself_after_a_while(
    matter: Matter, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "LASTS", timedelta(seconds=-1))
    unseal(client, matter)
    assert "三十米" not in text(client.get(at("matter", matter)))


def test_it_is_open_in_the_browser_that_opened_it_alone(world: World, matter: Matter, client: Client) -> None:
    unseal(client, matter)
    assert "三十米" not in text(officer(world, "grid").get(at("matter", matter)))
    assert "三十米" not in text(client.get(at("matter", dispute(world, at=timezone.now()))))


@pytest.mark.parametrize(
    "who", ["leader", "department", "deputy", "stranger", "system", "security", "auditor"]
)
def test_who_does_not_work_on_it_opens_nothing(world: World, matter: Matter, who: str) -> None:
    assert officer(world, who).post(at("unseal", matter), {"need": "handling"}).status_code == 404
    assert not Event.objects.filter(kind=UNSEALED.key).exists()


def test_a_file_is_served_while_it_is_open(matter: Matter, client: Client) -> None:
    upload = Upload("围栏.jpg", picture("green").read())
    actions.attach(by=PUBLIC, at=timezone.now(), code=code_of(matter.uid, 0), uploads=[upload])
    (file,) = of_stream(matter.stream)
    url = at("file", matter, file=file.uid)
    assert client.get(url).status_code == 404
    unseal(client, matter)
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_words_of_later_steps_are_sealed_too(world: World, matter: Matter) -> None:
    client = officer(world, "mediator")
    go(world, matter, "grid", "accept", at=timezone.now())
    go(world, matter, "mediator", "climb_room", at=timezone.now())
    assert "没谈成" not in text(client.get(at("matter", matter)))
    unseal(client, matter)
    assert "没谈成" in text(client.get(at("matter", matter)))


def test_who_handed_it_on_opens_it_no_more(world: World, matter: Matter, client: Client) -> None:
    go(world, matter, "grid", "accept", at=timezone.now())
    go(world, matter, "mediator", "climb_room", at=timezone.now())
    assert client.get(at("matter", matter)).status_code == 200
    assert client.post(at("unseal", matter), {"need": "handling"}).status_code == 404
