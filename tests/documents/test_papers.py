"""Papers say everything they are given, and nothing that they are given is run."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from docx import Document
from pytest_django import Settings

from tests.documents.papers import OTHER, PERSON, STORY, filled, material
from yixian.documents import office, sheet
from yixian.documents import paper as declared
from yixian.documents.paper import DuplicatePaper, Paper, Place, Style
from yixian.documents.papers.dossiers import MEDIATION, PETITION
from yixian.documents.render import PaperFailed, default, fill, han, own_template, parts

EVERY = declared.every()
HOSTILE = "{{ 7*7 }}{% for x in y %}<w:p>&amp;\"'{{ self }}\x0b</w:t>"


def words(word: bytes) -> str:
    """Every text of a Word file, tables and box included."""
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        xml = archive.read("word/document.xml").decode()
    texts = re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>|</w:p>", xml, re.DOTALL)
    plain = "".join(each or "\n" for each in texts)
    for mark, text in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#34;", '"'),
        ("&#39;", "'"),
        ("&quot;", '"'),
        ("&amp;", "&"),
    ):
        plain = plain.replace(mark, text)
    return plain


def made(paper: Paper, **changes: Any) -> str:
    return words(fill(paper, {**material(), **filled(paper), **changes}))


@pytest.mark.parametrize("paper", EVERY, ids=lambda paper: paper.key)
def test_every_paper_can_be_filled_in(paper: Paper) -> None:
    said = made(paper)
    assert "{{" not in said
    assert "{%" not in said
    assert paper.heading in said or paper.style is Style.COVER


@pytest.mark.parametrize("paper", EVERY, ids=lambda paper: paper.key)
def test_everything_that_was_filled_in_stands_on_it(paper: Paper) -> None:
    given = filled(paper)
    said = re.sub(r"\s", "", made(paper))
    for blank in paper.blanks:
        if isinstance(given[blank.key], str):
            for line in parts(given[blank.key]):
                assert re.sub(r"\s", "", line) in said, f"{blank.key} is asked for and not said"


@pytest.mark.parametrize("paper", EVERY, ids=lambda paper: paper.key)
def test_words_of_people_are_never_template_or_markup(paper: Paper) -> None:
    hostile = {
        blank.key: HOSTILE
        for blank in paper.blanks
        if blank.kind in ("text", "long_text") and not blank.columns
    }
    people = {**PERSON, "name": HOSTILE, "address": HOSTILE, "phone": HOSTILE, "basics": HOSTILE}
    word = fill(
        paper, {**material(raisers=[people], raiser_names=HOSTILE, story=HOSTILE), **filled(paper), **hostile}
    )
    Document(io.BytesIO(word))
    said = words(word)
    assert "49" not in re.sub(r"[〔（]?20\d\d|\d{11}", "", said)
    if hostile:
        assert "{{ 7*7 }}{% for x in y %}<w:p>&amp;\"'{{ self }}</w:t>" in said


@pytest.mark.parametrize("paper", EVERY, ids=lambda paper: paper.key)
def test_no_paper_asks_for_ethnicity_or_faith(paper: Paper) -> None:
    text = (sheet.FOLDER / f"{paper.key}.txt").read_text(encoding="utf-8")
    for word in ("民族", "族别", "宗教", "信仰", "政治面貌"):
        assert word not in text
    keys = {blank.key for blank in paper.blanks}
    assert not keys & {"ethnicity", "nation", "religion", "faith"}


def test_the_agreement_holds_what_article_29_names() -> None:
    said = made(declared.get("mediation_agreement"))
    for each in (
        PERSON["name"],
        OTHER["name"],
        "把围栏退回界桩以东",
        "八百元",
        "互不越界",
        "一式三份",
        "三十日内",
    ):
        assert each in said
    assert [said.index(part) for part in ("（一）被申", "（二）被申", "（三）双方")] == sorted(
        said.index(part) for part in ("（一）被申", "（二）被申", "（三）双方")
    )


def test_the_opinion_answers_each_request() -> None:
    said = made(declared.get("petition_opinion"))
    for number, mark in ((1, "（一）"), (2, "（二）")):
        assert f"{mark}关于" in said
        assert said.count(f"界桩还在。{number}") >= 4
    assert "30日内" in said


def test_a_notice_of_the_end_lists_the_routes() -> None:
    said = made(declared.get("mediation_end"))
    assert "1．向土地承包仲裁委员会申请仲裁" in said
    assert "2．向旗人民法院起诉" in said


def test_a_text_of_several_lines_becomes_paragraphs() -> None:
    word = fill(
        declared.get("mediation_inquiry"), {**material(), **filled(declared.get("mediation_inquiry"))}
    )
    lines = [each.text for each in Document(io.BytesIO(word)).paragraphs]
    assert set(STORY.split("\n")) <= set(lines)


def test_an_erased_person_leaves_an_empty_line() -> None:
    nobody = {"name": "", "phone": "", "address": "", "basics": "", "id": 1}
    changes = material(
        raisers=[nobody],
        others=[],
        raiser_names="",
        party_names="",
        dossier_name="",
        raiser_address="",
        raiser_phone="",
    )
    for paper in EVERY:
        said = words(fill(paper, {**changes, **filled(paper)}))
        assert PERSON["name"] not in said
        assert PERSON["phone"] not in said


def test_what_a_paper_proposes_can_do_nothing() -> None:
    assert default("{{ story }}", {"story": "{{ 7*7 }}"}) == "{{ 7*7 }}"
    assert default("{{ nothing.of.it }}", {}) == ""
    assert default("{{ story.__class__.__mro__ }}", {"story": "x"}) == ""


def test_numbers_and_lines_read_as_in_chinese() -> None:
    assert [han(number) for number in (1, 10, 11, 20, 35)] == ["一", "十", "十一", "二十", "三十五"]
    assert parts("1．甲\n（二）乙\n\n丙3日内") == ["甲", "乙", "丙3日内"]


@pytest.fixture
def own(tmp_path: Path, settings: Settings) -> Path:
    """The folder for templates of the office's own."""
    settings.VAR = tmp_path
    file = own_template(declared.get("mediation_visit"))
    file.parent.mkdir(parents=True)
    return file


def _own(file: Path, text: str) -> None:
    document = Document()
    document.add_paragraph(text)
    document.save(str(file))


def test_an_office_may_use_a_template_of_its_own(own: Path) -> None:
    _own(own, "本旗回访：{{ found }}")
    assert "本旗回访：" in made(declared.get("mediation_visit"))


@pytest.mark.parametrize("text", ["{{ nothing }}", "{{ found.__class__ }}", "{% for %}"])
def test_a_template_that_asks_for_what_there_is_not_says_so(own: Path, text: str) -> None:
    _own(own, text)
    with pytest.raises(PaperFailed):
        made(declared.get("mediation_visit"))


def test_a_paper_is_declared_once_and_bound_where_there_is_one() -> None:
    with pytest.raises(DuplicatePaper):
        declared.register(declared.get("mediation_visit"))
    assert {key for each in (MEDIATION, PETITION) for place in each.places for key in place.papers} <= {
        paper.key for paper in EVERY
    }


def needed(outcome: str, **facts: Any) -> set[str]:
    known = {"outcome": outcome, **facts}
    return {place.key for place in MEDIATION.places if place.needed and place.needed(known)}


def test_what_a_dossier_needs_follows_from_how_it_ended() -> None:
    always = {"application", "rights", "identity"}
    assert needed("") == always
    assert needed("written") == always | {"record", "agreement"}
    assert needed("oral") == always | {"record", "oral"}
    assert needed("performed", agreement_form="oral") == always | {"record", "oral", "performance"}
    assert needed("refused") == always | {"end"}
    assert needed("written", visit_result="yes") == always | {"record", "agreement", "visit"}


def test_a_place_that_nobody_needs_is_not_missing() -> None:
    assert Place(key="x", title="x", heading="x").needed is None


def test_without_libreoffice_it_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    with pytest.raises(PaperFailed, match="LibreOffice"):
        office.to_pdf([b""])


@pytest.mark.skipif(office.program() is None, reason="no LibreOffice here")
def test_what_takes_too_long_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PATIENCE", 0.01)
    monkeypatch.setattr(office, "A_PAPER", 0.0)
    with override("en"), pytest.raises(PaperFailed, match="in time"):
        office.to_pdf([fill(declared.get("dossier_back"), material())])
