"""Keyset cursors: the last row's time and id, signed so that a client can only hand back what we gave out."""

from __future__ import annotations

import base64
import uuid
from datetime import UTC, datetime

from studio_app.core.errors import ValidationFailed
from studio_app.core.secrets import KeyRing


class Cursors:
    def __init__(self, key: KeyRing) -> None:
        self._key = key

    def encode(self, moment: datetime, row_id: uuid.UUID) -> str:
        text = f"{moment.astimezone(UTC).isoformat()}|{row_id}"
        return base64.urlsafe_b64encode(f"{text}|{self._key.sign(text)}".encode()).decode().rstrip("=")

    def decode(self, cursor: str) -> tuple[datetime, uuid.UUID]:
        """The row after which to go on; raises `ValidationFailed` for anything we did not make."""
        try:
            raw = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode()
            text, _, signature = raw.rpartition("|")
            if not self._key.matches(text, signature):
                raise ValueError
            moment, _, row_id = text.partition("|")
            return datetime.fromisoformat(moment), uuid.UUID(row_id)
        except ValueError as error:
            message = "That cursor is not one of ours. Start again without it."
            raise ValidationFailed(message, details={"fields": {"cursor": [{"message": message}]}}) from error
