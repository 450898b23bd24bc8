"""The dossier on the officer's pages: only while it is open, nothing typed twice, everything to take away."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import asked, at, fill, hidden, officer, text
from tests.desk.test_sealed import unseal
from tests.documents.papers import filled
from tests.documents.test_papers import words
from tests.matters.steps import dispute, go
from tests.portal.test_raise import picture
from yixian.audit.models import Event
from yixian.documents import office
from yixian.documents import paper as declared
from yixian.documents.models import Delivery, Issued
from yixian.documents.queries import issued_for
from yixian.matters.events import UNSEALED
from yixian.matters.models import Matter


@pytest.fixture
def matter(world: World) -> Matter:
    matter = dispute(world, at=timezone.now())
    go(world, matter, "grid", "accept", at=timezone.now())
    return go(world, matter, "mediator", "agree", at=timezone.now())


@pytest.fixture
def client(world: World) -> Client:
    return officer(world, "mediator")


@pytest.fixture
def open_client(client: Client, matter: Matter) -> Client:
    unseal(client, matter)
    return client


def issued(matter: Matter) -> Issued:
    return issued_for(matter.stream).order_by("-at")[0]


def make(client: Client, matter: Matter, key: str, **given: Any) -> Any:
    """Open the form of a paper, fill in what is empty, and send it."""
    url = at("paper_make", matter, key=key)
    form = client.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    blanks = filled(declared.get(key))
    sent.update({name: blanks[name] for name, value in sent.items() if not value and name in blanks})
    return client.post(url, {**sent, **hidden(client.get(url)), **given})


def test_the_matter_says_how_complete_its_dossier_is(matter: Matter, client: Client) -> None:
    page = text(client.get(at("matter", matter)))
    assert "0 of 5 needed papers are there" in page
    assert at("papers", matter) in page


def test_before_it_is_open_the_dossier_shows_what_is_missing_and_no_names(
    matter: Matter, client: Client
) -> None:
    page = text(client.get(at("papers", matter)))
    assert "Missing:" in page
    assert "Mediation agreement" in page
    assert "乌云" not in page
    for name, more in (
        ("paper_make", {"key": "mediation_agreement"}),
        ("paper_scan", {}),
        ("dossier", {"form": "zip"}),
        ("dossier", {"form": "pdf"}),
    ):
        answer = client.get(at(name, matter, **more))
        assert (answer.status_code, answer["Location"]) == (302, at("papers", matter))


def test_it_is_opened_on_the_spot_and_that_is_recorded(matter: Matter, client: Client) -> None:
    assert client.post(at("papers", matter), {"need": "handling"})["Location"] == at("papers", matter)
    assert Event.objects.filter(kind=UNSEALED.key).count() == 1
    assert "Make the cover" in text(client.get(at("papers", matter)))


def test_the_form_knows_what_the_matter_knows(matter: Matter, open_client: Client) -> None:
    form = open_client.get(at("paper_make", matter, key="mediation_agreement")).context["form"]
    assert "三十米" in form["facts"].value()
    assert form["terms"].value().startswith("围栏退回")
    assert any("乌云其木格" in str(field.label) for field in form)


def test_a_paper_is_made_and_taken_away(matter: Matter, open_client: Client) -> None:
    assert make(open_client, matter, "mediation_agreement")["Location"] == at("papers", matter)
    paper = issued(matter)
    page = text(open_client.get(at("papers", matter)))
    assert paper.number in page
    answer = open_client.get(at("paper_file", matter, paper=paper.pk, form="docx"))
    assert "乌云其木格" in words(answer.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "乌云" not in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_what_is_missing_is_said_and_what_was_typed_stays(matter: Matter, open_client: Client) -> None:
    answer = make(open_client, matter, "mediation_agreement", terms="", dispute="各执一词")
    assert answer.status_code == 422
    assert "各执一词" in text(answer)
    assert not Issued.objects.exists()


def test_a_draft_takes_no_number_and_leaves_nothing(
    matter: Matter, open_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ())
    answer = make(open_client, matter, "mediation_agreement", preview="1")
    assert "〔" in words(answer.content)
    assert "第0001号" not in words(answer.content)
    assert not Issued.objects.exists()


@pytest.mark.skipif(office.program() is None, reason="no LibreOffice here")
def test_a_draft_can_be_looked_at_in_the_browser(matter: Matter, open_client: Client) -> None:
    answer = make(open_client, matter, "mediation_rights", preview="1")
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("inline")


def test_a_row_that_was_begun_must_be_complete(world: World, matter: Matter, open_client: Client) -> None:
    Matter.objects.filter(pk=matter.pk).update(procedure="dispute")
    assert open_client.get(at("paper_make", matter, key="petition_opinion")).status_code == 404
    assert open_client.get(at("paper_make", matter, key="nothing")).status_code == 404


def test_a_correction_begins_with_what_was_written(matter: Matter, open_client: Client) -> None:
    make(open_client, matter, "mediation_agreement", dispute="第一稿")
    first = issued(matter)
    url = f"{at('paper_make', matter, key='mediation_agreement')}?replaces={first.pk.hex}"
    assert open_client.get(url).context["form"]["dispute"].value() == "第一稿"
    fill(open_client, url, {**filled(declared.get("mediation_agreement")), "dispute": "第二稿"})
    assert issued(matter).replaces_id == first.pk
    assert "Papers that a later one replaced" in text(open_client.get(at("papers", matter)))


def test_the_hand_over_is_recorded_with_its_slip(matter: Matter, open_client: Client) -> None:
    make(open_client, matter, "mediation_agreement")
    paper, today = issued(matter), timezone.localdate().isoformat()
    url = at("paper_deliver", matter, paper=paper.pk)
    assert open_client.get(url).context["form"]["to"].value() == "乌云其木格"
    wrong = fill(open_client, url, {"to": "乌云其木格", "method": "direct", "received_on": "2020-01-01"})
    assert "before the day of the paper" in text(wrong)
    fill(
        open_client,
        url,
        {"to": "乌云其木格", "method": "direct", "received_on": today, "papers": picture("green")},
    )
    delivery = Delivery.objects.get()
    assert delivery.proof
    assert f"received {today}" in text(open_client.get(at("papers", matter)))


def test_a_scan_is_put_into_its_place(matter: Matter, open_client: Client) -> None:
    fill(open_client, at("paper_scan", matter), {"place": "identity", "papers": picture("green")})
    page = open_client.get(at("papers", matter))
    (row,) = [each for each in page.context["stands"] if each["stand"].place.key == "identity"]
    assert len(row["files"]) == 1
    file = row["files"][0][0]
    open_client.post(at("paper_place", matter, file=file.pk), {"place": "evidence"})
    file.refresh_from_db()
    assert file.place == "evidence"


def test_all_word_files_come_in_the_order_of_binding(matter: Matter, open_client: Client) -> None:
    for key in ("mediation_agreement", "mediation_application", "dossier_cover"):
        make(open_client, matter, key)
    answer = open_client.get(at("dossier", matter, form="zip"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
    assert [name[3:].split(" ")[0].removesuffix(".docx") for name in names] == [
        "卷宗封面",
        "人民调解申请书",
        "人民调解协议书",
    ]


@pytest.mark.skipif(office.program() is None, reason="no LibreOffice here")
def test_the_dossier_comes_bound(matter: Matter, open_client: Client) -> None:
    make(open_client, matter, "mediation_application")
    answer = open_client.get(at("dossier", matter, form="pdf"))
    assert answer.content.startswith(b"%PDF")


def test_without_libreoffice_the_page_says_so_and_gives_word(
    matter: Matter, open_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ())
    make(open_client, matter, "mediation_rights")
    assert "no LibreOffice" in text(open_client.get(at("papers", matter)))
    answer = open_client.get(at("paper_file", matter, paper=issued(matter).pk, form="pdf"), follow=True)
    assert "no LibreOffice" in text(answer)


def test_the_paper_of_another_matter_is_not_there(world: World, matter: Matter, open_client: Client) -> None:
    make(open_client, matter, "mediation_rights")
    other = dispute(world, at=timezone.now())
    unseal(officer(world, "grid"), other)
    grid = officer(world, "grid")
    unseal(grid, other)
    assert grid.get(at("paper_file", other, paper=issued(matter).pk, form="docx")).status_code == 404
    assert grid.get(at("paper_deliver", other, paper=issued(matter).pk)).status_code == 404


@pytest.mark.parametrize("who", ["leader", "stranger", "department", "system"])
def test_who_does_not_work_on_it_makes_nothing(world: World, matter: Matter, who: str) -> None:
    client = officer(world, who)
    assert client.get(at("paper_make", matter, key="mediation_rights")).status_code == 404
    assert client.get(at("dossier", matter, form="zip")).status_code == 404


def test_statements_do_not_grow_with_papers(matter: Matter, open_client: Client) -> None:
    make(open_client, matter, "mediation_rights")
    one = len(asked(open_client, at("papers", matter)))
    for _ in range(3):
        make(open_client, matter, "mediation_rights")
    assert len(asked(open_client, at("papers", matter))) == one
