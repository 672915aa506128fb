"""Secrets at rest: AES-256-GCM, with a key that the database does not have."""

from __future__ import annotations

import base64
import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from studio_app.core.secrets import KeyRing

_FORM = "g1"
_NONCE_BYTES = 12


class SealBroken(Exception):
    """Another key sealed it, about something else, or it was changed."""


class Sealer:
    """A sealed text names its key, and opens only for what it was sealed `about`: moved to another row it is worth
    nothing. Keys are 32 bytes; former ones open, the current one seals."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self._by_id = {_key_id(key): AESGCM(key) for key in ring.keys}

    def seal(self, text: str, about: str = "") -> str:
        key, nonce = self._ring.current, secrets.token_bytes(_NONCE_BYTES)
        sealed = nonce + AESGCM(key).encrypt(nonce, text.encode(), about.encode())
        return f"{_FORM}.{_key_id(key)}.{base64.urlsafe_b64encode(sealed).decode()}"

    def open(self, sealed: str, about: str = "") -> str:
        """Raises `SealBroken`."""
        form, _, rest = sealed.partition(".")
        if form != _FORM:
            return self._open_older(sealed)
        key_id, _, data = rest.partition(".")
        try:
            raw = base64.urlsafe_b64decode(data)
            opened = self._by_id[key_id].decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], about.encode())
        except (InvalidTag, KeyError, ValueError) as error:
            raise SealBroken from error
        return opened.decode()

    def _open_older(self, sealed: str) -> str:
        """What the releases before this form sealed."""
        for key in self._ring.keys:
            try:
                return Fernet(base64.urlsafe_b64encode(key)).decrypt(sealed.encode()).decode()
            except InvalidToken:
                continue
        raise SealBroken


def _key_id(key: bytes) -> str:
    return hashlib.sha256(b"key id" + key).hexdigest()[:8]
