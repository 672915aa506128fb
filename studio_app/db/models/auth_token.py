from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Row, moment, owner


class AuthToken(Row, table=True):
    """A secret that went out by mail, kept as its hash. `email` is the address that it proves."""

    __tablename__ = "auth_tokens"
    __table_args__ = (
        sa.CheckConstraint("token_type IN ('password_reset', 'email_verification')", name="token_type"),
    )

    user_id: uuid.UUID = owner(index=True)
    token_type: str = Field(max_length=20)
    token_hash: str = Field(max_length=64, unique=True)
    email: str = Field(max_length=254)
    expires_at: datetime = moment(nullable=False)
    used_at: datetime | None = moment()
