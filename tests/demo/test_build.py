"""The demonstration fills an empty banner, once, and everything in it proves itself."""

from datetime import date

import pytest
from click.testing import CliRunner
from django.contrib.auth import authenticate
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from yixian.audit.verify import verify_all
from yixian.cli import demo as command
from yixian.demo import build
from yixian.demo.staff import CAST
from yixian.people.enums import GRID_STAFF, Role
from yixian.people.models import Person, Post
from yixian.places import queries
from yixian.places.enums import UnitKind
from yixian.places.models import Span, Unit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def loaded() -> None:
    build.settle(TODAY)


@pytest.mark.usefixtures("loaded")
def test_the_figures_of_tree_and_staff_are_those_of_the_report() -> None:
    kinds = [Unit.objects.on(TODAY).filter(kind=kind).count() for kind in ("grid1", "grid2", "grid3", "room")]
    assert kinds == [4, 84, 348, 66]
    assert Post.objects.on(TODAY).filter(role__in=GRID_STAFF).values("person").distinct().count() == 765
    assert Span.objects.count() == Unit.objects.count()


@pytest.mark.usefixtures("loaded")
def test_the_log_is_whole() -> None:
    assert verify_all() == []


@pytest.mark.usefixtures("loaded")
def test_a_point_in_the_banner_finds_its_grid_and_the_picker_leads_to_it() -> None:
    grid = queries.grid_of(107.48, 38.18, TODAY)
    assert grid is not None
    towns = queries.picker(TODAY)
    assert len(towns) == 4
    villages = [village for town in towns for village in town.below]
    assert len(villages) == 84
    assert grid.id in {pick.id for village in villages for pick in village.below}


@pytest.mark.usefixtures("loaded")
def test_every_sign_in_works_and_nobody_else_has_a_password() -> None:
    rows = build.sign_ins()
    assert [name for _who, name, _password in rows] == list(CAST)
    request = RequestFactory().post("/")
    for _who, name, password in rows:
        person = authenticate(request, username=name, password=password)
        assert person is not None
        assert person.get_username() == name
    others = Person.objects.exclude(username__in=[name for _who, name, _password in rows])
    assert others.count() > 1000
    assert not others.exclude(password__startswith="!").exists()


@pytest.mark.usefixtures("loaded")
def test_sign_ins_speak_the_language_of_the_reader_and_drop_a_changed_password() -> None:
    with translation.override("zh-hans"):
        assert build.sign_ins()[0][0] == str(Role.GRID_WORKER.label) == "网格员"
    chief = Person.objects.get(username="chief")
    chief.set_password("something else entirely")
    chief.save()
    assert "chief" not in {name for _who, name, _password in build.sign_ins()}


def test_an_empty_banner_has_no_sign_ins() -> None:
    assert build.sign_ins() == []


@pytest.mark.usefixtures("loaded")
def test_the_stranger_works_in_another_town() -> None:
    town = {
        name: Unit.objects.get(
            kind=UnitKind.TOWN, id__in=Post.objects.get(person__username=name).unit.lineage
        )
        for name in ("grid", "stranger")
    }
    assert town["grid"] != town["stranger"]


@pytest.mark.usefixtures("loaded")
def test_it_is_never_built_over_anything() -> None:
    with pytest.raises(build.NotEmpty):
        build.load(TODAY)
    result = CliRunner().invoke(command.command, ["--today", "2026-11-24"])
    assert isinstance(result.exception, build.NotEmpty)


def test_tree_and_people_come_in_a_handful_of_statements() -> None:
    build.tree.cache_clear()
    with CaptureQueriesContext(connection) as statements:
        build.settle(TODAY)
    assert len(statements) <= 26


@pytest.mark.usefixtures("loaded")
def test_somebody_of_the_cast_signs_in_through_the_page() -> None:
    client = Client()
    answer = client.post("/account/login/", {"login": "grid", "password": build.PASSWORD})
    assert answer.status_code == 302
