from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Json, Row, moment


class User(Row, table=True):
    """A person. `email` is stored in lower case; `muted_mails` are the topics she wants no mails of.

    `expiry_told_until`: she knows of all assets that end before it. `purge_after` is set while deletion is pending.
    """

    __tablename__ = "users"
    __table_args__ = (
        sa.CheckConstraint("role IN ('user', 'admin')", name="role"),
        sa.CheckConstraint("status IN ('active', 'deletion_pending')", name="status"),
    )

    email: str = Field(max_length=254, unique=True, nullable=False)
    email_verified: bool = False
    display_name: str = Field(max_length=50)
    avatar_url: str | None = Field(default=None, max_length=500)
    avatar_key: str | None = Field(default=None, max_length=200)
    password_hash: str | None = Field(default=None, max_length=100)
    role: str = Field(default="user", max_length=10)
    status: str = Field(default="active", max_length=20)
    stripe_customer_id: str | None = Field(default=None, max_length=64, unique=True)
    terms_accepted_at: datetime | None = moment()
    terms_version: str | None = Field(default=None, max_length=40)
    privacy_version: str | None = Field(default=None, max_length=40)
    muted_mails: list[str] = Field(default_factory=list, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    expiry_told_until: datetime | None = moment()
    purge_after: datetime | None = moment()
