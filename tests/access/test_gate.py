"""Whoever comes to an address: led to sign in, told there is nothing, or let in."""

from typing import Any, cast

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.exception import response_for_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from tests.cast import World
from yixian.access.actor import PUBLIC, Actor, Denied
from yixian.access.gate import Asked, Right, View, needs, public, right_of
from yixian.access.middleware import ActorMiddleware
from yixian.people.models import Person


def page(request: HttpRequest) -> HttpResponseBase:
    return HttpResponse(b"inside")


def visit(view: View[[]], actor: Actor) -> HttpResponseBase:
    request = RequestFactory().get("/desk/work?which=new")
    cast(Any, request).actor = actor
    return view(cast(Asked, request))


HOLDER = Actor(person_id=1, roles=frozenset({"mediator"}), reach={"a.see": frozenset({7})})
OTHER = Actor(person_id=2, roles=frozenset({"deputy"}))
FORMER = Actor(person_id=3)


def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back() -> None:
    answer = visit(needs("a.see")(page), PUBLIC)
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/desk/work%3Fwhich%3Dnew"


def test_a_stranger_is_told_that_there_is_nothing() -> None:
    with pytest.raises(Http404):
        visit(needs("a.see")(page), OTHER)


def test_a_holder_of_any_of_the_abilities_is_let_in() -> None:
    assert visit(needs("a.keep", "a.see")(page), HOLDER).status_code == 200


def test_an_address_for_all_staff_is_closed_to_whoever_holds_no_post() -> None:
    assert visit(needs()(page), OTHER).status_code == 200
    with pytest.raises(Http404):
        visit(needs()(page), FORMER)


def test_what_is_public_is_open_to_everybody() -> None:
    assert visit(public(page), PUBLIC).status_code == 200


def test_a_view_carries_its_right() -> None:
    assert right_of(needs("a.see")(page)) == Right(abilities=("a.see",))
    assert right_of(public(page)) == Right(public=True)
    assert right_of(len) is None


def test_the_middleware_finds_the_actor_only_when_somebody_asks(
    world: World, django_assert_num_queries: Any
) -> None:
    request = RequestFactory().get("/")
    request.user = world.people["mediator"]
    with django_assert_num_queries(0):
        ActorMiddleware(page)(request)
    with django_assert_num_queries(2):
        assert cast(Asked, request).actor.person_id == request.user.pk
        assert cast(Asked, request).actor.roles == {"mediator"}


def test_a_visitor_is_the_public() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    ActorMiddleware(page)(request)
    assert cast(Asked, request).actor == PUBLIC


@pytest.mark.django_db
def test_a_locked_account_is_signed_out_at_once(world: World, client: Any) -> None:
    client.force_login(world.people["grid"])
    Person.objects.filter(pk=world.people["grid"].pk).update(is_active=False)
    assert client.get("/desk/").status_code == 302


def test_what_is_denied_and_not_caught_is_answered_with_403() -> None:
    with pytest.raises(Denied) as denied:
        OTHER.require("a.see")
    request = RequestFactory().get("/")
    request.user, cast(Any, request).actor = AnonymousUser(), PUBLIC
    assert response_for_exception(request, denied.value).status_code == 403
