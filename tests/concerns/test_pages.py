"""The pages of concerns: as those who work with them use them."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, ROLES, World
from tests.concerns.steps import HERE, NEXT, TALK, WORDS, concern
from tests.desk.pages import hidden, officer, text
from tests.diary.steps import concerns as heard_at
from tests.diary.steps import entry, picture
from tests.matters.steps import dispute
from yixian.concerns import actions
from yixian.concerns.models import Concern
from yixian.concerns.rules import matter_uid
from yixian.diary.actions import Said
from yixian.documents.queries import of_stream
from yixian.documents.rules import FileRefused
from yixian.matters.codes import code_of
from yixian.matters.models import Matter

pytestmark = pytest.mark.django_db
SEE = {"grid", "secretary", "mediator", "station", "centre", "chief", "leader"}
END = SEE
PAGES = {
    "concern": SEE,
    "concern_answer": END,
    "concern_raise": END,
    "concern_merge": END,
    "concern_carry": END,
    "concern_close": END,
}
"""Pages of a concern of the grid's, and who gets them."""
HEAR = {"place": "", "words": WORDS, "name": "巴图", "phone": "13800005678", "headline": "井水发黄"}


def at(page: str, found: Concern) -> str:
    return reverse(f"desk:{page}", kwargs={"uid": found.uid})


def send(world: World, who: str, url: str, **given: Any) -> Any:
    client = officer(world, who)
    return client.post(url, {**hidden(client.get(url)), **given}, follow=True)


@pytest.mark.parametrize("who", ROLES)
def test_each_of_the_cast_gets_what_is_theirs(world: World, who: str) -> None:
    found, client = concern(world), officer(world, who)
    for page, allowed in PAGES.items():
        assert client.get(at(page, found)).status_code == (200 if who in allowed else 404), page


@pytest.mark.parametrize("who", ["grid", "secretary", "mediator"])
def test_what_is_about_the_village_is_not_there_for_its_people(world: World, who: str) -> None:
    found, client = (
        concern(world, "reserve", about_units=[world.village], headline="账目"),
        officer(world, who),
    )
    for page in PAGES:
        assert client.get(at(page, found)).status_code == 404
        assert client.post(at(page, found), {"answer": "好"}).status_code in (404, 405)
    for which in ("owing", "late", "mine", "check", "ended"):
        assert "账目" not in text(client.get(reverse("desk:concerns"), {"which": which}))


def test_it_is_written_down_at_a_record_and_stands_in_the_list(world: World) -> None:
    url = reverse("desk:concern_hear", kwargs={"source": TALK.key, "source_uid": HERE})
    page = send(world, "grid", url, **{**HEAR, "place": world.village.pk})
    assert "It was written down" in text(page)
    assert "井水发黄" in text(officer(world, "station").get(reverse("desk:concerns")))


def test_the_office_that_it_is_about_does_not_see_it_and_those_above_do(world: World) -> None:
    url = reverse("desk:concern_hear", kwargs={"source": TALK.key, "source_uid": HERE})
    assert world.station.name in text(officer(world, "grid").get(url))
    send(world, "grid", url, **{**HEAR, "place": world.village.pk, "about": world.station.pk})
    assert "井水发黄" not in text(officer(world, "station").get(reverse("desk:concerns")))
    assert "井水发黄" in text(officer(world, "chief").get(reverse("desk:concerns")))


def test_a_telephone_number_that_cannot_be_called_keeps_what_was_typed(world: World) -> None:
    url = reverse("desk:concern_hear", kwargs={"source": TALK.key, "source_uid": HERE})
    page = send(world, "grid", url, **{**HEAR, "place": world.village.pk, "phone": "12"})
    assert page.status_code == 422
    assert "not a telephone number" in text(page)
    assert WORDS in text(page)
    assert not Concern.objects.exists()


def test_there_is_nothing_to_hear_at_a_record_that_is_not_there(world: World) -> None:
    for source, uid in ((TALK.key, uuid4()), ("nowhere", HERE)):
        url = reverse("desk:concern_hear", kwargs={"source": source, "source_uid": uid})
        assert officer(world, "grid").get(url).status_code == 404


def test_turned_into_a_matter_it_gives_the_code_for_the_household(world: World) -> None:
    found = concern(world)
    page = send(world, "grid", at("concern_raise", found), kind="concern:water", headline="井水发黄")
    assert code_of(matter_uid(found.uid), 0) in text(page)


def test_the_matter_shows_where_it_was_heard(world: World) -> None:
    found = concern(world)
    send(world, "grid", at("concern_raise", found), kind="concern:water")
    matter = Matter.objects.get()
    page = officer(world, "station").get(reverse("desk:matter", kwargs={"uid": matter.uid}))
    assert at("concern", found) in text(page)


def test_answered_closed_and_checked_by_forms(world: World) -> None:
    first, second = concern(world), concern(world)
    assert "Done" in text(send(world, "grid", at("concern_answer", first), answer="水样已送检。"))
    assert "Done" in text(send(world, "grid", at("concern_close", second), reason="已搬走。"))
    assert "Done" in text(send(world, "secretary", at("concern_check", second), agrees="yes"))
    assert not Concern.objects.owing().exists()


def test_an_empty_answer_is_refused_with_a_sentence(world: World) -> None:
    page = send(world, "grid", at("concern_answer", concern(world)), answer="   ")
    assert page.status_code == 422
    assert "Please fill this in" in text(page)


def test_joined_by_the_number_of_a_matter(world: World) -> None:
    matter, found = dispute(world), concern(world, "secretary")
    page = send(world, "secretary", at("concern_merge", found), into=matter.number)
    assert "Done" in text(page)
    page = send(world, "secretary", at("concern_merge", concern(world, "secretary")), into="99999999")
    assert "no such matter" in text(page)


def test_a_matter_that_has_ended_is_refused_beside_the_number(world: World) -> None:
    matter, found = dispute(world), concern(world, "secretary")
    Matter.objects.filter(pk=matter.pk).update(state="end")
    page = send(world, "secretary", at("concern_merge", found), into=matter.number)
    assert page.status_code == 422
    assert "answered already" in str(page.context["form"].errors["into"])


def test_a_file_that_is_refused_on_its_way_into_the_matter_is_said_beside_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_given: Any, **_named: Any) -> None:
        raise FileRefused("This file carries a virus.")

    written = entry(world, at=timezone.now(), said=[Said(words=WORDS)], uploads=[picture()])
    (found,) = heard_at(written)
    (file,) = of_stream(written.stream)
    monkeypatch.setattr("yixian.matters.actions.files.look_through", refuses)
    page = send(world, "grid", at("concern_raise", found), kind="concern:water", along=[str(file.uid)])
    assert page.status_code == 422
    assert "This file carries a virus." in str(page.context["form"].errors["along"])
    assert not Matter.objects.exists()


def test_words_of_the_list_and_of_the_form_are_their_own(world: World) -> None:
    concern(world)
    assert "When heard" in text(officer(world, "station").get(reverse("desk:concerns")))
    url = reverse("desk:concern_hear", kwargs={"source": TALK.key, "source_uid": HERE})
    assert "no, about none" in text(officer(world, "grid").get(url))


def test_carried_on_to_the_next_record(world: World) -> None:
    send(world, "grid", at("concern_carry", concern(world)), to=str(NEXT))
    assert Concern.objects.of(TALK.key, NEXT).exists()


def test_words_are_read_only_after_they_were_opened_with_a_reason(world: World) -> None:
    found, client = concern(world), officer(world, "mediator")
    assert WORDS not in text(client.get(at("concern", found)))
    page = client.post(at("concern_unseal", found), {"need": "handling"}, follow=True)
    assert WORDS in text(page)
    assert WORDS not in text(client.post(at("concern_seal", found), follow=True))


def test_home_counts_what_owes_its_end_as_the_list_does(world: World) -> None:
    concern(world)
    client = officer(world, "station")
    listed = client.get(reverse("desk:concerns")).context["page"].rows
    assert client.get(reverse("desk:home")).context["concerns"]["all"] == len(listed) == 1


def test_a_list_key_that_is_none_is_not_there(world: World) -> None:
    for query in ("?which=nonsense", "?source=nonsense", "?after=nonsense"):
        assert officer(world, "grid").get(reverse("desk:concerns") + query).status_code == 404


def test_nobody_is_offered_what_they_may_not_do(world: World) -> None:
    found = concern(world)
    actions.close(by=world.actor("grid"), at=NOON, uid=found.uid, reason="重复。")
    assert at("concern_check", found) in text(officer(world, "secretary").get(at("concern", found)))
    assert at("concern_check", found) not in text(officer(world, "mediator").get(at("concern", found)))


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_costs_the_same_however_many_stand_in_it(
    world: World, rows: int, django_assert_max_num_queries: Any
) -> None:
    for _each in range(rows):
        concern(world)
    client = officer(world, "station")
    client.get(reverse("desk:concerns"))
    with django_assert_max_num_queries(9):
        client.get(reverse("desk:concerns"))


def test_opening_a_concern_opens_nothing_else_of_the_same_id(world: World) -> None:
    matter = dispute(world)
    found, client = concern(world, "mediator", uid=matter.uid), officer(world, "mediator")
    client.post(at("concern_unseal", found), {"need": "handling"})
    assert client.get(at("concern", found)).context["is_open"]
    assert not client.get(reverse("desk:matter", kwargs={"uid": matter.uid})).context["is_open"]


def test_a_complaint_about_an_office_is_hidden_from_it(world: World) -> None:
    url = reverse("desk:concern_hear", kwargs={"source": TALK.key, "source_uid": HERE})
    send(world, "reserve", url, **{**HEAR, "place": world.village.pk, "about": world.village.pk})
    found = Concern.objects.get()
    assert officer(world, "secretary").get(at("concern", found)).status_code == 404
    assert officer(world, "station").get(at("concern", found)).status_code == 200
