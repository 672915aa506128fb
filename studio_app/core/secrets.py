"""Keyed hashes and signatures. One master secret, one derived key per purpose; former secrets still read."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The key of one purpose, then those of former secrets: what they signed or sealed holds until they are removed."""

    keys: tuple[bytes, ...]

    @property
    def current(self) -> bytes:
        return self.keys[0]

    def sign(self, text: str) -> str:
        """A URL-safe signature of `text`, 32 characters (192 bits)."""
        return _sign(self.current, text)

    def matches(self, text: str, signature: str) -> bool:
        found = [hmac.compare_digest(_sign(key, text).encode(), signature.encode()) for key in self.keys]
        return any(found)


@dataclass(frozen=True, slots=True)
class Master:
    """`secret`, and the ones that it took the place of."""

    secret: str
    former: tuple[str, ...] = ()

    def ring(self, purpose: str) -> KeyRing:
        return KeyRing(tuple(derive_key(secret, purpose) for secret in (self.secret, *self.former)))


def derive_key(master: str, purpose: str) -> bytes:
    return hmac.new(master.encode(), f"streamer-studio/{purpose}".encode(), hashlib.sha256).digest()


def sha256_hex(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def _sign(key: bytes, text: str) -> str:
    digest = hmac.new(key, text.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()
