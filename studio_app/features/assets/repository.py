"""Every query of assets, always through the owner, but for the two that serve shared pictures."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import defer
from sqlmodel import col, func, select

from studio_app.core.text import clean_line
from studio_app.db.base import place_of
from studio_app.db.models import Asset, AssetFeedback, AssetFile, AssetRevision, AssetScore, GenerationJob, User
from studio_app.db.unit_of_work import Transaction
from studio_app.features.assets.rules import like_pattern
from studio_app.features.assets.types import AssetFilter, StoredFile, VersionResult


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


# The kinds of file that an edit does not draw again.
GIVEN = ("plate", "photo", "turn_1", "turn_2", "turn_3")


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


def replace_files(tx: Transaction, asset_id: uuid.UUID, stored: Sequence[StoredFile]) -> list[str]:
    """New encodings of a picture that was drawn again. Returns the keys of the old ones; plate and photo stay."""
    rows = tx.session.exec(
        select(AssetFile).where(AssetFile.asset_id == asset_id, col(AssetFile.kind).not_in(GIVEN))
    ).all()
    for row in rows:
        tx.session.delete(row)
    tx.session.flush()
    tx.session.add_all(file_row(asset_id, file) for file in stored)
    return [row.object_key for row in rows]


def file_row(asset_id: uuid.UUID, file: StoredFile) -> AssetFile:
    return AssetFile(
        asset_id=asset_id, kind=file.kind, format=file.format, width=file.width, height=file.height,
        file_size=file.file_size, sha256=file.sha256, object_key=file.object_key,
    )


def next_revision(tx: Transaction, user_id: uuid.UUID, asset_id: uuid.UUID, base: int) -> bool:
    """Count one more revision if the asset is still at `base`: of two edits at once, one wins."""
    result = tx.session.connection().execute(
        sa.update(Asset)
        .where(col(Asset.id) == asset_id, col(Asset.user_id) == user_id, col(Asset.revision) == base)
        .values(revision=base + 1, updated_at=tx.now)
    )
    return result.rowcount == 1


def revisions_of(tx: Transaction, asset_id: uuid.UUID) -> list[AssetRevision]:
    """Newest first; of an asset that the caller has loaded through its owner."""
    statement = select(AssetRevision).where(AssetRevision.asset_id == asset_id)
    return list(tx.session.exec(statement.order_by(col(AssetRevision.number).desc())))


def unscored(tx: Transaction, asset_id: uuid.UUID, wanted: Collection[str]) -> Asset | None:
    """For the worker: an asset whose report has not all of `wanted` yet, whoever owns it."""
    found = tx.session.exec(select(Asset).where(Asset.id == asset_id, col(Asset.deleted_at).is_(None))).first()
    return found if found is not None and found.scene and not set(wanted) <= found.report.keys() else None


def waiting_for_score(tx: Transaction, before: datetime, after: datetime, limit: int) -> list[uuid.UUID]:
    """For the scheduler, across owners: assets drawn in that span that were never measured."""
    statement = select(Asset.id).where(
        col(Asset.viral_score).is_(None), col(Asset.deleted_at).is_(None),
        col(Asset.updated_at) < before, col(Asset.updated_at) > after,
    )
    return list(tx.session.exec(statement.limit(limit)))


def scores_of(tx: Transaction, asset_id: uuid.UUID) -> list[AssetScore]:
    """Oldest first, at most the last hundred; of an asset that the caller has loaded through its owner."""
    newest = select(AssetScore).where(AssetScore.asset_id == asset_id).order_by(col(AssetScore.created_at).desc())
    return list(tx.session.exec(newest.limit(100)))[::-1]


def feedback_of(tx: Transaction, asset_id: uuid.UUID) -> AssetFeedback | None:
    """Of an asset that the caller has loaded through its owner."""
    return tx.session.exec(select(AssetFeedback).where(AssetFeedback.asset_id == asset_id)).first()


def version_results(tx: Transaction) -> list[VersionResult]:
    """Across owners: counts and means of every prompt version and asset type."""
    later = sa.orm.aliased(Asset)
    again = (
        sa.select(sa.literal(1))
        .where(
            col(later.user_id) == col(Asset.user_id), col(later.asset_type) == col(Asset.asset_type),
            col(later.title) == col(Asset.title), col(later.created_at) > col(Asset.created_at),
            col(later.created_at) < _an_hour_after(tx),
        )
        .exists()
    )
    up, down = (sa.func.sum(sa.case((col(AssetFeedback.rating) == sign, 1), else_=0)) for sign in (1, -1))
    rows = tx.session.connection().execute(
        sa.select(
            col(Asset.prompt_version), col(Asset.asset_type), sa.func.count(col(Asset.id)),
            sa.func.avg(col(Asset.viral_score)), up, down, sa.func.sum(sa.case((again, 1), else_=0)),
        )
        .select_from(Asset)
        .outerjoin(AssetFeedback, col(AssetFeedback.asset_id) == col(Asset.id))
        .group_by(col(Asset.prompt_version), col(Asset.asset_type))
        .order_by(col(Asset.prompt_version), col(Asset.asset_type))
    )
    return [
        VersionResult(version, kind, count, float(mean) if mean is not None else None, ups or 0, downs or 0, more or 0)
        for version, kind, count, mean, ups, downs, more in rows
    ]


def _an_hour_after(tx: Transaction) -> Any:
    """The created time plus an hour, in the words of the database at hand."""
    if tx.session.get_bind().dialect.name == "sqlite":
        return sa.func.datetime(col(Asset.created_at), "+1 hour")
    return col(Asset.created_at).op("+")(sa.literal(timedelta(hours=1), sa.Interval()))


def asset_and_maker(tx: Transaction, asset_id: uuid.UUID) -> tuple[Asset, str] | None:
    """For the share page, with the maker's name: visibility is decided by the caller. Nothing of somebody who is
    leaving is shown."""
    staying = select(Asset, User.display_name).join(User, col(User.id) == Asset.user_id).where(User.status == "active")
    return tx.session.exec(staying.where(Asset.id == asset_id)).first()


def file_by_key(tx: Transaction, object_key: str) -> tuple[AssetFile, Asset] | None:
    """For `/media`: visibility is decided by the caller. Nothing of somebody who is leaving is shown."""
    return tx.session.exec(
        select(AssetFile, Asset)
        .join(Asset, col(Asset.id) == AssetFile.asset_id)
        .join(User, col(User.id) == Asset.user_id)
        .where(AssetFile.object_key == object_key, User.status == "active")
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


def unchanged(tx: Transaction, user_id: uuid.UUID, asset_id: uuid.UUID, revision: int) -> Asset | None:
    """The asset, held until the end of `tx`, if it is still the picture that was looked at: another revision's own
    measurement is on its way."""
    asset = asset_of(tx, user_id, asset_id)
    if asset is not None:
        tx.session.refresh(asset, with_for_update=True)
    return asset if asset is not None and asset.revision == revision else None


def _conditions(user_id: uuid.UUID, wanted: AssetFilter) -> list[Any]:
    conditions: list[Any] = [
        Asset.user_id == user_id,
        col(Asset.deleted_at).is_(None),
    ]
    if wanted.job_id is not None:  # a batch stands for its children
        children = select(GenerationJob.id).where(GenerationJob.parent_job_id == wanted.job_id)
        conditions.append(sa.or_(col(Asset.job_id) == wanted.job_id, col(Asset.job_id).in_(children)))
    for name in ("asset_type", "brand_kit_id", "is_public"):
        value = getattr(wanted, name)
        if value is not None:
            conditions.append(getattr(Asset, name) == value)
    if q := clean_line(wanted.q or "", 140):  # as titles are cleaned before they are stored
        pattern = like_pattern(q.lower())
        conditions.append(func.lower(Asset.title).like(pattern, escape="\\"))
    return conditions
