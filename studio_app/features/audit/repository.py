"""Every query of the audit log."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select

from studio_app.db.models import AuditEntry
from studio_app.db.unit_of_work import Transaction

_LOCK = 5_001


def last(tx: Transaction) -> AuditEntry | None:
    """The newest entry. Until this transaction ends nobody else adds one: SQLite has one writer anyway."""
    connection = tx.session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    return tx.session.exec(select(AuditEntry).order_by(col(AuditEntry.number).desc()).limit(1)).first()


def entries_of(tx: Transaction, user_id: uuid.UUID, after: uuid.UUID | None, limit: int) -> list[AuditEntry]:
    """Newest first, as they were written."""
    wanted = select(AuditEntry).where(AuditEntry.user_id == user_id)
    if after is not None:
        place = select(AuditEntry.number).where(AuditEntry.id == after, AuditEntry.user_id == user_id)
        wanted = wanted.where(col(AuditEntry.number) < place.scalar_subquery())
    return list(tx.session.exec(wanted.order_by(col(AuditEntry.number).desc()).limit(limit)))


def refused_since(tx: Transaction, user_id: uuid.UUID, action: str, since: datetime) -> list[AuditEntry]:
    wanted = select(AuditEntry).where(
        AuditEntry.user_id == user_id, AuditEntry.action == action, AuditEntry.result == "refused",
        AuditEntry.created_at > since,
    )
    return list(tx.session.exec(wanted.limit(200)))


def entries_from(tx: Transaction, number: int, limit: int) -> list[AuditEntry]:
    wanted = select(AuditEntry).where(col(AuditEntry.number) >= number)
    return list(tx.session.exec(wanted.order_by(col(AuditEntry.number)).limit(limit)))


def drop_before(tx: Transaction, moment: datetime) -> int:
    old = col(AuditEntry.created_at) < moment
    return tx.session.connection().execute(sa.delete(AuditEntry).where(old)).rowcount
