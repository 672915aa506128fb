from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from studio_app.core.ids import new_id
from studio_app.db.base import Json, moment


class AuditEntry(SQLModel, table=True):
    """Something that matters for an account's safety. Rows are only ever added: triggers refuse everything else.

    Each `hash` covers its row and the hash before it, so that a row that was changed or cut out shows. `user_id` has
    no foreign key: the entry outlives the account, and nothing else in it tells whose it was.
    """

    __tablename__ = "audit_log"
    __table_args__ = (sa.Index("ix_audit_log_user_id_created_at", "user_id", "created_at"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    number: int = Field(sa_type=sa.BigInteger, unique=True, nullable=False)  # type: ignore[call-overload]
    created_at: datetime = moment(nullable=False)
    user_id: uuid.UUID | None = None
    action: str = Field(max_length=40)
    result: str = Field(max_length=20)
    target: str = Field(default="", max_length=80)
    ip_hint: str = Field(default="", max_length=64)
    device: str = Field(default="", max_length=80)
    request_id: str = Field(default="", max_length=64)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)
