from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Json, Row, moment


class TryCount(Row, table=True):
    """When something was tried lately, while Redis is away. `key` is a hash: of the limit and of who or what is
    counted. `times` are milliseconds since 1970."""

    __tablename__ = "try_counts"
    __table_args__ = (sa.Index("ix_try_counts_ends_at", "ends_at"),)

    key: str = Field(max_length=64, unique=True)
    times: list[int] = Field(default_factory=list, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    ends_at: datetime = moment(nullable=False)
