"""Sealed columns: personal data that a row holds encrypted, each value bound to its row and column.

A model that has such columns has a unique `uid`, known before the row is stored:

    class Resident(models.Model):
        uid = models.UUIDField(primary_key=True)
        name = SealedField()

    put(resident, "name", "乌云其木格")

Only the action that records who opens a value and why may call `text`.
"""

from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.options import Options

from yixian.kernel import sealing


class SealedField(models.BinaryField):  # type: ignore[type-arg]  # Django knows no arguments here
    """A sealed payload; empty where nothing was given, or where it was erased."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", b"")
        super().__init__(*args, **kwargs)


class Row(Protocol):
    """A row of a model with sealed columns."""

    uid: UUID
    _meta: "Options[Any]"


def keyring() -> sealing.Keyring:
    """Return the keys of this installation. Raises `KeyringError`."""
    return sealing.keyring_in(Path(settings.KEYS))


def place(row: Row, column: str) -> str:
    """Return what a value is bound to: table, row and column."""
    return f"{row._meta.db_table}/{row.uid.hex}/{column}"


def put(row: Any, column: str, text: str) -> str | None:
    """Seal `text` into a column of an unsaved row; return the commitment to it, or None for an empty text."""
    if not text:
        setattr(row, column, b"")
        return None
    salt = sealing.new_salt()
    setattr(row, column, sealing.seal(keyring(), text, place(row, column), salt=salt))
    return sealing.commitment(salt, text)


def text(row: Any, column: str) -> str:
    """Return what is sealed in a column, empty where it is empty. Raises `SealBroken`."""
    payload = bytes(getattr(row, column))
    return sealing.open_(keyring(), payload, place(row, column)) if payload else ""


def commitment(row: Any, column: str) -> str | None:
    """Return the commitment to what is sealed in a column, None where it is empty. Raises `SealBroken`."""
    payload = bytes(getattr(row, column))
    return sealing.commitment_of(keyring(), payload, place(row, column)) if payload else None


def index(kind: str, text: str) -> bytes:
    """Return the blind index of a normalised text, empty for an empty one."""
    return sealing.blind_index(keyring(), kind, text) if text else b""
