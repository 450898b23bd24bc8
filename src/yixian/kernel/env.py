"""Typed readers of settings from the environment.

Each takes the name of a variable and refuses a wrong value with one line that names the variable,
the value and what is allowed. A variable that is set to nothing counts as not set.
"""

import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

ENVIRONMENT: Mapping[str, str] = os.environ
YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")


class SettingError(Exception):
    """A setting is missing or wrong; the message is one line fit for a person."""


def refuse(name: str, value: str, allowed: str) -> SettingError:
    """Return the error for a value that a setting does not allow."""
    return SettingError(f"{name}={value!r} is refused: {allowed}.")


def text(name: str, default: str | None = None, *, source: Mapping[str, str] = ENVIRONMENT) -> str:
    """Return a setting as it stands; raise SettingError when it is missing and has no default."""
    value = source.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise SettingError(f"{name} is not set and has no default.")
    return default


def flag(name: str, default: bool, *, source: Mapping[str, str] = ENVIRONMENT) -> bool:
    """Return a yes-or-no setting; raise SettingError for any other word."""
    value = text(name, YES[0] if default else NO[0], source=source)
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise refuse(name, value, f"allowed are {', '.join(YES)} and {', '.join(NO)}")


def integer(
    name: str, default: int, *, least: int, most: int, source: Mapping[str, str] = ENVIRONMENT
) -> int:
    """Return a whole number from `least` to `most`; raise SettingError for anything else."""
    value = text(name, str(default), source=source)
    if value.removeprefix("-").isdecimal() and least <= int(value) <= most:
        return int(value)
    raise refuse(name, value, f"allowed is a whole number from {least} to {most}")


def choice(
    name: str, default: str, allowed: Sequence[str], *, source: Mapping[str, str] = ENVIRONMENT
) -> str:
    """Return one of the allowed words; raise SettingError for any other."""
    value = text(name, default, source=source)
    if value in allowed:
        return value
    raise refuse(name, value, f"allowed are {', '.join(allowed)}")


def words(
    name: str, default: Sequence[str] = (), *, source: Mapping[str, str] = ENVIRONMENT
) -> tuple[str, ...]:
    """Return a list written with commas, its blanks stripped and empty parts dropped."""
    value = text(name, ",".join(default), source=source)
    return tuple(part for part in (word.strip() for word in value.split(",")) if part)


def pairs(name: str, *, source: Mapping[str, str] = ENVIRONMENT) -> dict[str, str]:
    """Return `a=b,c=d` as a mapping; raise SettingError for a part without `=` or a name given twice."""
    found: dict[str, str] = {}
    for word in words(name, source=source):
        key, sign, value = (part.strip() for part in word.partition("="))
        if not (key and sign and value) or key in found:
            raise refuse(name, word, "allowed is name=value, each name once, parted by commas")
        found[key] = value
    return found


def path(name: str, default: Path, *, source: Mapping[str, str] = ENVIRONMENT) -> Path:
    """Return an absolute path; raise SettingError for one that is not absolute."""
    value = Path(text(name, str(default), source=source)).expanduser()
    if value.is_absolute():
        return value
    raise refuse(name, str(value), "allowed is an absolute path")


def url(
    name: str, default: str = "", *, schemes: Sequence[str], source: Mapping[str, str] = ENVIRONMENT
) -> SplitResult | None:
    """Return an address in parts, or None when not set; raise SettingError for another scheme.

    The refusal does not repeat the address, which may hold a password.
    """
    value = text(name, default, source=source)
    if not value:
        return None
    try:
        parts = urlsplit(value)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        port_is_sound = False
    if not port_is_sound or parts.scheme not in schemes:
        raise SettingError(
            f"{name} is refused: allowed is an address that begins with {' or '.join(schemes)}://."
        )
    return parts


def secret(name: str, default: Path | None = None, *, source: Mapping[str, str] = ENVIRONMENT) -> str:
    """Return the content of the file that NAME_FILE names, or of the default file.

    Raises SettingError when the file is missing, empty, or open to others than its owner and group,
    and when somebody put the secret itself into the environment.
    """
    if source.get(name, "").strip():
        raise SettingError(f"{name} is refused: put the secret into a file and name it in {name}_FILE.")
    variable = f"{name}_FILE"
    if default is None and not source.get(variable, "").strip():
        raise SettingError(f"{variable} is not set and has no default.")
    file = path(variable, default or Path(), source=source)
    try:
        mode = file.stat().st_mode
        content = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise refuse(variable, str(file), f"the file cannot be read ({error.strerror})") from None
    if mode & stat.S_IRWXO:
        raise refuse(variable, str(file), "the file must not be open to everybody (chmod 600)")
    if not content:
        raise refuse(variable, str(file), "the file is empty")
    return content
