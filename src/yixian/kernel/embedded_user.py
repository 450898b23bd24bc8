"""Whom the embedded server runs as.

PostgreSQL refuses root. Started by root it runs as the user who owns its data, or as the unprivileged
user 65534 while nobody does. Where the way to the programs or to the data leads through a directory
closed to that user, such as a home of mode 0700, it is given the capability to pass through and to
read, and no other.
"""

import os
import shutil
from pathlib import Path

NOBODY = 65534


def owner(data: Path) -> int:
    """Return the user id that runs the server over `data` and owns its files."""
    mine = os.geteuid()
    if mine != 0:
        return mine
    found = data.stat().st_uid if data.exists() else 0
    return found or NOBODY


def wrap(command: list[str], user: int, *ways: Path) -> list[str]:
    """Return the command as it must be run so that it runs as `user` and reaches all of `ways`.

    Raises FileNotFoundError when root starts the server and the program `setpriv` is missing.
    """
    if user == os.geteuid():
        return command
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise FileNotFoundError("setpriv")
    change = [setpriv, f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    if not all(_open_to_all(way) for way in ways):
        change += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    return [*change, "--", *command]


def _open_to_all(way: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in way.absolute().parents)
