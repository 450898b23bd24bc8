"""Sealing everything anew under the newest key, so that an older one may be put away."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Substr

from yixian.kernel import sealing
from yixian.kernel.sealed import SealedField, keyring, place

BATCH = 200

Progress = Callable[[int, int], None]
"""Called with the number of rows done and the number to do."""


@dataclass(frozen=True)
class Resealed:
    """How many values were sealed anew, and the places of those that do not open and were left as they are."""

    values: int
    broken: tuple[str, ...] = ()


def sealed_models() -> dict[type[models.Model], tuple[str, ...]]:
    """Return every installed model that has sealed columns, with their names."""
    found = {}
    for model in apps.get_models():
        columns = tuple(f.name for f in model._meta.local_fields if isinstance(f, SealedField))
        if columns and not model._meta.proxy:
            found[model] = columns
    return found


def lagging(model: type[models.Model], columns: Iterable[str], newest: int) -> models.QuerySet[Any]:
    """Return the rows that hold a value sealed with another key than number `newest`."""
    key = sealing.key_prefix(newest)
    wanted = Q()
    for column in columns:
        wanted |= ~Q(**{column: b""}) & ~Q(**{f"{column}_key": key})
    heads = {
        f"{column}_key": Substr(column, 1, len(key), output_field=models.BinaryField()) for column in columns
    }
    rows: models.QuerySet[Any] = model._base_manager.alias(**heads).filter(wanted)
    return rows


def reseal_all(progress: Progress) -> Resealed:
    """Seal every value of the chosen banner anew under the newest key.

    Rows are taken in batches, each locked and committed by itself: work goes on meanwhile, and a run that was
    broken off is taken up by the next. Texts, salts and commitments stay as they are. Raises `KeyringError`.
    """
    ring = keyring()
    todo = {model: lagging(model, columns, ring.newest) for model, columns in sealed_models().items()}
    total = sum(rows.count() for rows in todo.values())
    done, values, broken = 0, 0, list[str]()
    for model, columns in sealed_models().items():
        for count, resealed in _batches(todo[model], columns, ring):
            done += count
            values += resealed.values
            broken += resealed.broken
            progress(done, total)
    return Resealed(values, tuple(broken))


def _batches(
    rows: models.QuerySet[Any], columns: tuple[str, ...], ring: sealing.Keyring
) -> Iterator[tuple[int, Resealed]]:
    """Reseal the rows batch by batch, in order of their key; give the size of each batch and what became of it."""
    last = None
    while True:
        with transaction.atomic():
            ahead = rows if last is None else rows.filter(pk__gt=last)
            batch = list(ahead.order_by("pk").select_for_update(no_key=True)[:BATCH])
            if not batch:
                return
            resealed = _reseal(batch, columns, ring)
            rows.model._base_manager.bulk_update(batch, columns)
        last = batch[-1].pk
        yield len(batch), resealed


def _reseal(batch: list[Any], columns: tuple[str, ...], ring: sealing.Keyring) -> Resealed:
    values, broken = 0, []
    for row in batch:
        for column in columns:
            payload = bytes(getattr(row, column))
            if not payload or sealing.key_number(payload) == ring.newest:
                continue
            try:
                setattr(row, column, sealing.reseal(ring, payload, place(row, column)))
                values += 1
            except sealing.SealBroken:
                broken.append(place(row, column))
    return Resealed(values, tuple(broken))
