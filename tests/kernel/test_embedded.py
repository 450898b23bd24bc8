"""The embedded server starts whatever went before, loses nothing, and is reachable by nobody else."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from yixian.kernel import embedded, embedded_socket, embedded_user
from yixian.kernel.embedded import EmbeddedError, Server

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "pg")
    yield made
    made.stop()


def ask(server: Server, statement: str) -> object:
    with psycopg.connect(server.dsn()) as session:
        row = session.execute(statement.encode()).fetchone()
        assert row is not None
        return row[0]


def do(server: Server, statement: str) -> None:
    with psycopg.connect(server.dsn()) as session:
        session.execute(statement.encode())


def running(server: Server) -> int:
    pid = server.status().pid
    assert pid is not None
    return pid


def test_it_starts_and_stops_and_says_so(server: Server) -> None:
    assert not server.status().running
    assert server.start()
    assert server.status().running
    assert server.stop()
    assert not server.status().running
    assert not server.stop()


def test_what_was_written_is_there_after_a_restart(server: Server) -> None:
    server.start()
    do(server, "CREATE TABLE kept AS SELECT 7 AS n")
    server.stop()
    server.start()
    assert ask(server, "SELECT n FROM kept") == 7


def test_it_is_durable_and_guards_its_pages(server: Server) -> None:
    server.start()
    for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
        assert ask(server, f"SHOW {setting}") == "on"


def test_it_speaks_unicode_and_listens_on_no_network(server: Server) -> None:
    server.start()
    assert ask(server, "SHOW listen_addresses") == ""
    assert ask(server, "SHOW server_encoding") == "UTF8"
    assert ask(server, "SELECT upper('ä一线')") == "Ä一线"


def test_none_but_its_user_may_enter_the_socket_or_the_data(server: Server) -> None:
    server.start()
    for place in (server.socket, server.data):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_the_working_role_owns_its_database_and_is_no_superuser(server: Server) -> None:
    server.start()
    assert ask(server, "SELECT current_user || current_database()") == "yixianyixian"
    assert ask(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    assert ask(server, "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user") is True


def test_killed_it_recovers_every_commit(server: Server) -> None:
    server.start()
    do(server, "CREATE TABLE kept (n int)")
    for turn in range(3):
        do(server, f"INSERT INTO kept VALUES ({turn})")
        os.kill(running(server), signal.SIGKILL)
        assert server.start()
        assert ask(server, "SELECT count(*) FROM kept") == turn + 1


def test_killed_with_a_session_at_work_it_waits_for_the_last_of_it(server: Server) -> None:
    server.start()
    with psycopg.connect(server.dsn()) as session:
        session.execute("SELECT 1")
        os.kill(running(server), signal.SIGKILL)
        assert server.start()
        session.close()
    assert ask(server, "SELECT 1") == 1


def test_a_dead_server_is_not_said_to_run(server: Server) -> None:
    server.start()
    pid = running(server)
    os.kill(pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=10)
    assert not server.status().running


@pytest.mark.parametrize("stranger", ["itself", "a process of the server's user", "nobody alive"])
def test_a_stale_process_id_does_not_stop_it(server: Server, stranger: str) -> None:
    server.start()
    pid_file = server.data / "postmaster.pid"
    left_behind = pid_file.read_text()
    server.stop()
    command = embedded_user.wrap(["sleep", "60"], embedded_user.owner(server.data))
    sleeper = subprocess.Popen(command)
    pids = {"itself": os.getpid(), "a process of the server's user": sleeper.pid, "nobody alive": 2**22 - 1}
    pid_file.write_text("\n".join([str(pids[stranger]), *left_behind.splitlines()[1:]]) + "\n")
    try:
        assert not server.status().running
        assert server.start()
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_second_start_finds_it_running(server: Server) -> None:
    server.start()
    pid = running(server)
    assert not Server(server.home).start()
    assert running(server) == pid


def test_many_starts_at_once_make_one_server(server: Server) -> None:
    with ThreadPoolExecutor(4) as pool:
        started = list(pool.map(lambda _: Server(server.home).start(), range(4)))
    assert started.count(True) == 1
    assert ask(server, "SELECT 1") == 1


def test_starts_in_two_processes_make_one_server(server: Server) -> None:
    code = (
        "import sys; from pathlib import Path; from yixian.kernel.embedded import Server; "
        "print(Server(Path(sys.argv[1])).start())"
    )
    command = [sys.executable, "-c", code, str(server.home)]
    environment = {**os.environ, "PYTHONPATH": str(Path(embedded.__file__).parents[2])}
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(2)]
    assert sorted(process.communicate(timeout=60)[0].strip() for process in both) == ["False", "True"]


def test_a_first_start_that_was_cut_short_is_begun_again(server: Server) -> None:
    (server.home / "data.new").mkdir(parents=True)
    (server.home / "data.new" / "PG_VERSION").write_text("18\n")
    assert server.start()


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path: Path) -> None:
    deep = Server(tmp_path / ("d" * 60) / ("e" * 60) / "pg", durable=False)
    try:
        deep.start()
        assert len(os.fsencode(deep.socket)) <= embedded_socket.LONGEST
        assert ask(deep, "SELECT 1") == 1
    finally:
        deep.stop()
        deep.socket.rmdir()


def test_a_socket_directory_that_somebody_else_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(embedded_socket.SocketError):
        embedded_socket.make(tmp_path / "run", os.geteuid())


@as_root
def test_root_starts_it_as_a_user_without_rights(server: Server) -> None:
    server.start()
    process = psutil.Process(running(server))
    assert process.uids().effective == embedded_user.NOBODY
    assert server.data.stat().st_uid == embedded_user.NOBODY
    assert server.home.stat().st_uid == 0


@as_root
def test_root_may_keep_it_in_a_home_closed_to_others(tmp_path: Path) -> None:
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    made = Server(closed / "checkout" / "var" / "pg", durable=False)
    try:
        assert made.start()
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert ask(made, "SELECT 1") == 1
    finally:
        made.stop()


@as_root
def test_root_runs_a_users_server_as_that_user(server: Server) -> None:
    server.start()
    server.stop()
    for place in (server.socket, server.data, *server.data.rglob("*")):
        os.chown(place, 12345, 12345)
    server.start()
    assert psutil.Process(running(server)).uids().effective == 12345


def test_a_directory_that_cannot_be_used_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedError) as refusal:
        Server(tmp_path / "file" / "pg").start()
    assert len(str(refusal.value).splitlines()) == 1


def test_missing_programs_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match=r"program initdb is missing"):
        Server(tmp_path / "pg", binaries=tmp_path).start()


def test_a_server_that_fails_to_start_says_why(server: Server) -> None:
    server.start()
    server.stop()
    with (server.data / "postgresql.auto.conf").open("a") as conf:
        conf.write("no_such_setting = 1\n")
    with pytest.raises(EmbeddedError, match="pg_ctl failed") as refusal:
        server.start()
    assert len(str(refusal.value).splitlines()) == 1
