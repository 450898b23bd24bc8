"""The pages around the work: errors, signing in, locking out, security."""

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tests.cast import PASSWORD, World
from yixian.access.actor import PUBLIC, Actor
from yixian.kernel import banner
from yixian.shell.context import banner_name, roles_of, shell


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


def sign_in(client: Client, password: str) -> str:
    answer = client.post(reverse("account_login"), {"login": "station", "password": password}, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_error_page_needs_neither_database_nor_request(code: str, language: str) -> None:
    with translation.override(language):
        shown = render_to_string(f"{code}.html")

    assert f'<p class="yx-code">{code[:3]}</p>' in shown
    assert shown.count("<h1>") == 1
    assert 'href="/"' in shown


def test_the_sign_in_page_names_the_banner_and_leads_residents_elsewhere(
    client: Client, world: World
) -> None:
    shown = client.get(reverse("account_login")).content.decode()

    assert f"{world.banner.name}工作台" in shown
    assert "群众不需要账号" in shown
    assert 'lang="zh-Hans"' in shown


def test_a_wrong_password_is_told_and_the_name_stays(client: Client, world: World) -> None:
    shown = sign_in(client, "wrong")

    assert "您提供的用户名或密码不正确" in shown
    assert 'value="station"' in shown


def test_too_many_wrong_passwords_lead_to_the_lock_out_page(client: Client, world: World) -> None:
    for _ in range(4):
        sign_in(client, "wrong")
    answer = client.post(reverse("account_login"), {"login": "station", "password": "wrong"})

    assert answer.status_code == 429
    assert "登录已暂时锁定" in answer.content.decode()


@pytest.mark.parametrize(
    "page", ["mfa_index", "account_change_password", "mfa_list_webauthn", "account_logout"]
)
def test_the_pages_of_ones_own_sign_in_stand_in_our_shell(client: Client, world: World, page: str) -> None:
    client.force_login(world.people["station"])
    shown = client.get(reverse(page), follow=True).content.decode()

    assert "yixian/css/base.css" in shown
    assert shown.count("<h1>") == 1


def test_forgetting_a_password_sends_no_mail_but_to_the_administrator(client: Client, db: None) -> None:
    shown = client.get(reverse("account_reset_password")).content.decode()

    assert "系统管理员" in shown
    assert 'name="email"' not in shown


def test_the_language_is_switched_and_the_page_kept(client: Client, db: None) -> None:
    address = reverse("account_login")
    answer = client.post(reverse("set_language"), {"language": "en", "next": address}, follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert 'lang="en"' in answer.content.decode()


def test_an_actors_posts_are_told_in_words() -> None:
    with translation.override("en"):
        assert (
            roles_of(Actor(roles=frozenset({"mediator", "grid_head"})))
            == "Village secretary and grid head、Mediator"
        )
    assert roles_of(PUBLIC) == ""


def test_the_banners_name_is_looked_up_once(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert banner_name() == banner_name() == world.banner.name


def test_without_a_banner_there_is_no_name() -> None:
    with banner.use(None):
        assert banner_name() == ""


def test_a_request_that_matched_nothing_still_has_a_shell() -> None:
    assert shell(RequestFactory().get("/"))["here"] == ""


def test_the_password_of_the_cast_opens_the_desk(client: Client, world: World) -> None:
    assert "yx-side" in sign_in(client, PASSWORD)
