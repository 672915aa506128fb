from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Row, moment, owner


class Session(Row, table=True):
    """One signed-in device. Revoking the row ends it at once, whatever tokens are out. `browser` is a hash of what its
    browser keeps to be known again, and of the person, so that two people of one browser have nothing in common; with
    `known_again` off, the next sign-in from there is told as a new one."""

    __tablename__ = "sessions"

    user_id: uuid.UUID = owner(index=True)
    user_agent: str = Field(default="", max_length=300)
    ip_hint: str = Field(default="", max_length=64)
    browser: str = Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})
    known_again: bool = Field(default=True, sa_column_kwargs={"server_default": sa.true()})
    last_seen_at: datetime = moment(nullable=False)
    expires_at: datetime = moment(nullable=False)
    revoked_at: datetime | None = moment()


class RefreshToken(Row, table=True):
    """One link of a session's rotation chain. Only the hash is kept; `successor` is sealed for the grace period."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (sa.Index("ix_refresh_tokens_session_id", "session_id"),)

    session_id: uuid.UUID = Field(foreign_key="sessions.id", ondelete="CASCADE", nullable=False)
    token_hash: str = Field(max_length=64, unique=True)
    expires_at: datetime = moment(nullable=False)
    used_at: datetime | None = moment()
    successor: str | None = Field(default=None, max_length=400)
