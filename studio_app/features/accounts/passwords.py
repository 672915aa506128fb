"""Password hashing: bcrypt over a keyed pre-hash, so that no password is ever cut at 72 bytes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import bcrypt

from studio_app.core.errors import Unavailable
from studio_app.core.secrets import KeyRing
from studio_app.features.accounts.rules import normalise_password

T = TypeVar("T")
_QUEUE = 20


class PasswordHasher:
    """At most one hash per core at a time; when more than 20 wait, callers are told to come back."""

    def __init__(self, peppers: KeyRing, rounds: int = 12) -> None:
        self._peppers = peppers
        self._rounds = rounds
        self._slots = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._waiting = 0
        self._lock = threading.Lock()

    def hash(self, password: str) -> str:
        return self._bounded(lambda: self._hash(password))

    def verify(self, password: str, stored: str | None) -> bool:
        """Whether `password` made `stored`. Without a stored hash the same work is done and the answer is no."""
        return self.verified_by(password, stored) is not None

    def verified_by(self, password: str, stored: str | None) -> int | None:
        """Which pepper `password` made `stored` with: 0 for the current one, others for former secrets."""
        hashed = (self._decoy() if stored is None else stored).encode()
        for place, pepper in enumerate(self._peppers.keys):
            matched = self._bounded(lambda pepper=pepper: bcrypt.checkpw(_prehash(pepper, password), hashed))  # type: ignore[misc]
            if matched and stored is not None:
                return place
        return None

    def _decoy(self) -> str:
        """A hash of this cost that nothing matches: 22 salt and 31 digest characters."""
        return f"$2b${self._rounds:02d}$" + "." * 53

    def _hash(self, password: str) -> str:
        return bcrypt.hashpw(_prehash(self._peppers.current, password), bcrypt.gensalt(self._rounds)).decode()

    def _bounded(self, work: Callable[[], T]) -> T:
        with self._queued():
            return work()

    @contextmanager
    def _queued(self) -> Iterator[None]:
        with self._lock:
            if self._waiting >= _QUEUE:
                raise Unavailable(retry_after=5)
            self._waiting += 1
        try:
            self._slots.acquire()
        finally:
            with self._lock:
                self._waiting -= 1
        try:
            yield
        finally:
            self._slots.release()


def _prehash(pepper: bytes, password: str) -> bytes:
    return base64.b64encode(hmac.new(pepper, normalise_password(password), hashlib.sha256).digest())
