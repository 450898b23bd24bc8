import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.kernel import sealing
from yixian.kernel.sealing import Cipher, KeyMissing, Keyring, KeyringError, SealBroken, SealingKey

PLACE = "people_resident/0190b3f0/phone"
RINGS = [
    Keyring({1: SealingKey(Cipher.AES, bytes(range(32)))}, b"i" * 32),
    Keyring({1: SealingKey(Cipher.SM4, bytes(range(16)))}, b"i" * 32),
]
rings = st.sampled_from(RINGS)
text = st.text(st.characters(exclude_categories=["Cs"]))


@given(rings, text)
def test_what_is_sealed_opens_at_its_place(ring: Keyring, words: str) -> None:
    assert sealing.open_(ring, sealing.seal(ring, words, PLACE), PLACE) == words


@given(rings, st.data())
def test_any_changed_byte_breaks_the_seal(ring: Keyring, draw: st.DataObject) -> None:
    payload = bytearray(sealing.seal(ring, "13800000000", PLACE))
    place = draw.draw(st.integers(0, len(payload) - 1))
    payload[place] ^= draw.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        sealing.open_(ring, bytes(payload), PLACE)


@given(rings, st.integers(0, 60))
def test_a_shortened_payload_breaks_the_seal(ring: Keyring, kept: int) -> None:
    payload = sealing.seal(ring, "13800000000", PLACE)[:kept]
    if len(payload) < 2 + 12 + 16 + 11 + 16:
        with pytest.raises(SealBroken):
            sealing.open_(ring, payload, PLACE)


@pytest.mark.parametrize("ring", RINGS)
def test_a_payload_moved_to_another_row_or_field_does_not_open(ring: Keyring) -> None:
    payload = sealing.seal(ring, "13800000000", PLACE)
    with pytest.raises(SealBroken, match="moved") as caught:
        sealing.open_(ring, payload, "people_resident/0190b3f1/phone")
    assert "138" not in str(caught.value)


def test_the_same_text_is_never_sealed_alike() -> None:
    assert sealing.seal(RINGS[0], "same", PLACE) != sealing.seal(RINGS[0], "same", PLACE)


def test_after_a_rotation_the_newest_key_seals_and_the_older_still_opens(tmp_path: Path) -> None:
    assert sealing.add_key(tmp_path) == 1
    old = Keyring.load(tmp_path)
    before = sealing.seal(old, "旧", PLACE)
    assert sealing.add_key(tmp_path, Cipher.SM4) == 2
    new = Keyring.load(tmp_path)
    after = sealing.seal(new, "新", PLACE)
    assert (sealing.key_number(before), sealing.key_number(after)) == (1, 2)
    assert (sealing.open_(new, before, PLACE), sealing.open_(new, after, PLACE)) == ("旧", "新")
    with pytest.raises(KeyMissing, match="key 2"):
        sealing.open_(old, after, PLACE)


def test_a_rotation_changes_neither_index_nor_commitment(tmp_path: Path) -> None:
    sealing.add_key(tmp_path)
    old = Keyring.load(tmp_path)
    payload = sealing.seal(old, "13800000000", PLACE)
    sealing.add_key(tmp_path)
    new = Keyring.load(tmp_path)
    resealed = sealing.reseal(new, payload, PLACE)
    assert sealing.key_number(resealed) == 2
    assert sealing.commitment_of(new, resealed, PLACE) == sealing.commitment_of(old, payload, PLACE)
    assert sealing.blind_index(new, "phone", "138") == sealing.blind_index(old, "phone", "138")


def test_a_running_process_sees_a_new_key(tmp_path: Path) -> None:
    sealing.add_key(tmp_path)
    first = sealing.keyring_in(tmp_path)
    assert sealing.keyring_in(tmp_path) is first
    sealing.add_key(tmp_path)
    assert sealing.keyring_in(tmp_path).newest == 2


@given(text, text)
def test_a_commitment_binds_to_its_text_and_hides_it_behind_the_salt(one: str, other: str) -> None:
    salt = sealing.new_salt()
    assert (sealing.commitment(salt, one) == sealing.commitment(salt, other)) == (one == other)
    assert sealing.commitment(salt, one) != sealing.commitment(sealing.new_salt(), one)


def test_a_commitment_fits_the_payload_sealed_with_the_same_salt() -> None:
    salt = sealing.new_salt()
    payload = sealing.seal(RINGS[0], "13800000000", PLACE, salt=salt)
    assert sealing.commitment_of(RINGS[0], payload, PLACE) == sealing.commitment(salt, "13800000000")


kinds = st.sampled_from(["phone", "name"])


@given(st.tuples(kinds, text), st.tuples(kinds, text))
def test_an_index_is_equal_only_for_equal_text_of_one_kind(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    same = sealing.blind_index(RINGS[0], *one) == sealing.blind_index(RINGS[0], *other)
    assert same == (one == other)


def test_key_files_are_closed_to_others_and_refused_when_open(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    sealing.add_key(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    (folder / "seal-1.key").chmod(0o640)
    with pytest.raises(KeyringError, match="chmod 600"):
        Keyring.load(folder)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("seal-1.key", "DES 00", "must begin with AES-256-GCM or SM4-GCM"),
        ("seal-1.key", "AES-256-GCM 00", "must hold 64 hex digits"),
        ("seal-1.key", "SM4-GCM zz", "must hold 32 hex digits"),
        ("index.key", "", "must hold 64 hex digits"),
    ],
)
def test_a_spoilt_key_file_is_named(tmp_path: Path, name: str, content: str, complaint: str) -> None:
    sealing.add_key(tmp_path)
    (tmp_path / name).write_text(content)
    with pytest.raises(KeyringError, match=complaint):
        Keyring.load(tmp_path)


def test_a_missing_folder_or_index_key_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyringError, match="yixian keys new"):
        sealing.keyring_in(tmp_path / "none")
    sealing.add_key(tmp_path)
    (tmp_path / "index.key").unlink()
    with pytest.raises(KeyringError, match="nobody can be found"):
        Keyring.load(tmp_path)
    with pytest.raises(KeyringError, match="restore it from a backup"):
        sealing.add_key(tmp_path)


def test_secrets_do_not_show_when_a_keyring_is_printed() -> None:
    ring = Keyring({1: SealingKey(Cipher.AES, os.urandom(32))}, os.urandom(32))
    assert "secret" not in repr(ring)
    assert ring.keys[1].secret.hex() not in repr(ring)
