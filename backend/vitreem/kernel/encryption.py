"""Field encryption: AES-256-GCM with a key id and the place of the value as associated data."""

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12


class Sealer:
    """Seals short values under one key. A value moved to another place can't be opened."""

    def __init__(self, key: str) -> None:
        self._aead = AESGCM(base64.urlsafe_b64decode(key))

    def seal(self, value: bytes, place: str) -> bytes:
        """`place` names table, column and row, e.g. `credential.totp_secret.<uuid>`."""
        nonce = os.urandom(_NONCE)
        return _VERSION + nonce + self._aead.encrypt(nonce, value, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """Raises `cryptography.exceptions.InvalidTag` for another key, another place or a changed value."""
        return self._aead.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], place.encode())
