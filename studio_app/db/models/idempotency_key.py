from __future__ import annotations

import uuid
from datetime import datetime

from sqlmodel import Field, SQLModel

from studio_app.core.clock import utc_now
from studio_app.db.base import UtcDateTime


class IdempotencyKey(SQLModel, table=True):
    """The first answer to a keyed request, kept 24 hours and given again to every repetition."""

    __tablename__ = "idempotency_keys"

    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    key: str = Field(max_length=255, primary_key=True)
    request_sha256: str = Field(max_length=64)
    job_id: uuid.UUID = Field(foreign_key="generation_jobs.id", ondelete="CASCADE", nullable=False, index=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime, nullable=False, index=True)  # type: ignore[call-overload]


