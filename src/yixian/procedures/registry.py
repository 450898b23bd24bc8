"""Procedures by key and version. Registration happens at import; a duplicate is refused."""

from yixian.procedures.language import Procedure

_procedures: dict[tuple[str, int], Procedure] = {}


class DuplicateProcedure(Exception):
    """Two declarations claim the same key and version."""


class UnknownProcedure(KeyError):
    """No declaration has this key (and version)."""


def register(procedure: Procedure) -> Procedure:
    """Make a procedure known. Raises DuplicateProcedure when key and version are taken."""
    name = (procedure.key, procedure.version)
    if name in _procedures:
        raise DuplicateProcedure(f"{procedure.key} version {procedure.version} is declared twice")
    _procedures[name] = procedure
    return procedure


def get(key: str, version: int | None = None) -> Procedure:
    """The procedure at a version, or its newest. Raises UnknownProcedure."""
    if version is None:
        versions = [v for k, v in _procedures if k == key]
        if not versions:
            raise UnknownProcedure(key)
        version = max(versions)
    try:
        return _procedures[key, version]
    except KeyError:
        raise UnknownProcedure(f"{key} version {version}") from None


def newest() -> list[Procedure]:
    """The newest version of every procedure, by key."""
    keys = sorted({key for key, _ in _procedures})
    return [get(key) for key in keys]


def every() -> list[Procedure]:
    return list(_procedures.values())
