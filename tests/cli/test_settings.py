"""What the settings promise: whose banner a request is in, where the data lies, what a log keeps."""

import io
import logging
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from yixian.config import database, logs, secret_key
from yixian.config.middleware import BannerMiddleware
from yixian.kernel import banner
from yixian.kernel.env import SettingError

HOSTS = {"one.example": "990001", "two.example": "990002"}


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(banner.current())


def ask(rf: RequestFactory, host: str) -> tuple[int, str]:
    with banner.use(None):
        response = BannerMiddleware(answer)(rf.get("/", headers={"host": host}))
        assert banner.chosen() is None
    assert isinstance(response, HttpResponse)
    return response.status_code, response.content.decode()


def test_a_request_is_in_the_banner_of_its_host(rf: RequestFactory, settings: Settings) -> None:
    settings.BANNER_HOSTS = HOSTS
    settings.ALLOWED_HOSTS = ["*"]
    assert ask(rf, "one.example") == (200, "990001")
    assert ask(rf, "TWO.example:8000") == (200, "990002")
    assert ask(rf, "three.example")[0] == 404


def test_without_a_table_of_hosts_all_requests_are_in_one_banner(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.BANNER_HOSTS = {}
    assert ask(rf, "localhost") == (200, settings.BANNER)


@pytest.mark.django_db
def test_every_page_carries_the_safe_headers(client: Client) -> None:
    headers = client.get("/account/login/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=(self)" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_nobody_can_make_an_account_by_themselves(client: Client) -> None:
    response = client.post("/account/signup/", {"username": "x", "password1": "y", "password2": "y"})
    assert response.status_code == 200
    assert "password1" not in response.content.decode()


def test_a_database_address_is_read_in_full() -> None:
    found = database.given({"DATABASE_URL": "postgresql://u%40x:p%2Fw@h:6543/d?sslmode=verify-full"})
    assert found == {
        "NAME": "d",
        "USER": "u@x",
        "PASSWORD": "p/w",
        "HOST": "h",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_a_database_address_may_name_a_socket() -> None:
    found = database.given({"DATABASE_URL": "postgresql:///d?host=/run/postgresql"})
    assert found is not None
    assert (found["NAME"], found["HOST"]) == ("d", "/run/postgresql")


def test_a_database_address_names_a_database() -> None:
    with pytest.raises(SettingError, match="names no database"):
        database.given({"DATABASE_URL": "postgresql://u@h"})


def test_without_an_address_the_embedded_server_is_used(tmp_path: Path) -> None:
    found = database.entry(tmp_path, {})
    assert found["HOST"] == str(tmp_path / "pg" / "run")
    assert found["CONN_MAX_AGE"] is None


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "django.key"

    def key(_: int) -> str:
        return secret_key.ensure(file).read_text()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(key, range(8)))) == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [found.name for found in file.parent.iterdir()] == ["django.key"]


@pytest.mark.parametrize("style", ["json", "console"])
def test_a_log_keeps_no_query_and_no_message_of_an_exception(style: str) -> None:
    config = logs.logging_config(style, "INFO")
    made = dict(config["formatters"]["line"])
    formatter = made.pop("()")(**made)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter)
    logger = logging.getLogger("test_settings")
    logger.addHandler(handler)
    try:
        int("Bayar, 13800000000")
    except ValueError:
        logger.exception("Internal Server Error: %s", "/raise/?name=Bayar")
    logger.removeHandler(handler)
    assert "/raise/" in written.getvalue()
    assert "ValueError" in written.getvalue()
    assert "Bayar" not in written.getvalue()
