"""What the system checks find: addresses without a right, rights that nobody declares."""

import pytest
from django.core import checks
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import override_settings
from django.urls import include, path

from tests.procedures.sample import procedure
from yixian.access import declare
from yixian.access.addresses import every_address
from yixian.access.checks import (
    addresses_have_rights,
    administrators_open_nothing,
    procedures_name_abilities,
)
from yixian.access.declare import Ability
from yixian.access.gate import Right, needs, public
from yixian.people.enums import Role
from yixian.procedures import registry


def bare(request: HttpRequest) -> HttpResponseBase:
    return HttpResponse()


open_page = public(lambda request: HttpResponse())
misspelt = needs("matters.sea")(bare)
urlpatterns = [
    path("in/", include(([path("<int:pk>/", bare, name="bare"), path("m/", misspelt, name="m")], "in"))),
    path("", open_page, name="open"),
    path("account/", include("allauth.urls")),
]


def ids(found: list[checks.CheckMessage]) -> list[str | None]:
    return [each.id for each in found]


def test_every_address_is_walked_with_its_full_name_and_right() -> None:
    found = {each.name: (each.pattern, each.right) for each in every_address(urlpatterns)}
    assert found == {
        "in:bare": ("in/<int:pk>/", None),
        "in:m": ("in/m/", Right(abilities=("matters.sea",))),
        "open": ("", Right(public=True)),
    }


@override_settings(ROOT_URLCONF=__name__)
def test_an_address_without_a_right_and_a_right_that_nobody_declares_are_found() -> None:
    found = addresses_have_rights(None)
    assert ids(found) == ["access.E001", "access.E002"]
    assert "in/<int:pk>/" in found[0].msg
    assert "matters.sea" in found[1].msg


def test_an_ability_to_open_what_is_sealed_that_comes_with_administration_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opening = Ability(key="people.open", title="", roles=frozenset({Role.SYSTEM_ADMIN}))
    monkeypatch.setitem(declare._abilities, "people.open", opening)
    assert ids(administrators_open_nothing(None)) == ["access.E003"]


def test_an_ability_that_a_procedure_makes_up_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "every", lambda: [procedure()])
    (found,) = procedures_name_abilities(None)
    assert found.id == "access.E004"
    assert "sheep.handle" in found.msg


def test_the_site_as_it_is_passes() -> None:
    assert addresses_have_rights(None) == []
    assert administrators_open_nothing(None) == []
    assert procedures_name_abilities(None) == []
    assert not [each for each in checks.run_checks() if (each.id or "").startswith("access.")]
