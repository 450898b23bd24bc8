"""The embedded server's settings, written anew at each start, since the checkout may have moved."""

from pathlib import Path

import psutil

NAME = "yixian.conf"
INCLUDE = f"include_if_exists = '{NAME}'\n"

_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_DISPOSABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def content(socket: Path, port: int, *, durable: bool) -> str:
    """Return the file's text: a unix socket and no network, safe against a crash if `durable`.

    The server's log keeps no statement and no detail of an error, since both may hold personal data.
    """
    shared = max(32, min(512, psutil.virtual_memory().total // 2**20 // 8))
    values = {
        "listen_addresses": "",
        "port": str(port),
        "unix_socket_directories": f'"{socket}"',
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": f"{shared}MB",
        "wal_level": "replica",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "logging_collector": "on",
        "log_directory": "log",
        "log_filename": "postgresql-%a.log",
        "log_rotation_age": "1d",
        "log_truncate_on_rotation": "on",
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length": "0",
        **(_DURABLE if durable else _DISPOSABLE),
    }
    return "".join(f"{key} = {_quoted(value)}\n" for key, value in values.items())


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
