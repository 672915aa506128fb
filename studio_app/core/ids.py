"""Identifiers: random, server-made, never guessable."""

from __future__ import annotations

import secrets
import uuid


def new_id() -> uuid.UUID:
    return uuid.uuid4()


def random_key() -> str:
    """160 random bits in URL-safe text, for object keys and one-time tokens."""
    return secrets.token_urlsafe(20)


def parse_id(text: str) -> uuid.UUID | None:
    """The UUID in `text`, or None when it is not one in canonical form."""
    try:
        value = uuid.UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None
    return value if str(value) == text.lower() else None
