"""Every query of privacy: a person's rows, in whatever table."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from studio_app.db.models import DataExport, GenerationJob, OutboxMessage, User
from studio_app.db.unit_of_work import Transaction
from studio_app.features.privacy.registry import HOLDINGS, Holding


def rows_of(tx: Transaction, holding: Holding, user_id: uuid.UUID) -> list[Any]:
    return list(tx.session.exec(select(holding.table).where(holding.mine(user_id))))


def object_keys_of(tx: Transaction, user_id: uuid.UUID) -> list[str]:
    """Every stored object that a row of the person leads to."""
    return [
        key for holding in HOLDINGS if holding.files for row in rows_of(tx, holding, user_id)
        if (key := getattr(row, holding.files))
    ]


def job_ids_of(tx: Transaction, user_id: uuid.UUID) -> list[uuid.UUID]:
    return list(tx.session.exec(select(GenerationJob.id).where(GenerationJob.user_id == user_id)))


def due_for_purge(tx: Transaction, limit: int) -> list[uuid.UUID]:
    wanted = select(User.id).where(User.status == "deletion_pending", col(User.purge_after) <= tx.now)
    return list(tx.session.exec(wanted.limit(limit)))


def still_due(tx: Transaction, user_id: uuid.UUID) -> User | None:
    """The person, locked, unless she took it back meanwhile."""
    wanted = select(User).where(User.id == user_id, User.status == "deletion_pending", col(User.purge_after) <= tx.now)
    return tx.session.exec(wanted.with_for_update()).one_or_none()


def drop_messages(tx: Transaction, user_id: uuid.UUID) -> None:
    mine = col(OutboxMessage.payload)["user_id"].as_string() == str(user_id)  # type: ignore[index]
    tx.session.connection().execute(sa.delete(OutboxMessage).where(mine))


def exports_of(tx: Transaction, user_id: uuid.UUID) -> list[DataExport]:
    """Newest first."""
    wanted = select(DataExport).where(DataExport.user_id == user_id)
    return list(tx.session.exec(wanted.order_by(col(DataExport.created_at).desc(), col(DataExport.id))))


def export_of(tx: Transaction, user_id: uuid.UUID, export_id: uuid.UUID) -> DataExport | None:
    return tx.session.exec(
        select(DataExport).where(DataExport.id == export_id, DataExport.user_id == user_id)
    ).one_or_none()


def export_by_key(tx: Transaction, object_key: str) -> DataExport | None:
    """For `/media`: only by an address that was signed for its owner."""
    wanted = select(DataExport).join(User, col(User.id) == DataExport.user_id)
    return tx.session.exec(wanted.where(DataExport.object_key == object_key, User.status == "active")).first()


def ended_exports(tx: Transaction, limit: int) -> list[DataExport]:
    return list(tx.session.exec(select(DataExport).where(col(DataExport.expires_at) <= tx.now).limit(limit)))
