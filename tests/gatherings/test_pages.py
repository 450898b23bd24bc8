"""The pages of gatherings: what each shows to whom, and that a form sent twice is one record."""

import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from tests.cast import World
from tests.desk.pages import asked, fill, officer, text, visitor
from tests.gatherings.steps import A_DAY, AN_HOUR, announced, planned, published, series, signed
from tests.gatherings.steps import asked as question
from yixian.concerns.models import Concern
from yixian.documents.actions import Order, issue
from yixian.documents.papers.gatherings import MINUTES
from yixian.gatherings import actions
from yixian.gatherings.actions import Telling
from yixian.gatherings.actions.minutes import material
from yixian.gatherings.enums import Kind, State
from yixian.gatherings.models import Gathering, Series, SignUp
from yixian.gatherings.papers import minutes_of

NOW = timezone.now()
SOON: dict[str, Any] = {"starts_at": NOW + A_DAY, "ends_at": NOW + A_DAY + AN_HOUR}
JUST: dict[str, Any] = {"starts_at": NOW - 2 * AN_HOUR, "ends_at": NOW - AN_HOUR}


def page(name: str, gathering: Gathering | Series, **more: Any) -> str:
    return reverse(f"desk:gathering{name}", kwargs={"uid": gathering.uid, **more})


def past(world: World, attended: int = 34, **more: Any) -> Gathering:
    """A public gathering that was held this morning."""
    made = planned(world, at=NOW - A_DAY, **{**JUST, **more})
    by = world.actor("secretary")
    actions.announce(by=by, at=NOW - A_DAY, uid=made.uid)
    return actions.hold(by=by, at=NOW, uid=made.uid, attended=attended)


def typed(world: World, **more: Any) -> dict[str, Any]:
    """What somebody types to plan a gathering tomorrow."""
    return {
        "kind": Kind.DELIBERATION,
        "title": "人畜饮水怎么分担",
        "unit": world.village.pk,
        "place": world.village.pk,
        "spot": "嘎查活动室",
        "day": (timezone.localdate() + A_DAY).isoformat(),
        "starts": "09:00",
        "ends": "11:00",
        "agenda": "水费怎么收\n\n谁看管水井",
        "public": "on",
        **more,
    }


def test_it_is_planned_announced_and_called_off_from_its_pages(world: World) -> None:
    client, url = officer(world, "secretary"), reverse("desk:gathering_plan")
    assert fill(client, url, typed(world)).status_code == 302
    made = Gathering.objects.get()
    assert [each.text for each in made.agenda.all()] == ["水费怎么收", "谁看管水井"]
    assert visitor().get(reverse("portal:gathering", args=[made.uid])).status_code == 404
    client.post(page("_announce", made))
    public = text(visitor().get(reverse("portal:gathering", args=[made.uid])))
    assert "谁看管水井" in public
    assert "Just come." in public
    fill(client, page("_cancel", made), {"reason": "大风"})
    assert "Called off: 大风" in text(visitor().get(reverse("portal:gathering", args=[made.uid])))


def test_a_form_sent_twice_is_one_gathering(world: World) -> None:
    client, url = officer(world, "secretary"), reverse("desk:gathering_plan")
    sent = {**typed(world), "seen": 0, "token": "5f0c1c52-7a4b-4f0f-9d63-0d8a3a7f0c11"}
    assert {client.post(url, sent)["location"] for _time in range(2)} == {page("", Gathering.objects.get())}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends": "08:00"}, "It must end after it begins."),
        ({"kind": Kind.LESSON}, "Say what the lesson is about."),
        ({"title": "联系13800001234"}, "leave telephone and identity numbers out"),
        ({"day": ""}, "Please fill this in."),
        ({"day": "0001-01-01"}, "Choose a day in the years from 2000 to 2100."),
        ({"day": "9999-12-31"}, "Choose a day in the years from 2000 to 2100."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    world: World, wrong: dict[str, Any], sentence: str
) -> None:
    answer = fill(officer(world, "secretary"), reverse("desk:gathering_plan"), typed(world, **wrong))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "嘎查活动室" in text(answer)
    assert not Gathering.objects.exists()


def test_a_secretary_organises_for_their_village_alone(world: World) -> None:
    url = reverse("desk:gathering_plan")
    given = typed(world, unit=world.other_village.pk)
    assert fill(officer(world, "secretary"), url, given).status_code == 422
    assert officer(world, "deputy").get(url).status_code == 404


def test_it_is_recorded_as_held_with_its_number(world: World) -> None:
    made = planned(world, **JUST)
    client = officer(world, "secretary")
    owed = reverse("desk:gatherings") + "?which=owed"
    assert "held or not? please record it" in text(client.get(owed))
    fill(client, page("_hold", made), {"attended": "34", "course": "大家同意按户分摊。"})
    made.refresh_from_db()
    assert (made.state, made.attended) == (State.HELD, 34)
    assert "Nothing is left to be closed" in text(client.get(owed))


def test_whoever_has_a_task_sees_what_others_do_not(world: World) -> None:
    made = announced(world, public=False, **SOON)
    deputy = officer(world, "department")
    assert deputy.get(page("", made)).status_code == 404
    fill(
        officer(world, "secretary"),
        page("_team", made),
        {"add": f"u{world.department.pk}", "task": "讲解禁牧补贴"},
    )
    shown = text(deputy.get(page("", made)))
    assert "讲解禁牧补贴" in shown
    assert "Change the plan" not in shown


def test_a_question_is_written_down_and_its_fate_is_published(world: World) -> None:
    made, client = past(world), officer(world, "secretary")
    assert reverse("desk:concern_hear", args=["gathering", made.uid]) in text(client.get(page("", made)))
    asked_there = question(world, made)
    key = asked_there.uid.hex
    form = {f"tell_{key}": "on", f"asked_{key}": "夏天井水不够用", f"answer_{key}": "秋天打第二眼井。"}
    assert fill(client, page("_publish", made), form).status_code == 302
    assert "A second person must look at it." in text(client.get(page("", made)))
    assert client.get(page("_check", made)).status_code == 302
    assert "井水" not in text(visitor().get(reverse("portal:gathering", args=[made.uid])))
    station, check = officer(world, "station"), page("_check", made)
    assert check in text(station.get(page("", made)))
    assert "秋天打第二眼井。" in text(station.get(check))
    assert fill(station, check, {"decision": "back", "remark": ""}).status_code == 422
    assert fill(station, check, {"decision": "back", "remark": "写得再短些"}).status_code == 302
    assert "写得再短些" in text(client.get(page("", made)))
    owed = reverse("desk:gatherings") + "?which=owed"
    assert "sent back before it was published" in text(officer(world, "reserve").get(owed))
    assert "Put it right and propose it anew" in text(officer(world, "reserve").get(page("", made)))
    assert "秋天打第二眼井。" in text(client.get(page("_publish", made)))
    assert fill(client, page("_publish", made), form).status_code == 302
    assert fill(station, check, {"decision": "publish"}).status_code == 302
    for url in (reverse("portal:gathering", args=[made.uid]), reverse("portal:gatherings")):
        assert "秋天打第二眼井。" in text(visitor().get(url))


def test_what_became_a_complaint_is_not_shown_to_the_second_person(world: World) -> None:
    made, client = past(world), officer(world, "secretary")
    key = question(world, made).uid.hex
    form = {f"tell_{key}": "on", f"asked_{key}": "夏天井水不够用", f"answer_{key}": "秋天打第二眼井。"}
    fill(client, page("_publish", made), form)
    Concern.objects.update(about_units=[world.station.pk])
    station, check = officer(world, "station"), page("_check", made)
    shown = text(station.get(check))
    assert "井" not in shown
    assert "any more" not in shown
    assert fill(station, check, {"decision": "publish"}).status_code == 302
    assert "秋天" not in text(station.get(page("", made)))


def test_a_number_in_what_is_published_is_refused_and_the_rest_stays(world: World) -> None:
    made, client = past(world), officer(world, "secretary")
    key = question(world, made).uid.hex
    form = {f"tell_{key}": "on", f"asked_{key}": "夏天井水不够用", f"answer_{key}": "找苏和13800001234"}
    answer = fill(client, page("_publish", made), {**form, "sure": "on"})
    assert answer.status_code == 422
    assert "This tells about somebody" in text(answer)
    assert "夏天井水不够用" in text(answer)
    assert not made.told.exists()


def test_minutes_are_made_out_in_word_and_read_by_those_who_were_there(world: World) -> None:
    made, client = past(world), officer(world, "secretary")
    question(world, made)
    form = text(client.get(page("_minutes", made)))
    assert "夏天井水不够用" in form
    given = {
        "subject": made.title,
        "held": "2026年3月7日",
        "where": "嘎查活动室",
        "chair": "苏和",
        "recorder": "娜仁",
        "attended": "34",
        "agenda": "水费怎么收",
        "course": "大家同意按户分摊。",
        "questions": "夏天井水不够用：尚无结果",
    }
    assert fill(client, page("_minutes", made), given).status_code == 302
    shown = text(client.get(page("", made)))
    link = next(part.split('"')[0] for part in shown.split('href="') if ".docx" in part.split('"')[0])
    word = client.get(link).content
    said = "\n".join(each.text for each in Document(io.BytesIO(word)).paragraphs)
    assert "大家同意按户分摊。" in said
    assert officer(world, "stranger").get(link).status_code == 404


def minutes_link(client: Any, made: Gathering) -> str:
    """Where the newest minutes lie, as the page of the gathering says."""
    shown = text(client.get(page("", made)))
    return [part.split('"')[0] for part in shown.split('href="') if ".docx" in part.split('"')[0]][-1]


def with_what_is_offered(client: Any, made: Gathering, **more: str) -> Any:
    """Make out the minutes with the lines that the form offers."""
    offered = client.get(page("_minutes", made)).context["form"].initial
    given = {key: value or "—" for key, value in offered.items() if key not in ("seen", "token")}
    return fill(client, page("_minutes", made), {**given, "course": "大家同意按户分摊。", **more})


def words_of(answer: Any) -> str:
    """What stands in a Word file."""
    word = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in word.paragraphs), *cells])


def test_no_complaint_stands_in_the_minutes_whoever_makes_them_out(world: World) -> None:
    made, station = past(world), officer(world, "station")
    question(world, made)
    about = [world.people["secretary"].pk]
    question(world, made, "station", headline="低保怎么评的", about_persons=about)
    assert "低保怎么评的" in text(station.get(page("", made)))
    assert "低保" not in text(station.get(page("_minutes", made)))
    typed_in = with_what_is_offered(station, made, questions="低保怎么评的：尚无结果")
    assert typed_in.status_code == 422
    assert "A complaint about somebody stands here" in text(typed_in)
    assert with_what_is_offered(station, made).status_code == 302
    secretary = officer(world, "secretary")
    said = words_of(secretary.get(minutes_link(secretary, made)))
    assert "夏天井水不够用" in said
    assert "低保" not in said + text(secretary.get(page("_minutes", made)))


def test_minutes_with_what_became_a_complaint_are_not_read_any_more(world: World) -> None:
    made, station, secretary = past(world), officer(world, "station"), officer(world, "secretary")
    question(world, made)
    later = question(world, made, "station", headline="低保怎么评的")
    assert with_what_is_offered(station, made).status_code == 302
    link = minutes_link(secretary, made)
    assert "低保怎么评的" in words_of(secretary.get(link))
    Concern.objects.filter(pk=later.pk).update(about_persons=[world.people["secretary"].pk])
    assert secretary.get(link)["location"] == page("", made)
    assert "not up to date any more" in text(secretary.get(page("", made)))
    assert link not in text(secretary.get(page("", made)))
    assert "低保" not in text(secretary.get(page("_minutes", made)))
    assert with_what_is_offered(secretary, made).status_code == 302
    said = words_of(secretary.get(minutes_link(secretary, made)))
    assert "夏天井水不够用" in said
    assert "低保" not in said


def test_where_nobody_noted_what_stands_in_minutes_all_that_was_heard_until_then_counts(world: World) -> None:
    made, by = past(world), world.actor("station")
    question(world, made, "station", about_persons=[world.people["secretary"].pk])
    with_what_is_offered(officer(world, "secretary"), made)
    order = Order(
        paper=MINUTES,
        stream=made.stream,
        unit_id=made.unit_id,
        by_id=by.person_id,
        material=material(made, by=by, at=NOW),
        given={each.key: "低保怎么评的" for each in MINUTES.blanks},
    )
    issue(at=NOW + AN_HOUR, order=order)
    assert [each.readable for each in minutes_of(made)] == [True, False]


def test_a_resident_signs_up_and_withdraws_and_their_name_stays_sealed(world: World) -> None:
    made = announced(world, sign_up=True, capacity=3, **SOON)
    url = reverse("portal:gathering_sign_up", args=[made.uid])
    given = {"name": "乌云其木格", "phone": "13800001234", "persons": "2"}
    resident, token = visitor(), {"token": "5f0c1c52-7a4b-4f0f-9d63-0d8a3a7f0c12"}
    pages = [text(resident.post(url, {**given, **token})) for _time in range(2)]
    assert SignUp.objects.count() == 1
    code = pages[0].split('yx-receipt-code">')[1].split("<")[0]
    assert code in pages[1]
    assert "1 place is left." in text(visitor().get(url))
    assert "Places left: 1." in text(fill(visitor(), url, given))
    secretary = officer(world, "secretary")
    assert "乌云其木格" not in text(secretary.get(page("", made)))
    secretary.post(page("_names", made), {"need": "handling"})
    assert "乌云其木格" in text(secretary.get(page("", made)))
    away = reverse("portal:gathering_withdraw")
    assert fill(visitor(), away, {"code": "AAAA"}).status_code == 422
    assert fill(visitor(), away, {"code": code}).status_code == 302
    assert "乌云其木格" not in text(secretary.get(page("", made)))


def test_the_public_calendar_shows_what_is_announced_and_nothing_else(world: World) -> None:
    announced(world, title="公开议事", **SOON)
    announced(world, title="内部会议", public=False, **SOON)
    url = reverse("portal:gatherings")
    shown = text(visitor().get(url))
    assert "公开议事" in shown
    assert "内部会议" not in shown
    assert "公开议事" not in text(visitor().get(f"{url}?town={world.other_town.pk}"))
    assert "Nothing is announced" in text(visitor().get(f"{url}?town={world.other_town.pk}"))


@pytest.mark.parametrize("key", ["2026-01-01_1", "2026-01-01T09:00:00_1", "x_1", "_"])
def test_a_key_that_is_none_leads_to_the_beginning_of_the_list(world: World, key: str) -> None:
    announced(world, **SOON)
    answer = officer(world, "secretary").get(reverse("desk:gatherings"), {"after": key})
    assert "人畜饮水怎么分担" in text(answer)


def test_a_month_shows_its_festivals(world: World) -> None:
    announced(world)
    for url in (reverse("desk:gathering_month"), reverse("portal:gatherings")):
        shown = text(officer(world, "chief").get(f"{url}?month=2026-03"))
        assert "人畜饮水怎么分担" in shown
        assert "Lantern Festival" in shown
    assert officer(world, "chief").get(reverse("desk:gathering_month") + "?month=xx").status_code == 200


def test_a_series_by_the_lunar_calendar_is_begun_filled_and_ended(world: World) -> None:
    client = officer(world, "secretary")
    given = {
        "kind": Kind.SERVICE_DAY,
        "title": "集市服务日",
        "unit": world.village.pk,
        "place": world.village.pk,
        "cycle": "lunar",
        "days": "3，8",
        "starts": "08:30",
        "lasts": "180",
        "since": timezone.localdate().isoformat(),
        "public": "on",
    }
    url, every = reverse("desk:gathering_series_new"), reverse("desk:gathering_series")
    assert fill(client, url, {**given, "days": ""}).status_code == 422
    assert fill(client, url, given).status_code == 302
    one = Series.objects.get()
    assert "no date ahead" in text(client.get(every))
    assert "on lunar dates that end in 3, 8" in text(client.get(page("_series_one", one)))
    fill(client, page("_series_fill", one), {"count": "4"})
    assert one.gatherings.count() == 4
    assert "no date ahead" not in text(client.get(every))
    day = one.gatherings.order_by("series_day")[1].series_day
    assert day is not None
    fill(client, page("_series_day", one), {"day": day.isoformat(), "to": "", "reason": "那达慕"})
    assert one.gatherings.filter(state=State.CANCELLED).count() == 1
    fill(client, page("_series_end", one), {"until": timezone.localdate().isoformat(), "reason": "集市停办"})
    assert not one.gatherings.ahead().exists()
    assert officer(world, "stranger").get(page("_series_one", one)).status_code == 404


def test_pages_take_as_many_statements_however_much_there_is(world: World) -> None:
    client, stranger = officer(world, "secretary"), visitor()
    made = past(world)

    def counts() -> list[int]:
        urls = (
            reverse("desk:gatherings"),
            reverse("desk:gatherings") + "?which=owed",
            reverse("desk:gatherings") + "?which=past",
            reverse("desk:gathering_month"),
            reverse("desk:gathering_series"),
            page("", made),
        )
        public = (reverse("portal:gatherings"), reverse("portal:gathering", args=[made.uid]))
        return [len(asked(client, each)) for each in urls] + [len(asked(stranger, each)) for each in public]

    def more() -> None:
        series(world)
        question(world, made)
        signed(announced(world, sign_up=True, **SOON))
        planned(world, **JUST)
        other = past(world)
        said = question(world, other)
        told = [Telling(concern=said.uid, asked="井水", answer="打井")]
        published(world, other, told, at=NOW)

    more()
    before = counts()
    for _time in range(3):
        more()
    assert counts() == before
    assert max(before) <= 16
