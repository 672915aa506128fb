from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Row, moment, owner


class DataExport(Row, table=True):
    """One ZIP with everything that is kept of a person, made in the background and kept for a week."""

    __tablename__ = "data_exports"
    __table_args__ = (sa.CheckConstraint("status IN ('queued', 'ready', 'failed')", name="status"),)

    user_id: uuid.UUID = owner(index=True)
    status: str = Field(default="queued", max_length=10)
    object_key: str | None = Field(default=None, max_length=512)
    file_size: int | None = None
    expires_at: datetime | None = moment()
