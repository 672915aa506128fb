from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Row, moment, owner


class ProviderCall(Row, table=True):
    """One order to an image model, written down before it is made: `created_at` is when. An order without an end was
    cut off by a crash and may have been paid for."""

    __tablename__ = "provider_calls"

    user_id: uuid.UUID = owner(index=True)
    job_id: uuid.UUID = Field(foreign_key="generation_jobs.id", ondelete="CASCADE", nullable=False, index=True)
    fence: int = Field(sa_type=sa.BigInteger)  # type: ignore[call-overload]
    provider: str = Field(max_length=40)
    model: str = Field(max_length=80)
    finished_at: datetime | None = moment()
    outcome: str = Field(default="", max_length=40)
