"""Signing in, and being locked out."""

import pytest
from django.test import Client

from tests.cast import PASSWORD, World

pytestmark = pytest.mark.django_db


def enter(client: Client, name: str, password: str) -> int:
    return client.post("/account/login/", {"login": name, "password": password}).status_code


def test_the_right_password_leads_to_the_desk(world: World, client: Client) -> None:
    answer = client.post("/account/login/", {"login": "station", "password": PASSWORD})
    assert answer.headers["Location"] == "/desk/"


def test_a_wrong_password_says_so_and_names_no_account(world: World, client: Client) -> None:
    told = [
        client.post("/account/login/", {"login": name, "password": "x"}).content
        for name in ("station", "nobody")
    ]
    assert all("不正确" in each.decode() for each in told)


def test_after_five_wrong_passwords_the_right_one_does_not_help(world: World, client: Client) -> None:
    for _ in range(5):
        enter(client, "station", "wrong")
    assert enter(client, "station", PASSWORD) == 429
    assert enter(client, "grid", PASSWORD) == 302


def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    client.post("/account/signup/", {"username": "me", "password1": PASSWORD, "password2": PASSWORD})
    assert enter(client, "me", PASSWORD) == 200


@pytest.mark.parametrize("path", ["/account/2fa/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/"])
def test_a_second_factor_can_be_set_up(world: World, client: Client, path: str) -> None:
    enter(client, "system", PASSWORD)
    assert client.get(path).status_code in (200, 302)
