from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Json, Row, moment, owner


class WebhookEndpoint(Row, table=True):
    """An address of a person's own that is told when her jobs end. Secrets are stored encrypted."""

    __tablename__ = "webhook_endpoints"
    __table_args__ = (sa.CheckConstraint("status IN ('enabled', 'disabled')", name="status"),)

    user_id: uuid.UUID = owner(index=True)
    url: str = Field(max_length=2000)
    description: str = Field(default="", max_length=200)
    events: list[str] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]
    secret: str = Field(max_length=500)
    old_secret: str | None = Field(default=None, max_length=500)
    old_secret_until: datetime | None = moment()
    status: str = Field(default="enabled", max_length=20)
    disabled_reason: str | None = Field(default=None, max_length=200)
    failing_since: datetime | None = moment()


class WebhookDelivery(Row, table=True):
    """One message to one endpoint, and what came of it."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        sa.CheckConstraint("status IN ('pending', 'delivered', 'failed')", name="status"),
        sa.UniqueConstraint("endpoint_id", "message_id"),
        sa.Index("ix_webhook_deliveries_endpoint_id_created_at", "endpoint_id", "created_at"),
    )

    user_id: uuid.UUID = owner(index=True)
    endpoint_id: uuid.UUID = Field(foreign_key="webhook_endpoints.id", ondelete="CASCADE", nullable=False)
    message_id: str = Field(max_length=60)
    event_type: str = Field(max_length=40)
    payload: dict[str, Any] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]
    status: str = Field(default="pending", max_length=20)
    attempts: int = 0
    response_status: int | None = None
    error: str | None = Field(default=None, max_length=200)
    milliseconds: int | None = None
    next_at: datetime | None = moment()
    delivered_at: datetime | None = moment()
