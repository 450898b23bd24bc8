"""One PostgreSQL for the whole run, the cast's banner chosen, and no mercy for mistakes in templates."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.utils.translation import override

from tests import server
from yixian.kernel import banner

BANNER = "150623"
HOME = "YIXIAN_TEST_HOME"
"""The run's directory; the process that makes it passes it on to the workers that it starts."""

_mine: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the run's server before Django reads its settings, unless a parent process has."""
    if HOME not in os.environ:
        _mine.append(server.begin())
        os.environ[HOME] = str(_mine[0])
    os.environ["YIXIAN_VAR"] = os.environ[HOME]
    os.environ["YIXIAN_BANNER"] = BANNER
    (Path(os.environ[HOME]) / "static").mkdir(exist_ok=True)
    if address := os.environ.get("YIXIAN_TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = address
    else:
        os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    banner.choose(BANNER)
    assert settings.BANNER == BANNER


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Bring in the fixtures that need models, now that Django is set up."""
    session.config.pluginmanager.import_plugin("tests.world")


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Throw the run's server away."""
    while _mine:
        server.discard(_mine.pop())
        del os.environ[HOME]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count every test that touches the database among the core, unless it drives a browser."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        touches = item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}
        if touches and not item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.core)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let the tests empty the log, which is only ever added to, after those that commit."""
    with banner.use(BANNER), django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("GRANT TRUNCATE ON audit_event, audit_seal, audit_tile TO CURRENT_USER")


@pytest.fixture(autouse=True)
def _language_of_the_office() -> Iterator[None]:
    """Whatever language a page spoke, the next test begins in that of the office."""
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _chosen_banner() -> Iterator[None]:
    with banner.use(BANNER):
        yield


class Undefined(str):
    """What a template shows for an undefined variable: a failure, in templates of ours."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s" or super().__contains__(str(part))

    def __mod__(self, variable: Any) -> str:
        context = sys._getframe(1).f_locals.get("context")
        template = getattr(getattr(context, "render_context", None), "template", None)
        origin = str(getattr(getattr(template, "origin", None), "name", ""))
        if f"{os.sep}yixian{os.sep}" in origin:
            pytest.fail(f"undefined template variable {variable} in {origin}")
        return ""


@pytest.fixture(autouse=True, scope="session")
def _strict_templates() -> None:
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    engine.engine.string_if_invalid = Undefined("undefined: %s")
