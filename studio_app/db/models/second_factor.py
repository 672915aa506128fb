from __future__ import annotations

import uuid
from datetime import datetime

from sqlmodel import Field

from studio_app.db.base import Json, Row, moment


class SecondFactor(Row, table=True):
    """An authenticator app. It counts from `confirmed_at` on; `last_step` is the newest step a code was used of, so
    that no code works twice; `recovery_hashes` are of the codes that are left."""

    __tablename__ = "second_factors"

    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", unique=True, nullable=False)
    secret: str = Field(max_length=200)
    confirmed_at: datetime | None = moment()
    last_step: int = 0
    recovery_hashes: list[str] = Field(default_factory=list, sa_type=Json, nullable=False)  # type: ignore[call-overload]
