"""Raising something without an account."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.cast import World
from tests.desk.pages import fill, hidden, text, visitor
from tests.matters.steps import STORY
from yixian.documents.queries import of_stream
from yixian.kernel import sealed
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.matters.raise_forms import ticket

RAISE = "/raise/"


def said(world: World, **changes: Any) -> dict[str, Any]:
    """What a resident writes: the least, and what the test changes."""
    return {"story": STORY, "category": "0905", "place": world.village.pk, **changes}


def test_three_answers_are_enough_and_a_code_comes_back(world: World) -> None:
    client = visitor()
    sent = fill(client, RAISE, said(world))
    assert (sent.status_code, sent["Location"]) == (302, reverse("portal:raised"))
    matter = Matter.objects.get()
    assert (matter.channel, matter.step, matter.place) == (Channel.WEB, "registered", world.village)
    assert sealed.text(matter, "story") == STORY
    assert code_of(matter.uid, 0) in text(client.get(sent["Location"]))


def test_name_and_number_are_kept_sealed_when_they_are_given(world: World) -> None:
    fill(visitor(), RAISE, said(world, name="乌云其木格", phone="138 0000 1234", other_name="巴图"))
    parties = Matter.objects.get().parties.order_by("pk")
    assert [sealed.text(each.resident, "name") for each in parties] == ["乌云其木格", "巴图"]
    assert sealed.text(parties[0].resident, "phone") == "+8613800001234"


def test_the_form_sent_twice_makes_one_matter_with_one_code(world: World) -> None:
    client = visitor()
    form = {**hidden(client.get(RAISE)), **said(world)}
    codes = set()
    for _each in range(2):
        page = client.post(RAISE, form, follow=True)
        codes.add(page.context["code"])
    assert (Matter.objects.count(), len(codes)) == (1, 1)


@pytest.mark.parametrize(
    "forged", ["", "x", signing.dumps(uuid4().hex, salt="another")], ids=["empty", "no ticket", "forged"]
)
def test_only_a_form_that_was_given_out_can_be_sent_in(world: World, forged: str) -> None:
    answer = visitor().post(RAISE, said(world, ticket=forged))
    assert answer.status_code == 422
    assert not Matter.objects.exists()


def test_a_refused_ticket_is_replaced_so_that_sending_once_more_helps(world: World) -> None:
    client = visitor()
    answer = client.post(RAISE, said(world, ticket="forged"))
    assert STORY in text(answer)
    again = client.post(RAISE, {**said(world), **hidden(answer)})
    assert again.status_code == 302, answer.context["form"].errors


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"story": "   "}, "story"),
        ({"category": ""}, "category"),
        ({"category": "none"}, "category"),
        ({"place": ""}, "place"),
        ({"place": "999999999"}, "place"),
        ({"phone": "12"}, "phone"),
        ({"lon": "500", "lat": "1"}, "lon"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(
    world: World, wrong: dict[str, str], field: str
) -> None:
    given = said(world, name="乌云其木格", other_name="巴图", address="一组 7 号", **wrong)
    answer = fill(visitor(), RAISE, given)
    page = text(answer)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    for kept in ("乌云其木格", "巴图", "一组 7 号", *([] if "story" in wrong else [STORY])):
        assert kept in page
    assert not Matter.objects.exists()


def test_a_department_is_no_place_where_a_dispute_happened(world: World) -> None:
    assert fill(visitor(), RAISE, said(world, place=world.department.pk)).status_code == 422


def test_a_complaint_about_an_office_does_not_go_to_it(world: World) -> None:
    fill(visitor(), RAISE, said(world, about=world.village.pk))
    matter = Matter.objects.get()
    assert matter.about_units == [world.village.pk]
    assert matter.holder == world.station


def picture(colour: str) -> SimpleUploadedFile:
    """A small picture."""
    drawn = BytesIO()
    Image.new("RGB", (8, 8), colour).save(drawn, "JPEG")
    return SimpleUploadedFile("围栏.jpg", drawn.getvalue(), content_type="image/jpeg")


def test_pictures_come_along_and_whoever_raised_it_sees_them(world: World) -> None:
    client = visitor()
    fill(client, RAISE, said(world, papers=[picture("green"), picture("blue")]))
    matter = Matter.objects.get()
    files = list(of_stream(matter.stream))
    assert len(files) == 2
    shown = client.get(reverse("portal:file", kwargs={"uid": files[0].uid}))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert visitor().get(reverse("portal:file", kwargs={"uid": files[0].uid})).status_code == 302


def test_what_is_no_picture_is_refused_and_nothing_is_opened(world: World) -> None:
    program = SimpleUploadedFile("围栏.jpg", b"MZ\x90\x00" + bytes(200), content_type="image/jpeg")
    answer = fill(visitor(), RAISE, said(world, papers=program))
    assert "papers" in answer.context["form"].errors
    assert not Matter.objects.exists()


def test_a_form_needs_no_session(world: World) -> None:
    client = Client()
    client.get(RAISE)
    assert set(client.cookies) <= {"csrftoken"}
    assert ticket() != ticket()
    with patch("django.core.signing.time.time", return_value=timedelta(days=30).total_seconds()):
        old = ticket()
    assert fill(client, RAISE, said(world, ticket=old)).status_code == 302
