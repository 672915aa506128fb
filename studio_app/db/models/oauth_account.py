from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Row, moment, owner


class OauthAccount(Row, table=True):
    """A way to sign in at another company. `subject` is that company's own, unchanging id of the person."""

    __tablename__ = "oauth_accounts"
    __table_args__ = (sa.UniqueConstraint("provider", "subject"), sa.UniqueConstraint("user_id", "provider"))

    user_id: uuid.UUID = owner(index=True)
    provider: str = Field(max_length=20)
    subject: str = Field(max_length=255)
    label: str = Field(default="", max_length=120)
    last_used_at: datetime | None = moment()
