"""Personal data is sealed by row and column, and sealed anew under a newer key."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings

from yixian.kernel import resealing, sealed, sealing
from yixian.matters.models import Matter, Words
from yixian.people.models import Resident

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_keys(tmp_path: Path, settings: Settings) -> None:
    settings.KEYS = tmp_path / "keys"
    sealing.add_key(settings.KEYS)


def resident(**texts: str) -> Resident:
    found = Resident(uid=uuid4(), since=AT)
    for column, text in texts.items():
        sealed.put(found, column, text)
    return found


def test_what_is_put_is_read_again_and_committed_to() -> None:
    found = resident()
    said = sealed.put(found, "name", "乌云其木格")
    assert "乌云".encode() not in bytes(found.name)
    assert sealed.text(found, "name") == "乌云其木格"
    assert sealed.commitment(found, "name") == said


def test_nothing_is_sealed_for_an_empty_text() -> None:
    found = resident()
    assert sealed.put(found, "name", "") is None
    assert (found.name, sealed.text(found, "name"), sealed.commitment(found, "name")) == (b"", "", None)
    assert sealed.index("name", "") == b""


def test_a_value_opens_in_its_row_and_column_only() -> None:
    one, other = resident(name="乌云"), resident()
    other.name, one.phone = one.name, one.name
    for row, column in ((other, "name"), (one, "phone")):
        with pytest.raises(sealing.SealBroken):
            sealed.text(row, column)


def test_every_model_with_sealed_columns_is_known() -> None:
    found = resealing.sealed_models()
    assert found[Resident] == ("name", "phone", "address")
    assert {Matter, Words} <= set(found)


@pytest.mark.django_db
def test_everything_is_sealed_anew_and_says_the_same(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 2)
    rows = [resident(name=f"人{number}", phone="138") for number in range(5)]
    Resident.objects.bulk_create(rows)
    said = [sealed.commitment(row, "name") for row in rows]
    sealing.add_key(settings.KEYS, sealing.Cipher.SM4)
    Resident.objects.bulk_create([resident(name="新来的")])
    told: list[tuple[int, int]] = []
    assert resealing.reseal_all(lambda done, total: told.append((done, total))) == resealing.Resealed(10)
    assert told == [(2, 5), (4, 5), (5, 5)]
    (settings.KEYS / "seal-1.key").unlink()
    fresh = [Resident.objects.get(pk=row.pk) for row in rows]
    assert [sealed.text(row, "name") for row in fresh] == [f"人{number}" for number in range(5)]
    assert [sealed.commitment(row, "name") for row in fresh] == said
    assert resealing.reseal_all(lambda done, total: None).values == 0


@pytest.mark.django_db
def test_what_does_not_open_is_named_and_left_while_the_rest_goes_on(settings: Settings) -> None:
    spoilt, sound = resident(name="甲"), resident(name="乙", phone="138")
    spoilt.name = sound.name
    Resident.objects.bulk_create([spoilt, sound])
    sealing.add_key(settings.KEYS)
    found = resealing.reseal_all(lambda done, total: None)
    assert found == resealing.Resealed(2, (f"people_resident/{spoilt.uid.hex}/name",))
    assert bytes(Resident.objects.get(pk=spoilt.pk).name) == spoilt.name
