"""Sealed values: AES-256-GCM under a key that the value names, bound to the place where it is kept.

A sealed value is `version | key id (4 bytes) | nonce | ciphertext`. Its place (ward, table, row, column) is the
associated data: moved anywhere else, it can't be opened. Keys of wards are wrapped by the root key, which never lies in
the database or its backup (ADR 21).
"""

import base64
import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vitreem.kernel.http.problems import Problem

KEY_BYTES = 32
_VERSION, _WITHOUT_KEY_ID = b"\x02", b"\x01"
_ID, _NONCE = 4, 12
_HEAD = 1 + _ID
# Bytes that a seal adds: version, key id, nonce, and the tag of 16.
ADDED = _HEAD + _NONCE + 16


class SealBroken(Problem):
    """Moved from another row, changed, or sealed under a key that is gone."""

    status = 410
    code = "seal_broken"
    title = "Không mở được niêm phong"
    detail = "Nội dung đã niêm phong này không còn nguyên nên không mở được. Hãy báo quản trị hệ thống."


class KeysAway(Problem):
    """The root key isn't here: what is sealed stays shut, everything else goes on."""

    status = 503
    code = "keys_away"
    title = "Chưa có khóa mã hóa"
    detail = "Máy chủ đang thiếu khóa mã hóa nên phần này tạm đóng. Dữ liệu vẫn còn; hãy báo quản trị hệ thống."
    headers = {"Retry-After": "60"}  # noqa: RUF012


class Key:
    """A key with the id that the values sealed under it carry."""

    def __init__(self, key_id: bytes, secret: bytes) -> None:
        self.id, self._aead = key_id, AESGCM(secret)

    @property
    def head(self) -> bytes:
        """What the values sealed under it begin with."""
        return _VERSION + self.id

    def seal(self, value: bytes, place: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return self.head + nonce + self._aead.encrypt(nonce, value, place.encode())

    def open(self, sealed: bytes, place: str, head: int = _HEAD) -> bytes:
        """`head`: how many bytes come before the nonce. Raises `SealBroken` for another key, another place or a
        changed value."""
        start = head + _NONCE
        try:
            return self._aead.decrypt(sealed[head:start], sealed[start:], place.encode())
        except (InvalidTag, ValueError):
            raise SealBroken() from None


class Keys:
    """Keys that open; the first of them seals."""

    def __init__(self, *keys: Key) -> None:
        self.newest = keys[0]
        self._by_head: Mapping[bytes, Key] = {one.head: one for one in keys}

    def seal(self, value: bytes, place: str) -> bytes:
        """`place` names ward, table, row and column; what is sealed there opens there alone."""
        return self.newest.seal(value, place)

    def open(self, sealed: bytes, place: str) -> bytes:
        """Raises `SealBroken`."""
        if (key := self._by_head.get(sealed[:_HEAD])) is not None:
            return key.open(sealed, place)
        if sealed.startswith(_WITHOUT_KEY_ID):
            return self._try_each(sealed, place)
        raise SealBroken()

    def _try_each(self, sealed: bytes, place: str) -> bytes:
        """For values that don't say which key they were sealed under."""
        for key in self._by_head.values():
            with suppress(SealBroken):
                return key.open(sealed, place, len(_WITHOUT_KEY_ID))
        raise SealBroken()


def key_id(sealed: bytes) -> bytes:
    """The id of the key that a value was sealed under; empty for values from before keys had ids."""
    return sealed[1:_HEAD] if sealed.startswith(_VERSION) else b""


def is_of(key: Key, sealed: bytes) -> bool:
    return key_id(sealed) == key.id


@cache
def root_keys(text: str | None) -> Keys:
    """Root keys as an installation keeps them: base64 with spaces between, the newest first. Raises `KeysAway`."""
    secrets = [base64.urlsafe_b64decode(one) for one in (text or "").split()]
    if not secrets:
        raise KeysAway()
    return Keys(*(Key(hashlib.sha256(b"vitreem root\0" + one).digest()[:_ID], one) for one in secrets))


def new_secret() -> bytes:
    return os.urandom(KEY_BYTES)


def place(ward_id: int, table: str, row: object, column: str) -> str:
    return f"{ward_id}|{table}|{row}|{column}"
