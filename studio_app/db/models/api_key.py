from __future__ import annotations

import uuid
from datetime import datetime

from sqlmodel import Field

from studio_app.db.base import Json, Row, moment, owner


class ApiKey(Row, table=True):
    """A program's key to its person's account. Only the hash is kept; `hint` is its end, to tell keys apart."""

    __tablename__ = "api_keys"

    user_id: uuid.UUID = owner(index=True)
    name: str = Field(max_length=60)
    key_hash: str = Field(max_length=64, unique=True)
    hint: str = Field(max_length=8)
    scopes: list[str] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]
    last_used_at: datetime | None = moment()
    expires_at: datetime | None = moment()
    revoked_at: datetime | None = moment()
