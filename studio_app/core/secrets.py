"""Keyed hashes and signatures. One master secret, one derived key per purpose."""

from __future__ import annotations

import base64
import hashlib
import hmac


def derive_key(master: str, purpose: str) -> bytes:
    return hmac.new(master.encode(), f"streamer-studio/{purpose}".encode(), hashlib.sha256).digest()


def sign(key: bytes, text: str) -> str:
    """A URL-safe signature of `text`, 32 characters (192 bits)."""
    digest = hmac.new(key, text.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def matches(key: bytes, text: str, signature: str) -> bool:
    return hmac.compare_digest(sign(key, text).encode(), signature.encode())


def sha256_hex(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
