"""Where the embedded server's unix socket lies.

A socket's whole path must fit into 107 bytes. Where the state directory is too deep for that, the
socket moves to a short directory of its own under the temporary directory.
"""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

LONGEST = 107 - len("/.s.PGSQL.5432.lock")


class SocketError(OSError):
    """The directory for the socket is not safe to use."""


def choose(home: Path) -> Path:
    """Return the directory for the socket of the server under `home`; always the same for the same home."""
    near = home.absolute() / "run"
    if len(os.fsencode(near)) <= LONGEST:
        return near
    mark = hashlib.sha256(os.fsencode(home.absolute())).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"yixian-{os.geteuid()}-{mark}"


def make(place: Path, owner: int) -> None:
    """Make the directory for `owner` alone; raise SocketError where somebody else was there first."""
    place.mkdir(mode=0o700, exist_ok=True)
    found = place.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (owner, os.geteuid()):
        raise SocketError(f"{place} belongs to somebody else")
    if found.st_uid != owner:
        os.chown(place, owner, owner, follow_symlinks=False)
    place.chmod(0o700)
