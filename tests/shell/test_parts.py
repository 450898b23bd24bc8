"""Components show what they are given, and nothing unescaped."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.utils import translation

from yixian.procedures.enums import StepKind
from yixian.procedures.language import Step
from yixian.shell.parts import Entry, Progress, Said, Stage, Tab, Voice

AT = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
EVIL = "<b>x</b>"


def show(source: str, **values: Any) -> str:
    with translation.override("en"):
        return Template("{% load shell %}" + source).render(Context(values))


def test_a_step_waiting_for_somebody_looks_unlike_one_at_work() -> None:
    work = Step(key="a", title="Room", plain="")
    waiting = Step(key="b", title="Review", plain="", kind=StepKind.WAITING)

    assert 'yx-calm">Room' in show("{% step_badge step %}", step=work)
    assert 'yx-note">Review' in show("{% step_badge step %}", step=waiting)


@pytest.mark.parametrize(("good", "tone"), [("True", "calm"), ("False", "still"), ("None", "note")])
def test_an_outcome_is_told_by_icon_words_and_colour(good: str, tone: str) -> None:
    shown = show("{% outcome_badge 'Settled' " + good + " %}")

    assert f"yx-{tone}" in shown
    assert "<svg" in shown
    assert "Settled" in shown


def test_tier_and_unit_have_their_icon_and_name() -> None:
    unit = SimpleNamespace(kind="village", name="Bayan")

    assert "Village" in show("{% tier_badge 'village' %}")
    assert '<a href="/u/1">Bayan</a>' in show("{% unit_badge unit '/u/1' %}", unit=unit)
    assert "<a" not in show("{% unit_badge unit %}", unit=unit)


def test_a_figure_says_what_it_counts_and_opens_on_its_records() -> None:
    shown = show("{% figure 993 'resolved' scope='banner' href='/f/' as_of=at %}", at=AT)

    assert '<a href="/f/" class="yx-tile"' in shown
    assert all(part in shown for part in ("<b>993</b>", "resolved", "banner", "as of 2026-03-04 12:00"))
    assert "<div" in show("{% figure 1 'open' bad=True %}")


def test_facts_leave_out_what_is_not_known_but_not_zero() -> None:
    shown = show("{% facts pairs %}", pairs=[("a", "1"), ("b", ""), ("c", None), ("d", 0), ("e", EVIL)])

    assert shown.count("<dt>") == 3
    assert "<b>" not in shown


def test_the_tab_at_hand_is_told_to_a_reader() -> None:
    shown = show(
        "{% tabs items 'Whose' %}",
        items=[Tab(title="mine", href="?a", here=True, count=0), Tab(title="all", href="?b")],
    )

    assert shown.count("aria-current") == 1
    assert '<span class="yx-count">0</span>' in shown
    assert 'aria-label="Whose"' in shown


def test_a_way_says_in_words_how_far_it_has_been_gone() -> None:
    stages = [Stage(title=each.value, progress=each) for each in Progress]
    shown = show("{% steps stages %}", stages=stages)

    assert shown.count('aria-current="step"') == 1
    assert all(word in shown for word in ("done", "here now", "passed over", "still ahead"))


def test_a_history_shows_whose_words_they_are_and_escapes_them() -> None:
    entry = Entry(
        sentence="Answered", at=AT, who="Wang", said=[Said(text=EVIL, label="Answer", voice=Voice.ANSWER)]
    )
    shown = show("{% timeline entries %}", entries=[entry])

    assert "yx-said yx-answer" in shown
    assert "&lt;b&gt;x" in shown
    assert 'datetime="2026-03-04T' in shown


def test_the_pager_keeps_the_rest_of_the_query() -> None:
    page = SimpleNamespace(newer="", older="k/1")
    shown = show("{% pager page kept %}", page=page, kept="whose=mine")

    assert 'href="?whose=mine&amp;after=k/1"' in shown
    assert "before=" not in shown
    assert show("{% pager page %}", page=SimpleNamespace(newer="", older="")).strip() == ""


def test_an_empty_list_says_what_to_do_next() -> None:
    shown = show(
        "{% nothing icon='inbox' title='Empty' text=evil %}<a href='/'>File</a>{% endnothing %}", evil=EVIL
    )

    assert "<a href='/'>File</a>" in shown
    assert "<b>" not in shown
    assert "yx-actions" not in show("{% nothing icon='inbox' title='Empty' %} {% endnothing %}")


def test_a_card_escapes_its_heading_and_keeps_its_content() -> None:
    shown = show("{% card title %}<p>in</p>{% endcard %}", title=EVIL)

    assert "&lt;b&gt;" in shown
    assert "<p>in</p>" in shown


def test_a_confirmation_is_a_named_dialog_with_a_protected_form() -> None:
    source = (
        "{% confirm key='sure' title='Close it?' action='/close/' label='Close' %}<p>why</p>{% endconfirm %}"
    )
    shown = show(source, request=RequestFactory().get("/"))

    assert '<dialog id="sure" aria-labelledby="sure-title">' in shown
    assert "csrfmiddlewaretoken" in shown
    assert "data-once" in shown


def test_a_chart_stands_beside_its_table() -> None:
    shown = show("{% chart label='Months' kind='line' %}<table></table>{% endchart %}")

    assert 'data-kind="line"' in shown
    assert shown.index("<details>") < shown.index("<table>")


def test_a_map_asks_no_tile_server_unless_one_is_set() -> None:
    from_nowhere = show("{% outlines '/grids.json' 'Grids' %}")
    with override_settings(MAP_TILES=SimpleNamespace(geturl=lambda: "https://tiles.example/{z}")):
        from_somewhere = show("{% point_picker '/grids.json' 'Where' %}")

    assert "data-tiles" not in from_nowhere
    assert 'data-tiles="https://tiles.example/{z}"' in from_somewhere
    assert "data-pick" in from_somewhere
    assert "data-locate" in from_somewhere
