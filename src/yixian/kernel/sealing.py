"""Sealing of personal data: authenticated encryption by field, commitments, blind indexes.

Keys are files in one folder, outside the database and closed to everyone but their owner:
`seal-1.key`, `seal-2.key` … hold `<cipher> <64 or 32 hex digits>`, `index.key` holds 64 hex digits.
The newest sealing key seals, the older ones only open; the index key never changes, so that what it found
before a rotation it finds after one.

A sealed payload is: key id (2 bytes, big-endian) | nonce (12) | ciphertext of salt (16) and text | tag (16).
The place ("table/row-uuid/field") is bound in as associated data: moved elsewhere, it no longer opens.
"""

import fcntl
import hashlib
import hmac
import os
import re
import stat
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher as Machine
from cryptography.hazmat.primitives.ciphers import algorithms, modes

SALT_SIZE = 16
_ID_SIZE, _NONCE_SIZE, _TAG_SIZE = 2, 12, 16
_HEAD = _ID_SIZE + _NONCE_SIZE
_SHORTEST = _HEAD + SALT_SIZE + _TAG_SIZE
_KEY_FILE = re.compile(r"seal-([1-9][0-9]{0,4})\.key")
_INDEX_FILE = "index.key"
_INDEX_SIZE = 32


class SealBroken(Exception):
    """The payload does not open: changed, moved from its place, or sealed with another key."""


class KeyMissing(SealBroken):
    """The payload names a sealing key that the folder does not hold."""


class KeyringError(Exception):
    """The key folder cannot be used as it is; the text says what to do."""


class Cipher(StrEnum):
    """AES-256 (FIPS 197) or SM4 (GB/T 32907-2016), each in Galois/Counter mode."""

    AES = "AES-256-GCM"
    SM4 = "SM4-GCM"


_KEY_SIZE = {Cipher.AES: 32, Cipher.SM4: 16}
_BLOCK = {Cipher.AES: algorithms.AES, Cipher.SM4: algorithms.SM4}


@dataclass(frozen=True)
class SealingKey:
    """One sealing key and the cipher it is for."""

    cipher: Cipher
    secret: bytes = field(repr=False)

    def encrypt(self, nonce: bytes, plain: bytes, place: bytes) -> bytes:
        """Return ciphertext | tag."""
        machine = Machine(_BLOCK[self.cipher](self.secret), modes.GCM(nonce)).encryptor()
        machine.authenticate_additional_data(place)
        return machine.update(plain) + machine.finalize() + machine.tag

    def decrypt(self, nonce: bytes, sealed: bytes, place: bytes) -> bytes:
        """Return the plain bytes. Raises `InvalidTag`."""
        mode = modes.GCM(nonce, sealed[-_TAG_SIZE:])
        machine = Machine(_BLOCK[self.cipher](self.secret), mode).decryptor()
        machine.authenticate_additional_data(place)
        return machine.update(sealed[:-_TAG_SIZE]) + machine.finalize()


@dataclass(frozen=True)
class Keyring:
    """The keys of one installation. Numbers run from 1; `newest` seals."""

    keys: Mapping[int, SealingKey]
    index: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not self.keys:
            raise KeyringError("no sealing key; make one with: yixian keys new")

    @property
    def newest(self) -> int:
        """The number of the key that seals."""
        return max(self.keys)

    @classmethod
    def load(cls, folder: Path) -> "Keyring":
        """Read every key file of `folder`. Raises `KeyringError`."""
        if not folder.is_dir():
            raise KeyringError(f"no key folder {folder}; make one with: yixian keys new")
        if not (folder / _INDEX_FILE).exists():
            raise KeyringError(f"{folder / _INDEX_FILE} is missing; without it nobody can be found")
        keys = {number: _sealing_key(folder / f"seal-{number}.key") for number in numbers(folder)}
        return cls(keys, _hex(folder / _INDEX_FILE, _read(folder / _INDEX_FILE), _INDEX_SIZE))


def numbers(folder: Path) -> list[int]:
    """Return the numbers of the sealing keys in a folder, oldest first; none where there is no folder."""
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return sorted(int(found[1]) for name in names if (found := _KEY_FILE.fullmatch(name)))


def add_key(folder: Path, cipher: Cipher = Cipher.AES) -> int:
    """Write a new sealing key (and, in an empty folder, the index key); return its number.

    Files are made with mode 0600, the folder with 0700. Raises `KeyringError` when a file appears meanwhile.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = numbers(folder)
    if not (folder / _INDEX_FILE).exists():
        if known:
            raise KeyringError(
                f"{folder / _INDEX_FILE} is missing beside older keys; restore it from a backup"
            )
        _write(folder / _INDEX_FILE, os.urandom(_INDEX_SIZE).hex())
    number = max(known, default=0) + 1
    _write(folder / f"seal-{number}.key", f"{cipher} {os.urandom(_KEY_SIZE[cipher]).hex()}")
    return number


def ensure(folder: Path) -> Path:
    """Make the first keys of an installation unless there are some; return the folder. Raises `KeyringError`.

    Of several processes that try at once, one makes the keys and the others wait for them.
    """
    if not (folder / _INDEX_FILE).exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / ".making").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / _INDEX_FILE).exists():
                add_key(folder)
    return folder


_loaded: dict[Path, tuple[int, Keyring]] = {}
_loading = threading.Lock()


def keyring_in(folder: Path) -> Keyring:
    """Return the keyring of `folder`, read again only after a change of files. Raises `KeyringError`."""
    try:
        changed = folder.stat().st_mtime_ns
    except FileNotFoundError:
        return Keyring.load(folder)
    known = _loaded.get(folder)
    if known is None or known[0] != changed:
        with _loading:
            known = _loaded[folder] = (changed, Keyring.load(folder))
    return known[1]


def new_salt() -> bytes:
    """Return 16 random bytes, for one sealed text and its commitment."""
    return os.urandom(SALT_SIZE)


def seal(keyring: Keyring, text: str, place: str, *, salt: bytes | None = None) -> bytes:
    """Return `text` sealed with the newest key for `place`; give the `salt` to commit to the same text."""
    number, nonce = keyring.newest, os.urandom(_NONCE_SIZE)
    plain = (new_salt() if salt is None else salt) + text.encode("utf-8")
    return key_prefix(number) + nonce + keyring.keys[number].encrypt(nonce, plain, place.encode("utf-8"))


def open_(keyring: Keyring, payload: bytes, place: str) -> str:
    """Return the text sealed for `place`. Raises `SealBroken`, whose text never holds any of it."""
    return _open(keyring, payload, place)[1]


def reseal(keyring: Keyring, payload: bytes, place: str) -> bytes:
    """Return the same text and salt under the newest key; commitments stay true. Raises `SealBroken`."""
    salt, text = _open(keyring, payload, place)
    return seal(keyring, text, place, salt=salt)


def commitment_of(keyring: Keyring, payload: bytes, place: str) -> str:
    """Return the commitment to the text inside `payload`. Raises `SealBroken`."""
    return commitment(*_open(keyring, payload, place))


def key_number(payload: bytes) -> int:
    """Return the number of the key that sealed `payload`."""
    return int.from_bytes(payload[:_ID_SIZE], "big")


def key_prefix(number: int) -> bytes:
    """Return what every payload begins with that the key of this number sealed."""
    return number.to_bytes(_ID_SIZE, "big")


def commitment(salt: bytes, text: str) -> str:
    """Return 64 hex digits that bind to `text` and, without the salt, tell nothing about it.

    The salt lives only inside the sealed payload: shred that, and no guess at the text can be tried any more.
    """
    return hmac.new(salt, text.encode("utf-8"), hashlib.sha256).hexdigest()


def blind_index(keyring: Keyring, kind: str, text: str) -> bytes:
    """Return 32 bytes, the same for the same `kind` and `text`, by which a row is found without opening it.

    Normalise `text` first (`kernel.contact`). Equal texts of two kinds give unrelated values.
    """
    inner = hmac.new(keyring.index, kind.encode("utf-8"), hashlib.sha256).digest()
    return hmac.new(inner, text.encode("utf-8"), hashlib.sha256).digest()


def _open(keyring: Keyring, payload: bytes, place: str) -> tuple[bytes, str]:
    payload = bytes(payload)
    if len(payload) < _SHORTEST:
        raise SealBroken(f"{place}: too short to be a sealed text")
    key = keyring.keys.get(key_number(payload))
    if key is None:
        raise KeyMissing(f"{place}: sealed with key {key_number(payload)}, which is not in the key folder")
    try:
        plain = key.decrypt(payload[_ID_SIZE:_HEAD], payload[_HEAD:], place.encode("utf-8"))
    except InvalidTag:
        raise SealBroken(f"{place}: changed, moved from its place, or sealed with another key") from None
    return plain[:SALT_SIZE], plain[SALT_SIZE:].decode("utf-8")


def _sealing_key(path: Path) -> SealingKey:
    name, _, secret = _read(path).partition(" ")
    try:
        cipher = Cipher(name)
    except ValueError:
        raise KeyringError(f"{path} must begin with {' or '.join(Cipher)}") from None
    return SealingKey(cipher, _hex(path, secret, _KEY_SIZE[cipher]))


def _hex(path: Path, digits: str, size: int) -> bytes:
    try:
        secret = bytes.fromhex(digits)
    except ValueError:
        secret = b""
    if len(secret) != size:
        raise KeyringError(f"{path} must hold {size * 2} hex digits")
    return secret


def _read(path: Path) -> str:
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyringError(f"{path} is open to others; close it with: chmod 600 {path}")
    return path.read_text("ascii", errors="replace").strip()


def _write(path: Path, line: str) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyringError(f"{path} was made meanwhile by somebody else") from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
