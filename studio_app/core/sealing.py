"""Secrets at rest: sealed with a key that the database does not have."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet


class Sealer:
    """`key` is 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Raises `cryptography.fernet.InvalidToken` for what another key sealed."""
        return self._fernet.decrypt(sealed.encode()).decode()
