"""Every query of assets, always through the owner, but for the two that serve shared pictures."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import func, select

from studio_app.db.models import Asset, AssetFile, User
from studio_app.db.unit_of_work import Transaction
from studio_app.features.assets.rules import like_pattern
from studio_app.features.assets.types import AssetFilter


def asset_of(tx: Transaction, user_id: uuid.UUID, asset_id: uuid.UUID, *, deleted: bool = False) -> Asset | None:
    found = tx.session.exec(select(Asset).where(Asset.id == asset_id, Asset.user_id == user_id)).first()
    return found if found is not None and (found.deleted_at is not None) == deleted else None


def page_of(
    tx: Transaction,
    user_id: uuid.UUID,
    wanted: AssetFilter,
    *,
    after: tuple[datetime, uuid.UUID] | None,
    offset: int,
    limit: int,
) -> list[Asset]:
    statement = select(Asset).where(*_conditions(user_id, wanted))
    place = sa.tuple_(Asset.created_at, Asset.id)  # type: ignore[arg-type]
    newest = wanted.sort == "newest"
    if after is not None:
        there = sa.tuple_(sa.bindparam("t", after[0], Asset.__table__.c.created_at.type),  # type: ignore[attr-defined]
                          sa.bindparam("i", after[1], Asset.__table__.c.id.type))  # type: ignore[attr-defined]
        statement = statement.where(place < there if newest else place > there)
    order = (sa.desc, sa.asc)[not newest]
    statement = statement.order_by(order(Asset.created_at), order(Asset.id))  # type: ignore[arg-type]
    return list(tx.session.exec(statement.offset(offset).limit(limit)))


def count_of(tx: Transaction, user_id: uuid.UUID, wanted: AssetFilter) -> int:
    return tx.session.exec(select(func.count()).select_from(Asset).where(*_conditions(user_id, wanted))).one()


def files_of(tx: Transaction, asset_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[AssetFile]]:
    found: dict[uuid.UUID, list[AssetFile]] = {asset_id: [] for asset_id in asset_ids}
    if asset_ids:
        for file in tx.session.exec(select(AssetFile).where(AssetFile.asset_id.in_(asset_ids))):  # type: ignore[attr-defined]
            found[file.asset_id].append(file)
    return found


def asset_and_maker(tx: Transaction, asset_id: uuid.UUID) -> tuple[Asset, User] | None:
    """For the share page: visibility is decided by the caller."""
    return tx.session.exec(
        select(Asset, User).join(User, sa.and_(User.id == Asset.user_id)).where(Asset.id == asset_id)
    ).first()


def file_by_key(tx: Transaction, object_key: str) -> tuple[AssetFile, Asset] | None:
    """For `/media`: visibility is decided by the caller."""
    return tx.session.exec(
        select(AssetFile, Asset)
        .join(Asset, sa.and_(Asset.id == AssetFile.asset_id))
        .where(AssetFile.object_key == object_key)
    ).first()


def trashed_before(tx: Transaction, moment: datetime, limit: int) -> list[Asset]:
    """For the retention sweep, across owners: deleted long ago, or run out."""
    return list(
        tx.session.exec(
            select(Asset)
            .where(sa.or_(Asset.deleted_at < moment, Asset.expires_at < tx.now))  # type: ignore[operator]
            .limit(limit)
        )
    )


def _conditions(user_id: uuid.UUID, wanted: AssetFilter) -> list[Any]:
    conditions: list[Any] = [
        Asset.user_id == user_id,
        Asset.deleted_at.is_(None),  # type: ignore[union-attr]
    ]
    for name in ("asset_type", "brand_kit_id", "job_id", "is_public"):
        value = getattr(wanted, name)
        if value is not None:
            conditions.append(getattr(Asset, name) == value)
    if wanted.q:
        pattern = like_pattern(wanted.q.lower())
        conditions.append(func.lower(Asset.title).like(pattern, escape="\\"))
    return conditions
