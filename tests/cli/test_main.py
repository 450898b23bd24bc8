"""Errors of the command line are one clear line and a non-zero exit."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from yixian.cli.main import COMMANDS, run
from yixian.config.paths import SOURCE


def yixian(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("YIXIAN", "DJANGO"))}
    kept.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "yixian.cli", *arguments],
        env={**kept, "PYTHONPATH": str(SOURCE.parent), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def assert_one_line(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert done.returncode != 0
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("yixian: ")
    for part in parts:
        assert part in done.stderr


def test_help_lists_the_commands_without_touching_settings(tmp_path: Path) -> None:
    done = yixian("--help", YIXIAN_VAR="nonsense")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("serve", "worker", "db", "migrate"))


def test_an_unknown_command_is_one_line() -> None:
    assert_one_line(yixian("nonsense"), "nonsense")


def test_a_wrong_option_is_one_line() -> None:
    assert_one_line(yixian("db", "status", "--nonsense"), "--nonsense")


@pytest.mark.parametrize(
    ("name", "value"),
    [("YIXIAN_VAR", "var"), ("YIXIAN_BANNER", "12"), ("YIXIAN_HTTPS", "maybe"), ("YIXIAN_HOSTS", "a")],
)
def test_a_wrong_setting_is_one_line_that_names_it(tmp_path: Path, name: str, value: str) -> None:
    environment = {"YIXIAN_VAR": str(tmp_path), name: value}
    assert_one_line(yixian("check", **environment), name)


def test_a_wrong_database_address_is_one_line_without_the_password(tmp_path: Path) -> None:
    environment = {"YIXIAN_VAR": str(tmp_path), "DATABASE_URL": "mysql://u:hidden@h/d"}
    done = yixian("db", "start", **environment)
    assert_one_line(done, "DATABASE_URL")
    assert "hidden" not in done.stderr


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    environment = {"YIXIAN_VAR": str(tmp_path), "DATABASE_URL": "postgresql://u@127.0.0.1:1/d"}
    assert_one_line(yixian("migrate", **environment), "connection")


def test_debug_shows_where_an_error_arose(tmp_path: Path) -> None:
    done = yixian("--debug", "check", YIXIAN_VAR="var")
    assert done.returncode != 0
    assert "Traceback" in done.stderr


def test_psql_says_when_the_database_is_not_running(tmp_path: Path) -> None:
    assert_one_line(yixian("db", "psql", YIXIAN_VAR=str(tmp_path)), "db start")


def test_the_database_is_started_and_stopped_by_hand(tmp_path: Path) -> None:
    var = str(tmp_path)
    assert yixian("db", "status", YIXIAN_VAR=var).returncode == 3
    assert yixian("db", "start", YIXIAN_VAR=var).stdout == "started\n"
    try:
        assert yixian("db", "start", YIXIAN_VAR=var).stdout == "was running already\n"
        assert "running as process" in yixian("db", "status", YIXIAN_VAR=var).stdout
        asked = yixian("db", "psql", "--", "-Atc", "SHOW search_path", YIXIAN_VAR=var, YIXIAN_BANNER="990001")
        assert asked.stdout == "banner_990001\n"
    finally:
        assert yixian("db", "stop", YIXIAN_VAR=var).stdout == "stopped\n"
    assert yixian("db", "stop", YIXIAN_VAR=var).stdout == "was not running\n"


def test_every_command_has_a_summary_and_its_own_name() -> None:
    assert all(entry.summary.endswith(".") and entry.module == name for name, entry in COMMANDS.items())


def test_running_without_arguments_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert "Commands:" in capsys.readouterr().out
