from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Json, Row, moment


class OutboxMessage(Row, table=True):
    """Something to do once the transaction that wrote it has committed: a mail, a notice, files to delete."""

    __tablename__ = "outbox"
    __table_args__ = (
        sa.Index("ix_outbox_due", "next_at", sqlite_where=sa.text("done_at IS NULL"),
                 postgresql_where=sa.text("done_at IS NULL")),
    )

    kind: str = Field(max_length=40)
    dedupe_key: str = Field(max_length=200, unique=True)
    payload: dict[str, Any] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]
    attempts: int = 0
    next_at: datetime = moment(nullable=False)
    locked_until: datetime | None = moment()
    done_at: datetime | None = moment()
    error: str | None = Field(default=None, max_length=200)
