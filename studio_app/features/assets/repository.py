"""Every query of assets, always through the owner, but for the two that serve shared pictures."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, func, select

from studio_app.core.text import clean_line
from studio_app.db.base import place_of
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
    created, row_id = col(Asset.created_at), col(Asset.id)
    newest = wanted.sort == "newest"
    if after is not None:
        here, there = sa.tuple_(created, row_id), place_of(*after)
        statement = statement.where(here < there if newest else here > there)
    order = (created.desc(), row_id.desc()) if newest else (created, row_id)
    return list(tx.session.exec(statement.order_by(*order).offset(offset).limit(limit)))


def count_of(tx: Transaction, user_id: uuid.UUID, wanted: AssetFilter) -> int:
    return tx.session.exec(select(func.count()).select_from(Asset).where(*_conditions(user_id, wanted))).one()


def files_of(tx: Transaction, asset_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[AssetFile]]:
    found: dict[uuid.UUID, list[AssetFile]] = {asset_id: [] for asset_id in asset_ids}
    if asset_ids:
        for file in tx.session.exec(select(AssetFile).where(col(AssetFile.asset_id).in_(asset_ids))):
            found[file.asset_id].append(file)
    return found


def asset_and_maker(tx: Transaction, asset_id: uuid.UUID) -> tuple[Asset, User] | None:
    """For the share page: visibility is decided by the caller."""
    return tx.session.exec(
        select(Asset, User).join(User, col(User.id) == Asset.user_id).where(Asset.id == asset_id)
    ).first()


def file_by_key(tx: Transaction, object_key: str) -> tuple[AssetFile, Asset] | None:
    """For `/media`: visibility is decided by the caller."""
    return tx.session.exec(
        select(AssetFile, Asset)
        .join(Asset, col(Asset.id) == AssetFile.asset_id)
        .where(AssetFile.object_key == object_key)
    ).first()


def trashed_before(tx: Transaction, moment: datetime, limit: int) -> list[Asset]:
    """For the retention sweep, across owners: deleted long ago, or run out."""
    return list(
        tx.session.exec(
            select(Asset)
            .where(sa.or_(col(Asset.deleted_at) < moment, col(Asset.expires_at) < tx.now))
            .limit(limit)
        )
    )


def _conditions(user_id: uuid.UUID, wanted: AssetFilter) -> list[Any]:
    conditions: list[Any] = [
        Asset.user_id == user_id,
        col(Asset.deleted_at).is_(None),
    ]
    for name in ("asset_type", "brand_kit_id", "job_id", "is_public"):
        value = getattr(wanted, name)
        if value is not None:
            conditions.append(getattr(Asset, name) == value)
    if q := clean_line(wanted.q or "", 140):  # as titles are cleaned before they are stored
        pattern = like_pattern(q.lower())
        conditions.append(func.lower(Asset.title).like(pattern, escape="\\"))
    return conditions
