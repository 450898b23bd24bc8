"""Every address, and who of the cast gets what there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.board.steps import raised, up
from tests.cast import NOON, ROLES, World
from tests.channels.steps import with_picture
from tests.concerns.steps import HERE, TALK, concern
from tests.deputies.steps import enter as entered
from tests.desk.pages import officer, text, visitor
from tests.diary.steps import entry
from tests.fairs import steps as at_a_fair
from tests.gatherings.steps import announced, series
from tests.liaison.steps import assigned, item, planned, visited
from tests.matters.steps import dispute
from tests.menu.steps import item as menu_item
from tests.menu.steps import team as volunteers
from tests.teams.steps import team
from yixian.access.gate import Right, right_of
from yixian.deputies.models import Deputy
from yixian.diary.models import Entry
from yixian.fairs.models import Fair, Ticket
from yixian.gatherings.feeds import key_of
from yixian.gatherings.models import FeedKey, Gathering, Series
from yixian.liaison.models import FieldVisit, Liaison, PlanItem
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.measures import declare

NOT_OURS = ("allauth.", "django.views.i18n")
HEADING = "关于工作站推诿的反映"

SEES = {
    "near": {"grid", "secretary", "mediator", "station", "centre", "chief", "leader"},
    "about": {"grid", "secretary", "mediator", "centre", "chief", "leader"},
    "far": {"stranger", "centre", "chief", "leader"},
}
"""Who may see a dispute in the cast's village, one there about the station, and one in the other town."""


@dataclass
class Ground:
    """The banner with three matters in it."""

    world: World
    matters: dict[str, Matter]

    @property
    def about(self) -> Matter:
        """The complaint about the station."""
        return self.matters["about"]


@pytest.fixture
def ground(world: World) -> Ground:
    matters = {
        "near": dispute(world),
        "about": dispute(world, about_units=[world.station], headline=HEADING),
        "far": dispute(world, place=world.other_village),
    }
    return Ground(world, matters)


Row = Callable[[Ground], dict[str, Any]]


def _plain(_ground: Ground) -> dict[str, Any]:
    return {}


def _with(**given: Any) -> Row:
    return lambda _ground: given


def _unit(ground: Ground) -> dict[str, Any]:
    return {"pk": ground.world.village.pk}


def _team(ground: Ground) -> dict[str, Any]:
    return {"uid": team(ground.world, unit="town", by="station").uid}


def _concern(ground: Ground) -> dict[str, Any]:
    return {"uid": concern(ground.world).uid}


def _entry(ground: Ground) -> dict[str, Any]:
    return {"uid": (Entry.objects.first() or entry(ground.world)).uid}


def _liaison(ground: Ground) -> dict[str, Any]:
    return {"uid": (Liaison.objects.first() or assigned(ground.world)).uid}


def _visit(ground: Ground) -> dict[str, Any]:
    made = FieldVisit.objects.filter(state="made").first()
    return {"uid": (made or visited(ground.world, Liaison.objects.get(**_liaison(ground)))).uid}


def _planned_visit(ground: Ground) -> dict[str, Any]:
    ahead = FieldVisit.objects.filter(state="planned").first()
    return {"uid": (ahead or planned(ground.world, Liaison.objects.get(**_liaison(ground)))).uid}


def _plan_item(ground: Ground) -> dict[str, Any]:
    return {"uid": (PlanItem.objects.first() or item(ground.world)).uid}


def _office(ground: Ground) -> dict[str, Any]:
    return {"pk": ground.world.room.pk}


def _volunteers(ground: Ground) -> dict[str, Any]:
    return {"uid": volunteers(ground.world).uid}


def _offer(ground: Ground) -> dict[str, Any]:
    return {"item": menu_item(ground.world).uid}


def _publication(ground: Ground) -> dict[str, Any]:
    return {"uid": with_picture(ground.world).uid}


def _gathering(ground: Ground) -> dict[str, Any]:
    return {"uid": (Gathering.objects.first() or announced(ground.world, sign_up=True)).uid}


def _fed(ground: Ground) -> int:
    """Somebody who has made a calendar address."""
    person = ground.world.people["chief"]
    FeedKey.objects.get_or_create(person=person)
    return int(person.pk)


def _series(ground: Ground) -> dict[str, Any]:
    return {"uid": (Series.objects.first() or series(ground.world)).uid}


def _community(ground: Ground) -> dict[str, Any]:
    return {"pk": ground.world.community.pk}


def _deputy(ground: Ground) -> dict[str, Any]:
    return {"uid": (Deputy.objects.first() or entered(ground.world)).uid}


def _fair_day(ground: Ground) -> dict[str, Any]:
    found = Fair.objects.first()
    if found is None:
        found = at_a_fair.opened(ground.world)
        at_a_fair.draw(found)
    return {"uid": found.uid}


def _stall(ground: Ground) -> dict[str, Any]:
    day = _fair_day(ground)
    return {**day, "stall": Fair.objects.get(**day).stalls.all()[0].uid}


def _number(ground: Ground) -> dict[str, Any]:
    return {**_fair_day(ground), "ticket": Ticket.objects.get().uid}


PLAIN = {
    "desk:home": _plain,
    "desk:mechanism": _with(number="4.3"),
    "desk:search": _plain,
    "desk:worklist": _plain,
    "desk:assign_many": _plain,
    "desk:save_filter": _plain,
    "desk:drop_filter": _with(pk=1),
    "desk:counter": _plain,
    "desk:counter_body": _plain,
    "desk:units": _plain,
    "desk:mediators": _plain,
    "desk:obligations": _plain,
    "desk:mediation_body": lambda ground: {"pk": ground.world.room.pk},
    "desk:mediator_enlist": lambda ground: {"pk": ground.world.room.pk},
    "desk:mediation_committee": lambda ground: {"pk": ground.world.room.pk},
    "desk:mediator_strike": lambda ground: {"pk": ground.world.room.pk, "mediator": 1},
    "desk:unit": _unit,
    "desk:menu": _plain,
    "desk:menu_board": _plain,
    "desk:menu_teams": _plain,
    "desk:menu_team_found": _plain,
    "desk:menu_team": _volunteers,
    "desk:menu_team_change": _volunteers,
    "desk:menu_team_dissolve": _volunteers,
    "desk:menu_enrol": _volunteers,
    "desk:menu_phones": _volunteers,
    "desk:menu_leave": lambda ground: {**_volunteers(ground), "volunteer": uuid4()},
    "desk:menu_item_new": _plain,
    "desk:menu_item": _offer,
    "desk:menu_item_change": _offer,
    "desk:menu_item_end": _offer,
    "desk:menu_sign": _offer,
    "desk:liaison": _plain,
    "desk:liaison_map": _plain,
    "desk:liaison_places": _plain,
    "desk:liaison_mine": _plain,
    "desk:liaison_place": _unit,
    "desk:liaison_assign": lambda ground: {**_unit(ground), "kind": "stationed"},
    "desk:liaison_item_new": _unit,
    "desk:liaison_item": _plan_item,
    "desk:liaison_one": _liaison,
    "desk:liaison_note_open": _liaison,
    "desk:liaison_hand_over": _liaison,
    "desk:liaison_visit_plan": _liaison,
    "desk:liaison_record": _liaison,
    "desk:liaison_visit": _visit,
    "desk:liaison_visit_made": _planned_visit,
    "desk:liaison_visit_drop": _planned_visit,
    "desk:liaison_pictures": _visit,
    "desk:liaison_visit_open": _visit,
    "desk:liaison_file": lambda ground: {**_visit(ground), "file": uuid4()},
    "desk:network": _plain,
    "desk:errand": _plain,
    "desk:office": _office,
    "desk:office_keep": _office,
    "desk:office_day": _office,
    "desk:office_day_drop": lambda ground: {**_office(ground), "number": 1},
    "desk:office_duty": _office,
    "desk:office_duty_end": lambda ground: {**_office(ground), "number": 1},
    "desk:concerns": _plain,
    "desk:concern": _concern,
    "desk:concern_answer": _concern,
    "desk:concern_raise": _concern,
    "desk:concern_merge": _concern,
    "desk:concern_carry": _concern,
    "desk:concern_close": _concern,
    "desk:concern_check": _concern,
    "desk:concern_unseal": _concern,
    "desk:concern_seal": _concern,
    "desk:concern_hear": _with(source=TALK.key, source_uid=HERE),
    "desk:gatherings": _plain,
    "desk:gathering_month": _plain,
    "desk:gathering_feed": _plain,
    "desk:gathering_plan": _plain,
    "desk:gathering_series": _plain,
    "desk:gathering_series_new": _plain,
    "desk:gathering_series_one": _series,
    "desk:gathering_series_fill": _series,
    "desk:gathering_series_day": _series,
    "desk:gathering_series_end": _series,
    "desk:gathering": _gathering,
    "desk:gathering_change": _gathering,
    "desk:gathering_announce": _gathering,
    "desk:gathering_cancel": _gathering,
    "desk:gathering_hold": _gathering,
    "desk:gathering_team": _gathering,
    "desk:gathering_publish": _gathering,
    "desk:gathering_check": _gathering,
    "desk:gathering_minutes": _gathering,
    "desk:gathering_paper": lambda ground: {**_gathering(ground), "paper": uuid4()},
    "desk:gathering_names": _gathering,
    "desk:diary": _plain,
    "desk:diary_list": _plain,
    "desk:diary_write": _plain,
    "desk:diary_book": _plain,
    "desk:diary_entry": _entry,
    "desk:diary_correct": _entry,
    "desk:diary_attach": _entry,
    "desk:diary_file": lambda ground: {**_entry(ground), "file": uuid4()},
    "desk:diary_unseal": _entry,
    "desk:diary_seal": _entry,
    "desk:cases": _plain,
    "desk:teams": _plain,
    "desk:team_found": _plain,
    "desk:team": _team,
    "desk:team_join": _team,
    "desk:team_leave": lambda ground: {**_team(ground), "member": 1},
    "desk:team_tour": _team,
    "desk:team_household": _team,
    "desk:petitions": _plain,
    "desk:petition_register": _plain,
    "desk:petition_orders": _plain,
    "desk:board": _plain,
    "desk:board_check": lambda _ground: {"uid": uuid4()},
    "desk:publications": _plain,
    "desk:publication_write": _plain,
    "desk:publication": _publication,
    "desk:publication_edit": _publication,
    "desk:publication_submit": _publication,
    "desk:publication_review": _publication,
    "desk:publication_back": _publication,
    "desk:publication_correct": _publication,
    "desk:publication_drop": _publication,
    "desk:publication_withdraw": _publication,
    "desk:publication_again": lambda ground: {**_publication(ground), "delivery": 1},
    "desk:publication_settle": lambda ground: {**_publication(ground), "delivery": 1},
    "desk:publication_picture": lambda ground: {**_publication(ground), "number": 1},
    "desk:messages": _plain,
    "desk:message": _with(uid=uuid4()),
    "desk:message_read": _with(uid=uuid4()),
    "desk:message_take": _with(uid=uuid4()),
    "desk:message_answer": _with(uid=uuid4()),
    "desk:message_close": _with(uid=uuid4()),
    "desk:message_again": _with(uid=uuid4(), reply=uuid4()),
    "desk:channels": _plain,
    "desk:channel": _with(key="wechat"),
    "desk:map": _plain,
    "desk:map_data": _plain,
    "desk:calendar": _plain,
    "desk:figures": _plain,
    "desk:figure": _with(key="disputes.accepted"),
    "desk:notices": _plain,
    "desk:notices_read": _plain,
    "desk:notice_open": _with(pk=1),
    "desk:notice_read": _with(pk=1),
    "desk:notice_settings": _plain,
    "desk:notice_address": _with(way="mail"),
    "desk:notice_verify": _with(way="mail"),
    "desk:notice_drop": _with(way="mail"),
    "desk:notice_failures": _plain,
    "desk:notice_retry": _with(pk=1),
    "desk:communities": _plain,
    "desk:communities_outline": _plain,
    "desk:community": _community,
    "desk:community_join": _community,
    "desk:community_part": lambda ground: {**_community(ground), "joining": 1},
    "desk:deputies": _plain,
    "desk:deputy_enter": _plain,
    "desk:deputy": _deputy,
    "desk:deputy_correct": _deputy,
    "desk:deputy_leave": _deputy,
    "desk:deputy_call": _deputy,
    "desk:deputy_cancel": lambda ground: {**_deputy(ground), "meeting": uuid4()},
    "desk:deputy_answer": lambda ground: {**_deputy(ground), "concern": uuid4()},
    "desk:fairs": _plain,
    "desk:fair": _fair_day,
    "desk:fair_begin": _fair_day,
    "desk:fair_draw": _fair_day,
    "desk:fair_stall_set": _fair_day,
    "desk:fair_close": _fair_day,
    "desk:fair_publish": _fair_day,
    "desk:fair_stall": _stall,
    "desk:fair_call": _stall,
    "desk:fair_stall_shut": _stall,
    "desk:fair_again": _number,
    "desk:fair_skip": _number,
    "desk:fair_finish": _number,
    "desk:fair_phone": _number,
    "portal:communities": _plain,
    "portal:communities_outline": _plain,
    "portal:community": _community,
    "portal:deputies": _plain,
    "portal:deputy": _deputy,
    "portal:fairs": _plain,
    "portal:fair": _fair_day,
    "portal:fair_screen": _fair_day,
    "portal:fair_number": _fair_day,
    "portal:fair_ticket": _number,
    "portal:fair_leave": _number,
    "portal:welcome": _plain,
    "portal:raise": _plain,
    "portal:raised": _plain,
    "portal:raise_body": _plain,
    "portal:follow": _plain,
    "portal:matter": _plain,
    "portal:ask": _plain,
    "portal:attach": _plain,
    "portal:file": lambda _ground: {"uid": uuid4()},
    "portal:leave": _plain,
    "portal:receipt": _plain,
    "portal:agreement": _plain,
    "portal:receipt_file": _plain,
    "portal:move": _with(key="withdraw"),
    "portal:offices": _plain,
    "portal:office": _office,
    "portal:office_outline": _office,
    "portal:errand": _plain,
    "portal:menu": _plain,
    "portal:menu_propose": _plain,
    "portal:menu_sign": _offer,
    "portal:gatherings": _plain,
    "portal:gatherings_feed": _plain,
    "portal:gatherings_unit_feed": _unit,
    "portal:gatherings_own_feed": lambda ground: {"key": key_of(_fed(ground), 1)},
    "portal:gathering": _gathering,
    "portal:gathering_sign_up": _gathering,
    "portal:gathering_withdraw": _plain,
    "portal:petition": _plain,
    "portal:board": _plain,
    "portal:board_feed": _plain,
    "portal:board_entry": lambda ground: {"pk": up(ground.world, raised(ground.world)).pk},
    "portal:news": _plain,
    "portal:news_item": _publication,
    "portal:news_picture": _publication,
    "portal:news_feed": _with(form="atom"),
    "portal:news_unit_feed": lambda ground: {"form": "rss", "pk": ground.world.department.pk},
    "portal:channel_in": _with(key="wechat"),
    "portal:routes": _plain,
    "portal:how": _with(key="dispute"),
    "portal:outlines": _plain,
    "portal:roots": _plain,
    "portal:roots_file": _plain,
    "portal:privacy": _plain,
}
"""Addresses without a matter, and what stands in them."""

OF_A_MATTER: dict[str, dict[str, Any]] = {
    "desk:matter": {},
    "desk:print": {},
    "desk:receipt": {},
    "desk:ledger": {"name": "step"},
    "desk:move": {"key": "accept"},
    "desk:menu_claim": {},
    "desk:menu_split": {},
    "desk:menu_tick": {"task": uuid4()},
    "desk:menu_drop": {"task": uuid4()},
    "desk:reply": {},
    "desk:note": {},
    "desk:head": {},
    "desk:assign": {},
    "desk:pause": {},
    "desk:resume": {},
    "desk:extend": {},
    "desk:merge": {},
    "desk:attach": {},
    "desk:routes": {},
    "desk:mediation": {},
    "desk:mediation_appoint": {},
    "desk:mediation_stand_down": {"appointment": uuid4()},
    "desk:mediation_plan": {},
    "desk:mediation_hold": {"session": uuid4()},
    "desk:mediation_cancel": {"session": uuid4()},
    "desk:legal_opinion": {},
    "desk:legal_aid": {},
    "desk:legal_aid_result": {},
    "desk:agreement_draft": {},
    "desk:agreement_owe": {},
    "desk:agreement_drop": {"obligation": uuid4()},
    "desk:agreement_sign": {},
    "desk:agreement_conclude": {},
    "desk:agreement_perform": {"obligation": uuid4()},
    "desk:agreement_default": {"obligation": uuid4()},
    "desk:agreement_confirm": {},
    "desk:agreement_ruling": {},
    "desk:case": {},
    "desk:case_open": {},
    "desk:case_arrange": {},
    "desk:case_recuse": {},
    "desk:case_plan": {},
    "desk:case_done": {"task": 1},
    "desk:case_visit": {},
    "desk:case_on_site": {},
    "desk:case_call": {},
    "desk:case_opine": {"consultation": 1, "unit": 1},
    "desk:case_decide": {"consultation": 1},
    "desk:case_end": {},
    "desk:problem_take": {},
    "desk:problem_settle": {},
    "desk:petition_filed": {},
    "desk:petition_classify": {},
    "desk:petition_link": {},
    "desk:petition_requests": {},
    "desk:petition_conclude": {},
    "desk:petition_seal": {},
    "desk:petition_recuse": {},
    "desk:petition_supervise": {},
    "desk:petition_comply": {"order": uuid4()},
    "desk:unseal": {},
    "desk:seal": {},
    "desk:recode": {},
    "desk:offer": {},
    "desk:take_over": {},
    "desk:turn_down": {},
    "desk:keep": {},
    "desk:decide_passage": {},
    "desk:give_back": {},
    "desk:board_put": {},
    "desk:board_answer": {},
    "desk:board_unseal": {},
    "desk:board_down": {},
    "desk:filed": {},
    "desk:file": {"file": uuid4()},
    "desk:papers": {},
    "desk:paper_make": {"key": "mediation_agreement"},
    "desk:paper_scan": {},
    "desk:paper_place": {"file": uuid4()},
    "desk:paper_deliver": {"paper": uuid4()},
    "desk:paper_file": {"paper": uuid4(), "form": "docx"},
    "desk:dossier": {"form": "zip"},
}
"""Addresses of a matter, and what stands in them beside its id."""

OF_AN_OFFICE_KEPT = {
    "desk:office_keep",
    "desk:office_day",
    "desk:office_day_drop",
    "desk:office_duty",
    "desk:office_duty_end",
}
"""Changes of an office: not there for whoever keeps another one."""

OF_THE_CHANNELS = {
    *(
        f"desk:publication{name}"
        for name in (
            "", "_edit", "_submit", "_review", "_back", "_correct", "_drop", "_withdraw", "_again", "_settle", "_picture",
        )
    ),
    *(f"desk:message{name}" for name in ("", "_read", "_take", "_answer", "_close", "_again")),
}  # fmt: skip
"""Texts and messages: not there for whoever writes for other units, or where there is nothing of the kind to do."""

OF_A_GATHERING = {name for name, row in PLAIN.items() if row is _gathering or row is _series} - {
    "desk:gathering", "portal:gathering", "portal:gathering_sign_up",
} | {"desk:gathering_paper"}  # fmt: skip
"""Changes of a gathering or a series: not there for whoever keeps others."""

OF_THE_MENU = {
    f"desk:menu_{name}"
    for name in (
        "team_change", "team_dissolve", "enrol", "phones", "leave", "item_change", "item_end", "claim", "split", "tick", "drop",
    )
}  # fmt: skip
"""Changes of a service, an item or a team: not there where it is another's."""

OF_A_CASE = {
    f"desk:{name}"
    for name in (
        "case", "case_arrange", "case_recuse", "case_plan", "case_done", "case_visit", "case_on_site", "case_call",
        "case_opine", "case_decide", "case_end", "problem_settle", "team_join", "team_leave", "team_tour",
        "team_household",
    )
}  # fmt: skip
"""Addresses of a leader's case, of a problem taken on, and for whoever keeps a team."""

OF_AN_AGREEMENT = {
    "desk:mediation_stand_down",
    "desk:mediation_hold",
    "desk:mediation_cancel",
    "desk:agreement_drop",
    "desk:agreement_conclude",
    "desk:agreement_perform",
    "desk:agreement_default",
}
"""Addresses of what was appointed, planned or agreed."""
OF_A_ROSTER = {"desk:mediator_enlist", "desk:mediator_strike", "desk:mediation_committee"}
"""Addresses of a body's roster, for whoever keeps it."""
OF_A_HAND_OVER = {
    "desk:take_over", "desk:turn_down", "desk:keep", "desk:decide_passage", "desk:give_back",
}  # fmt: skip
"""Not there where nothing is being handed over, or where it is not theirs to answer."""

OF_A_PETITION = {
    f"desk:petition_{name}"
    for name in (
        "filed", "classify", "link", "requests", "conclude", "seal", "recuse", "supervise", "comply",
    )
}  # fmt: skip
"""Addresses of a petition; tests/petitions walks them."""

OF_A_CONCERN = {name for name, row in PLAIN.items() if row is _concern}
"""Addresses of a concern; tests/concerns walks them."""

OF_THE_DIARY = {name for name, row in PLAIN.items() if row is _entry} | {"desk:diary_file"}
"""Addresses of an entry; tests/diary walks them."""

OF_THE_BOARD = {
    "desk:board_check",
    "desk:board_put",
    "desk:board_answer",
    "desk:board_unseal",
    "desk:board_down",
}
"""Addresses of the public board; tests/board walks them."""

OF_LIAISON = {
    f"desk:liaison_{name}"
    for name in (
        "place", "assign", "item_new", "item", "one", "note_open", "hand_over", "visit_plan", "record", "visit",
        "visit_made", "visit_drop", "pictures", "visit_open", "file",
    )
}  # fmt: skip
"""Addresses of a place and its liaison; tests/liaison walks them."""

OF_THE_FAIRS = {
    "desk:community_join", "desk:community_part", "desk:deputy_correct", "desk:deputy_leave", "desk:deputy_call",
    "desk:deputy_cancel", "desk:deputy_answer", "desk:fair_begin", "desk:fair_draw", "desk:fair_stall_set", "desk:fair_close",
    "desk:fair_publish", "desk:fair_stall", "desk:fair_call", "desk:fair_stall_shut", "desk:fair_again",
    "desk:fair_skip", "desk:fair_finish", "desk:fair_phone",
}  # fmt: skip
"""Work at a fair, with the register of deputies and with a joint community: for whoever it belongs to."""

ONLY_WHERE_IT_IS_THEIRS = {
    *OF_THE_FAIRS,
    *OF_LIAISON,
    *OF_A_GATHERING,
    *OF_THE_CHANNELS,
    *OF_THE_BOARD,
    *OF_A_CONCERN,
    *OF_THE_DIARY,
    *OF_THE_MENU, *OF_A_PETITION, *OF_A_HAND_OVER, *OF_A_CASE, *OF_AN_OFFICE_KEPT, *OF_AN_AGREEMENT, *OF_A_ROSTER,
    "desk:extend", "desk:pause", "desk:move", "desk:unseal", "desk:filed", "desk:file", "desk:paper_place", "desk:paper_deliver",
    "desk:paper_file",
    "desk:notice_open", "desk:notice_read",
}  # fmt: skip
"""Addresses that are not there, for whoever sees a matter, unless more is given: a move that is theirs, an opening."""

SENT_ONLY = {
    "desk:deputy_cancel",
    "desk:deputy_answer",
    "desk:fair_publish",
    "desk:fair_call",
    "desk:fair_stall_shut",
    "desk:fair_again",
    "desk:fair_skip",
    "desk:fair_phone",
    "portal:fair_leave",
    "desk:liaison_note_open",
    "desk:liaison_visit_open",
    "desk:gathering_announce",
    "desk:gathering_names",
    "desk:publication_submit",
    "desk:publication_review",
    "desk:publication_again",
    "desk:message_read",
    "desk:message_again",
    "desk:assign_many",
    "desk:save_filter",
    "desk:drop_filter",
    "desk:notices_read",
    "desk:notice_read",
    "desk:notice_drop",
    "desk:notice_retry",
    "desk:office_day_drop",
    "desk:office_duty_end",
    "desk:menu_item_end",
    "desk:menu_leave",
    "desk:menu_phones",
    "desk:menu_team_dissolve",
}
"""Addresses that are sent to and never looked at."""

FOR_ADMINISTRATORS = "desk:admin"
"""Administration is walked in tests/desk/test_admin.py."""


def walk(patterns: list[Any], spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its full name."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from walk(each.url_patterns, (*spaces, *filter(None, [each.namespace])))
        else:
            yield ":".join((*spaces, each.name or "")), each


def ours() -> dict[str, URLPattern]:
    """Our addresses by name."""
    every = list(walk(get_resolver().url_patterns))
    return {name: each for name, each in every if each.callback.__module__.startswith("yixian.")}


def right(name: str) -> Right:
    found = right_of(ours()[name].callback)
    assert found is not None
    return found


def test_whatever_is_not_ours_is_known() -> None:
    for name, each in walk(get_resolver().url_patterns):
        module = each.callback.__module__
        assert module.startswith(("yixian.", *NOT_OURS)), f"{name} is a view of {module}"


def test_every_address_of_ours_has_a_name_and_a_right() -> None:
    for name, each in walk(get_resolver().url_patterns):
        if each.callback.__module__.startswith("yixian."):
            assert not name.endswith(":"), f"{each.pattern} has no name"
            assert right_of(each.callback) is not None, f"{name} has no right"


def test_every_address_of_ours_stands_in_the_table() -> None:
    walked = {name for name in ours() if not name.startswith(FOR_ADMINISTRATORS)}
    assert walked == {*PLAIN, *OF_A_MATTER} - {FOR_ADMINISTRATORS}


def answer(client: Client, url: str) -> Any:
    """What comes of a visit; by POST where a visit alone is not allowed."""
    response = client.get(url)
    return client.post(url) if response.status_code == 405 else response


def leads_to_sign_in(response: Any) -> bool:
    return bool(response.status_code == 302 and response["Location"].startswith(reverse("account_login")))


def may(ground: Ground, who: str, name: str) -> bool:
    """Whether somebody of the cast holds what an address asks for."""
    abilities = right(name).abilities
    return not abilities or any(ground.world.actor(who).may(each) for each in abilities)


def addresses(ground: Ground) -> Iterator[tuple[str, str, str]]:
    """Every address as name, url, and which matter it is of."""
    for name, row in PLAIN.items():
        yield name, reverse(name, kwargs=row(ground)), ""
    for name, more in OF_A_MATTER.items():
        for key, matter in ground.matters.items():
            yield name, reverse(name, kwargs={"uid": matter.uid, **more}), key


def test_a_visitor_sees_what_is_public_and_is_led_to_sign_in_elsewhere(ground: Ground) -> None:
    client = visitor()
    for name, url, _key in addresses(ground):
        response = answer(client, url)
        assert leads_to_sign_in(response) is not right(name).public, name
        assert response.status_code in (200, 302), name


@pytest.mark.parametrize("who", ROLES)
def test_each_of_the_cast_gets_what_is_theirs(ground: Ground, who: str) -> None:
    client = officer(ground.world, who)
    for name, url, key in addresses(ground):
        response = answer(client, url)
        told = f"{who} at {name} of {key or 'nothing'}: {response.status_code}"
        assert not leads_to_sign_in(response), told
        if not right(name).public and (not may(ground, who, name) or (key and who not in SEES[key])):
            assert response.status_code == 404, told
        elif name in ONLY_WHERE_IT_IS_THEIRS:
            assert response.status_code in (200, 302, 404), told
        else:
            assert response.status_code in (200, 302, 422), told


def test_a_complaint_is_nowhere_for_the_office_that_it_is_about(ground: Ground) -> None:
    client, about = officer(ground.world, "station"), ground.about
    for name, more in OF_A_MATTER.items():
        url = reverse(name, kwargs={"uid": about.uid, **more})
        assert client.get(url).status_code in (404, 405), name
        assert client.post(url, {"need": "handling"}).status_code in (404, 405), name
    betrays, shown = (about.number, HEADING, str(about.uid), about.uid.hex), 0
    for url in pages_of_lists(ground):
        said = text(client.get(url, follow=True))
        shown += ground.matters["near"].number in said
        for word in betrays:
            assert word not in said, f"{word} stands on {url}"
    assert shown, "no page shows even what the office may see"


def pages_of_lists(ground: Ground) -> Iterator[str]:
    """Every page on which matters are listed, counted or searched."""
    about = ground.about
    yield from (reverse(name, kwargs=PLAIN[name](ground)) for name in PLAIN if name not in SENT_ONLY)
    yield from (reverse("desk:figure", kwargs={"key": each.key}) for each in declare.every())
    yield from (reverse("desk:unit", kwargs={"pk": unit.pk}) for unit in ground.world.units.values())
    work = reverse("desk:worklist")
    for whose in ("mine", "unit", "all"):
        for which in ("open", "soon", "overdue", "new", "waiting", "after", "ended"):
            yield f"{work}?whose={whose}&which={which}"
    for sought in ("推诿", "13800001234", str(about.pk), code_of(about.uid, 0)):
        yield f"{work}?whose=all&q={sought}"
        yield f"{reverse('desk:search')}?q={sought}"


def test_a_complaint_does_not_show_in_the_figures_of_the_office_that_it_is_about(ground: Ground) -> None:
    """What an office counts on its ground is what it sees there: one more would betray the complaint."""
    client = officer(ground.world, "station")
    said = client.get(reverse("desk:figure", kwargs={"key": "matters.open"})).context["value"]
    assert said == Matter.objects.visible_to(ground.world.actor("station", NOON.date())).count()
