"""The key that signs sessions and links, kept in a file of the state directory."""

import os
import secrets
from pathlib import Path

from yixian.kernel.env import SettingError


def ensure(file: Path) -> Path:
    """Make the key file, for its owner alone, unless it is there; return it. Raises SettingError."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():
            fresh = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as output:
                output.write(secrets.token_urlsafe(64))
            try:
                os.link(fresh, file)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
    except OSError as error:
        raise SettingError(f"YIXIAN_VAR={str(file.parents[1])!r} is refused: {error.strerror}.") from None
    return file
