"""Administration: each administrator does their own part and no other, and every deed stands in the log."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.cast import PASSWORD, ROLES, TODAY, World
from tests.desk.pages import fill, hidden, officer, text, visitor
from tests.matters.steps import dispute, go
from yixian.access.models import Grant
from yixian.audit.models import Event
from yixian.audit.seal import seal_now
from yixian.audit.verify import verify_all
from yixian.desk.views.admin_log import PAGE
from yixian.matters import clocks
from yixian.matters.models import Matter
from yixian.people.models import Person, Post, Substitution
from yixian.places.models import Succession, Unit
from yixian.rulebook.models import DayCorrection, PublishedYear, Rule

FIRST = "meadow-after-the-rain"
CODE = "dispute.registered"


def url(name: str, *args: Any, **query: Any) -> str:
    return reverse(f"desk:{name}", args=args, query=query or None)


def day(days: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def post_of(world: World, who: str) -> Post:
    return Post.objects.get(person=world.people[who])


def told() -> Event:
    """What was last written to the log, which holds together."""
    assert verify_all() == []
    return Event.objects.latest("pk")


PAGES: dict[str, tuple[str, Any]] = {
    "admin_rules": ("system", None),
    "admin_rule": ("system", None),
    "admin_calendar": ("system", None),
    "admin_day": ("system", None),
    "admin_year": ("system", None),
    "admin_deadlines": ("system", None),
    "admin_people": ("system", None),
    "admin_enter": ("system", None),
    "admin_person": ("system", lambda world: world.people["station"].pk),
    "admin_password": ("system", lambda world: world.people["station"].pk),
    "admin_lock": ("system", lambda world: world.people["station"].pk),
    "admin_appoint": ("system", lambda world: world.people["station"].pk),
    "admin_end_post": ("system", lambda world: post_of(world, "station").pk),
    "admin_substitute": ("system", lambda world: post_of(world, "station").pk),
    "admin_tree": ("system", None),
    "admin_unit": ("system", lambda world: world.town.pk),
    "admin_found": ("system", lambda world: world.town.pk),
    "admin_rename": ("system", lambda world: world.town.pk),
    "admin_move": ("system", lambda world: world.town.pk),
    "admin_end_unit": ("system", lambda world: world.town.pk),
    "admin_grants": ("security", None),
    "admin_grant": ("security", None),
    "admin_log": ("auditor", None),
}


def test_each_page_is_there_for_its_administrator_and_for_nobody_else(world: World) -> None:
    clients = {who: officer(world, who) for who in ROLES}
    for name, (whose, row) in PAGES.items():
        address = url(name, *([row(world)] if row else []))
        for who, client in clients.items():
            assert client.get(address).status_code == (200 if who == whose else 404), f"{who} at {name}"
        assert visitor().get(address)["Location"].startswith(reverse("account_login"))


def test_what_only_takes_a_deed_is_there_for_its_administrator_alone(world: World) -> None:
    for name, whose in (("admin_end_substitution", "system"), ("admin_revoke", "security")):
        for who in ROLES:
            status = officer(world, who).get(url(name, 1)).status_code
            assert status == (405 if who == whose else 404), f"{who} at {name}"


def test_the_first_page_has_the_doors_that_open(world: World) -> None:
    shown = {
        who: {door.url_name for door in officer(world, who).get(url("admin")).context["doors"]}
        for who in ("system", "security", "auditor")
    }
    assert shown["security"] == {"desk:admin_grants"}
    assert shown["auditor"] == {"desk:admin_log"}
    assert len(shown["system"]) == 4
    assert officer(world, "chief").get(url("admin")).status_code == 404


def row(**changes: Any) -> dict[str, Any]:
    given = {"code": CODE, "value": "9", "unit": "working_days", "source": "旗里规定", "article": ""}
    return {**given, "mark": "K", "valid_from": day(1), "roll_forward": "on", **changes}


def test_a_row_is_put_in_force_and_running_clocks_keep_theirs(world: World) -> None:
    matter, client = dispute(world), officer(world, "system")
    assert client.post(url("admin_rule"), row()).status_code == 302
    assert Rule.objects.get(code=CODE, valid_from=day(1)).value == 9
    assert Matter.objects.get(pk=matter.pk).step_clock == matter.step_clock
    assert (told().kind, told().by_id) == ("rulebook.rule_set", world.people["system"].pk)
    states = [each.state for each in client.get(url("admin_rules")).context["rows"] if each.code == CODE]
    assert states == ["", "coming"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": "0"}, "greater than or equal to 1"),
        ({"source": "  "}, "Please fill this in"),
        ({"mark": "V"}, "needs its article"),
        ({"code": "nothing"}, "not one of the available choices"),
        ({"valid_from": "soon"}, "valid date"),
    ],
)
def test_a_row_that_cannot_stand_is_refused_and_what_was_typed_stays(
    world: World, wrong: dict[str, str], said: str
) -> None:
    before = Rule.objects.count()
    answer = officer(world, "system").post(url("admin_rule"), row(**wrong))
    assert (answer.status_code, said in text(answer)) == (422, True)
    assert Rule.objects.count() == before
    assert 'value="working_days" selected' in text(answer)


def test_a_new_row_begins_with_what_the_last_one_says(world: World) -> None:
    form = officer(world, "system").get(url("admin_rule", code=CODE)).context["form"]
    assert form.initial["value"] == Rule.objects.get(code=CODE).value


def test_the_year_shows_what_is_not_ordinary(world: World) -> None:
    page = officer(world, "system").get(url("admin_calendar", year=2026))
    assert date(2026, 10, 1) in [each["day"] for each in page.context["days"]]
    assert "2026-12-31" in text(page)
    assert officer(world, "system").get(url("admin_calendar", year="99999999999")).status_code == 200


def test_a_corrected_day_moves_a_deadline_only_once_that_is_confirmed(world: World) -> None:
    matter, client = dispute(world), officer(world, "system")
    due = matter.step_due_at
    given = {"day": "2026-03-05", "kind": "holiday", "name": "节日"}
    answer = client.post(url("admin_day"), given)
    assert answer["Location"] == url("admin_deadlines")
    assert told().kind == "rulebook.day_corrected"
    page = client.get(url("admin_deadlines"))
    assert matter.number in text(page)
    assert "围栏" not in text(page)
    assert Matter.objects.get(pk=matter.pk).step_due_at == due
    assert client.post(url("admin_deadlines"), hidden(page)).status_code == 302
    moved = clocks.step_clock(Matter.objects.get(pk=matter.pk))
    assert due
    assert moved
    assert moved.due
    assert moved.due > due
    assert told().kind == "matters.recomputed"
    assert client.get(url("admin_deadlines")).context["count"] == 0


def test_deadlines_do_not_move_by_a_calendar_that_was_not_looked_at(world: World) -> None:
    matter, client = dispute(world), officer(world, "system")
    seen = hidden(client.get(url("admin_deadlines")))
    client.post(url("admin_day"), {"day": "2026-03-05", "kind": "holiday", "name": "节日"})
    answer = client.post(url("admin_deadlines"), seen)
    assert (answer.status_code, "changed meanwhile" in text(answer)) == (422, True)
    assert Matter.objects.get(pk=matter.pk).step_due_at == matter.step_due_at


def test_a_day_that_does_not_fit_its_weekday_is_refused(world: World) -> None:
    answer = officer(world, "system").post(
        url("admin_day"), {"day": "2026-03-05", "kind": "makeup", "name": "换班"}
    )
    assert (answer.status_code, "换班" in text(answer)) == (422, True)
    assert not DayCorrection.objects.exists()


NOTICE = "2027-01-01,holiday,元旦\n2027-01-03,makeup\n"


@pytest.mark.parametrize("as_file", [False, True])
def test_a_notice_is_entered_from_lines_or_a_file(world: World, as_file: bool) -> None:
    given: dict[str, Any] = {"year": "2027", "source": "国办发明电〔2026〕7号"}
    lines = {"paper": SimpleUploadedFile("2027.csv", NOTICE.encode())} if as_file else {"days": NOTICE}
    assert officer(world, "system").post(url("admin_year"), given | lines).status_code == 302
    assert PublishedYear.objects.get().year == 2027
    assert DayCorrection.objects.get(day="2027-01-03").kind == "makeup"
    assert told().kind == "rulebook.year_published"


@pytest.mark.parametrize(
    "lines",
    [
        {"days": "2027-13-01,holiday,元旦"},
        {"days": ""},
        {"days": "2027-01-04,makeup"},
        {"paper": SimpleUploadedFile("x.bin", b"\xff\xfe\x00")},
    ],
)
def test_a_notice_that_cannot_be_read_changes_nothing(world: World, lines: dict[str, Any]) -> None:
    given = {"year": "2027", "source": "国办发明电", **lines}
    assert officer(world, "system").post(url("admin_year"), given).status_code == 422
    assert not PublishedYear.objects.exists()


def enter(world: World, **changes: str) -> Any:
    given = {"username": "new", "name": "苏和", "password": FIRST, **changes}
    return officer(world, "system").post(url("admin_enter"), given)


def test_somebody_is_entered_and_can_sign_in(world: World) -> None:
    assert enter(world).status_code == 302
    assert told().body == {"person": Person.objects.get(username="new").pk, "username": "new"}
    answer = visitor().post(reverse("account_login"), {"login": "new", "password": FIRST})
    assert answer["Location"] == url("home")


@pytest.mark.parametrize(
    "wrong",
    [{"username": "STATION"}, {"username": "a b"}, {"password": "12345"}, {"name": " "}, {"username": ""}],
)
def test_an_account_that_cannot_be_is_refused_beside_its_field(world: World, wrong: dict[str, str]) -> None:
    before, events = Person.objects.count(), Event.objects.count()
    answer = enter(world, **wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(wrong))
    assert (Person.objects.count(), Event.objects.count()) == (before, events)


def test_a_locked_account_is_signed_out_and_stays_out(world: World) -> None:
    station, client = world.people["station"], officer(world, "system")
    theirs = officer(world, "station")
    assert client.post(url("admin_lock", station.pk)).status_code == 302
    assert told().kind == "people.locked"
    assert theirs.get(url("home")).status_code == 302
    given = {"login": "station", "password": PASSWORD}
    assert visitor().post(reverse("account_login"), given).get("Location") != url("home")
    client.post(url("admin_lock", station.pk))
    assert visitor().post(reverse("account_login"), given)["Location"] == url("home")


def test_nobody_locks_their_own_account(world: World) -> None:
    assert officer(world, "system").post(url("admin_lock", world.people["system"].pk)).status_code == 422
    assert Person.objects.get(username="system").is_active


def test_a_new_first_password_ends_what_was_open(world: World) -> None:
    theirs, pk = officer(world, "station"), world.people["station"].pk
    weak = officer(world, "system").post(url("admin_password", pk), {"password": "short"})
    assert (weak.status_code, theirs.get(url("home")).status_code) == (422, 200)
    assert officer(world, "system").post(url("admin_password", pk), {"password": FIRST}).status_code == 302
    assert theirs.get(url("home")).status_code == 302
    assert FIRST not in str(told().body)


def appoint(world: World, who: str, unit: str, role: str, **changes: str) -> Any:
    address = url("admin_appoint", world.people[who].pk, unit=world.units[unit].pk)
    return officer(world, "system").post(address, {"role": role, "since": day(), "until": "", **changes})


def test_somebody_is_appointed_at_a_unit_that_was_searched(world: World) -> None:
    client, deputy = officer(world, "system"), world.people["deputy"]
    found = client.get(url("admin_appoint", deputy.pk, q="北镇群众")).context["picker"].rows
    assert [each.title for each in found] == ["北镇群众工作站"]
    assert client.get(url("admin_appoint", deputy.pk) + found[0].href).context["form"]
    assert appoint(world, "deputy", "other_station", "station_officer").status_code == 302
    assert world.actor("deputy", timezone.localdate()).may("matters.see", world.other_village.lineage)
    assert told().body["unit"] == world.other_station.pk


@pytest.mark.parametrize(
    ("who", "unit", "role", "changes"),
    [
        ("auditor", "room", "mediator", {}),
        ("auditor", "banner", "security_admin", {}),
        ("station", "banner", "system_admin", {}),
        ("deputy", "town", "station_officer", {}),
        ("deputy", "town", "audit_admin", {}),
        ("station", "station", "station_officer", {}),
        ("deputy", "station", "station_officer", {"until": day()}),
        ("deputy", "station", "station_officer", {"since": "2019-01-01"}),
        ("deputy", "station", "emperor", {}),
    ],
)
def test_a_post_that_cannot_be_held_is_refused(
    world: World, who: str, unit: str, role: str, changes: dict[str, str]
) -> None:
    before = Post.objects.count()
    assert appoint(world, who, unit, role, **changes).status_code == 422
    assert Post.objects.count() == before


def test_whoever_was_an_administrator_takes_another_post_afterwards(world: World) -> None:
    post = post_of(world, "auditor")
    assert officer(world, "system").post(url("admin_end_post", post.pk), {"until": day(5)}).status_code == 302
    assert appoint(world, "auditor", "room", "mediator", since=day(4)).status_code == 422
    assert appoint(world, "auditor", "room", "mediator", since=day(5)).status_code == 302


def test_a_post_ends_with_a_day(world: World) -> None:
    post, client = post_of(world, "station"), officer(world, "system")
    for wrong in (day(-1), "", "2019-01-01"):
        assert client.post(url("admin_end_post", post.pk), {"until": wrong}).status_code == 422
    assert client.post(url("admin_end_post", post.pk), {"until": day()}).status_code == 302
    assert not world.actor("station", timezone.localdate()).reach
    assert told().kind == "people.post_ended"
    assert client.post(url("admin_end_post", post.pk), {"until": day(9)}).status_code == 422


def test_an_administrator_does_not_end_their_own_post(world: World) -> None:
    address = url("admin_end_post", post_of(world, "system").pk)
    assert officer(world, "system").post(address, {"until": day()}).status_code == 422


def test_somebody_stands_in_for_a_time(world: World) -> None:
    post, client = post_of(world, "station"), officer(world, "system")
    found = client.get(url("admin_substitute", post.pk, q="depu")).context["picker"].rows
    address = url("admin_substitute", post.pk) + found[0].href
    assert client.post(address, {"since": day(), "until": day(3)}).status_code == 302
    assert world.actor("deputy", timezone.localdate()).may("disputes.handle", world.station.lineage)
    assert client.post(address, {"since": day(2), "until": day(4)}).status_code == 422
    made = Substitution.objects.get()
    assert client.post(url("admin_end_substitution", made.pk)).status_code == 302
    assert not Substitution.objects.exists()
    assert told().kind == "people.substitution_ended"


@pytest.mark.parametrize(
    ("post", "who"), [("station", "auditor"), ("auditor", "station"), ("station", "station")]
)
def test_an_administrator_neither_stands_in_nor_is_stood_in_for_by_others(
    world: World, post: str, who: str
) -> None:
    address = url("admin_substitute", post_of(world, post).pk, person=world.people[who].pk)
    answer = officer(world, "system").post(address, {"since": day(), "until": day(3)})
    assert answer.status_code == 422
    assert not Substitution.objects.exists()


def test_people_are_found_by_name(world: World) -> None:
    page = officer(world, "system").get(url("admin_people", q="STATI"))
    assert [person.username for person, _posts in page.context["rows"]] == ["station"]
    assert "南镇群众工作站" in text(page)
    assert "南镇群众工作站" in text(
        officer(world, "system").get(url("admin_person", world.people["station"].pk))
    )


def test_a_unit_is_founded_once_however_often_the_form_is_sent(world: World) -> None:
    client, address = officer(world, "system"), url("admin_found", world.bare_village.pk)
    form = {**hidden(client.get(address)), "kind": "room", "name": "远山工作室", "code": "", "since": day()}
    for _each in range(2):
        assert client.post(address, form).status_code == 302
    assert Unit.objects.get(name="远山工作室").parent == world.bare_village
    assert (told().kind, told().by_id) == ("places.founded", world.people["system"].pk)


def test_a_wrong_code_is_refused_by_a_sentence(world: World) -> None:
    given = {"kind": "village", "name": "新村", "code": "150623", "since": day()}
    answer = fill(officer(world, "system"), url("admin_found", world.town.pk), given)
    assert (answer.status_code, "twelve digits" in text(answer)) == (422, True)
    assert not Unit.objects.filter(name="新村").exists()


def test_a_unit_is_renamed_and_moved_and_its_past_stays(world: World) -> None:
    client, unit = officer(world, "system"), world.bare_village
    assert client.post(url("admin_rename", unit.pk), {"name": "近山嘎查", "on": day()}).status_code == 302
    found = client.get(url("admin_move", unit.pk, q="北镇")).context["picker"].rows
    address = url("admin_move", unit.pk) + found[0].href
    assert client.post(address, {"on": day()}).status_code == 302
    unit.refresh_from_db()
    assert (unit.name, unit.parent) == ("近山嘎查", world.other_town)
    assert unit.spans.earliest("since").name == "远山嘎查"
    assert told().kind == "places.moved"


def test_no_change_of_the_tree_takes_effect_before_its_day_or_closes_a_loop(world: World) -> None:
    client = officer(world, "system")
    later = client.post(url("admin_rename", world.town.pk), {"name": "中镇", "on": day(1)})
    loop = client.post(url("admin_move", world.town.pk, above=world.village.pk), {"on": day()})
    same = client.post(url("admin_rename", world.town.pk), {"name": "南镇", "on": day()})
    assert [each.status_code for each in (later, loop, same)] == [422] * 3
    assert Unit.objects.get(pk=world.town.pk).name == "南镇"


def test_a_unit_goes_over_into_one_or_several(world: World) -> None:
    client, unit = officer(world, "system"), world.bare_village
    page = client.get(url("admin_end_unit", unit.pk, into=[world.village.pk], q="柳林"))
    assert f"into={world.village.pk}" in page.context["picker"].rows[0].href
    address = url("admin_end_unit", unit.pk, into=[world.village.pk, world.other_village.pk])
    assert client.post(address, {"on": day()}).status_code == 302
    assert set(Succession.objects.values_list("new", "kind")) == {
        (world.village.pk, "split"),
        (world.other_village.pk, "split"),
    }
    assert told().kind == "places.ended"
    assert client.get(address).status_code == 404


def test_a_unit_with_others_below_it_does_not_end_and_nor_does_one_that_goes_nowhere(world: World) -> None:
    client = officer(world, "system")
    full = client.post(url("admin_end_unit", world.village.pk, into=world.other_village.pk), {"on": day()})
    assert (full.status_code, "still stand below" in text(full)) == (422, True)
    client.post(url("admin_end_unit", world.bare_village.pk), {"on": day()})
    assert not Unit.objects.filter(until__isnull=False).exists()


def give(world: World, who: str, **changes: str) -> Any:
    given = {"ability": "disputes.register", "since": day(), "until": "", **changes}
    return officer(world, "security").post(url("admin_grant", post=post_of(world, who).pk), given)


def test_an_ability_is_given_for_a_time_and_taken_back(world: World) -> None:
    client = officer(world, "security")
    rows = client.get(url("admin_grant", q="农牧局")).context["picker"].rows
    assert f"?post={post_of(world, 'department').pk}" in [each.href for each in rows]
    assert give(world, "department", until=day(9)).status_code == 302
    assert world.actor("department", timezone.localdate()).may("disputes.register")
    assert (told().kind, told().by_id) == ("access.granted", world.people["security"].pk)
    assert "disputes.register" in text(client.get(url("admin_grants")))
    assert client.post(url("admin_revoke", Grant.objects.get().pk)).status_code == 302
    assert not world.actor("department", timezone.localdate()).may("disputes.register")
    assert told().kind == "access.revoked"


@pytest.mark.parametrize(
    ("who", "changes"),
    [
        ("security", {}),
        ("system", {}),
        ("station", {"ability": "disputes.handle"}),
        ("station", {"ability": "people.administer"}),
        ("station", {"ability": "matters.recompute"}),
        ("department", {"ability": "everything"}),
        ("department", {"until": day()}),
        ("department", {"since": "2019-12-31"}),
    ],
)
def test_an_ability_that_should_not_be_given_is_refused(
    world: World, who: str, changes: dict[str, str]
) -> None:
    before = Event.objects.count()
    assert give(world, who, **changes).status_code == 422
    assert not Grant.objects.exists()
    assert Event.objects.count() == before


def test_an_ability_is_not_given_twice(world: World) -> None:
    assert give(world, "department").status_code == 302
    assert give(world, "department", since=day(3)).status_code == 422


def test_the_log_tells_everything_but_what_is_sealed(world: World) -> None:
    matter = go(world, dispute(world), "grid", "accept")
    page = text(officer(world, "auditor").get(url("admin_log")))
    assert matter.stream in page
    assert "Grid" in page
    for sealed in ("三十米", "乌云其木格", "13800001234"):
        assert sealed not in page


def test_the_log_is_filtered_by_kind_and_day(world: World) -> None:
    dispute(world)
    client = officer(world, "auditor")
    opened = client.get(url("admin_log", kind="matters.opened")).context["page"].rows
    assert {line.event.kind for line in opened} == {"matters.opened"}
    that_day = client.get(url("admin_log", day=TODAY.isoformat())).context["page"].rows
    assert len(that_day) == min(PAGE, Event.objects.count())
    assert client.get(url("admin_log", day="2001-01-01")).context["page"].rows == []
    for odd in ({"kind": "nothing"}, {"day": "yesterday"}, {"after": "x"}, {"before": "9" * 30}):
        assert client.get(url("admin_log", **odd)).status_code == 200


def test_the_log_is_paged_by_key_there_and_back(world: World) -> None:
    for _each in range(PAGE):
        dispute(world)
    client = officer(world, "auditor")
    first = client.get(url("admin_log")).context["page"]
    second = client.get(url("admin_log", after=first.older)).context["page"]
    again = client.get(url("admin_log", before=second.newer)).context["page"]
    assert (first.newer, len(first.rows)) == ("", PAGE)
    assert first.rows[-1].event.pk > second.rows[0].event.pk
    assert [line.event.pk for line in again.rows] == [line.event.pk for line in first.rows]


def test_the_log_says_what_waits_for_a_seal(world: World) -> None:
    client, before = officer(world, "auditor"), Event.objects.count()
    seal_now(timezone.now())
    dispute(world)
    shown = client.get(url("admin_log")).context
    assert (shown["events"], shown["seals"], shown["unsealed"]) == (before + 1, 1, 1)
    assert reverse("portal:roots") in text(client.get(url("admin_log")))


def test_reading_the_log_writes_nothing(world: World) -> None:
    client, before = officer(world, "auditor"), Event.objects.count()
    client.get(url("admin_log"))
    assert client.post(url("admin_log")).status_code == 405
    assert Event.objects.count() == before


def test_the_log_names_steps_and_offices_of_a_matter(world: World) -> None:
    go(world, dispute(world), "grid", "accept")
    page = text(officer(world, "auditor").get(url("admin_log", kind="matters.moved")))
    assert "Accept and begin in the mass-work room" in page
    assert world.room.name in page
