"""Every query of assets, always through the owner, but for the two that serve shared pictures."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import defer
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
    # The layout is half of a row's bytes, and no list shows it.
    statement = select(Asset).options(defer(Asset.layout, raiseload=True)).where(*_conditions(user_id, wanted))  # type: ignore[arg-type]
    created, row_id = col(Asset.created_at), col(Asset.id)
    newest = wanted.sort == "newest"
    if after is not None:
        here, there = sa.tuple_(created, row_id), place_of(*after)
        statement = statement.where(here < there if newest else here > there)
    order = (created.desc(), row_id.desc()) if newest else (created, row_id)
    return list(tx.session.exec(statement.order_by(*order).offset(offset).limit(limit)))


def count_of(tx: Transaction, user_id: uuid.UUID, wanted: AssetFilter) -> int:
    return tx.session.exec(select(func.count()).select_from(Asset).where(*_conditions(user_id, wanted))).one()


class FileRow(NamedTuple):
    """One stored encoding of an asset, as plain values: lists read eighty of them at a time."""

    id: uuid.UUID
    asset_id: uuid.UUID
    kind: str
    format: str
    width: int
    height: int
    file_size: int
    object_key: str


_FILE_COLUMNS = [getattr(AssetFile, name) for name in FileRow._fields]


def files_of(tx: Transaction, asset_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[FileRow]]:
    found: dict[uuid.UUID, list[FileRow]] = {asset_id: [] for asset_id in asset_ids}
    if asset_ids:
        wanted = sa.select(*_FILE_COLUMNS).where(col(AssetFile.asset_id).in_(asset_ids))
        for row in tx.session.connection().execute(wanted):
            file = FileRow(*row)
            found[file.asset_id].append(file)
    return found


def move_file(tx: Transaction, file: FileRow, new_key: str) -> str:
    """Point the row at a copy and return the key that nothing leads to now: the copy's own, when another request
    has moved the file meanwhile."""
    result = tx.session.connection().execute(
        sa.update(AssetFile)
        .where(col(AssetFile.id) == file.id, col(AssetFile.object_key) == file.object_key)
        .values(object_key=new_key, updated_at=tx.now)
    )
    return file.object_key if result.rowcount == 1 else new_key


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
            .with_for_update(skip_locked=True)
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
