from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Json, Row, moment, owner


class Asset(Row, table=True):
    """A finished picture. Its bytes are in `asset_files`; `deleted_at` puts it in the trash until the purge."""

    __tablename__ = "assets"
    __table_args__ = (
        sa.UniqueConstraint("job_id", "slot"),
        sa.Index("ix_assets_user_id_created_at", "user_id", "created_at"),
        sa.Index("ix_assets_expires_at", "expires_at"),
        sa.Index("ix_assets_deleted_at", "deleted_at", sqlite_where=sa.text("deleted_at IS NOT NULL"),
                 postgresql_where=sa.text("deleted_at IS NOT NULL")),
    )

    user_id: uuid.UUID = owner()
    job_id: uuid.UUID = Field(foreign_key="generation_jobs.id", ondelete="CASCADE", nullable=False)
    slot: int = 0
    brand_kit_id: uuid.UUID | None = Field(default=None, foreign_key="brand_kits.id", ondelete="SET NULL", index=True)
    brand_kit_version: int | None = None
    asset_type: str = Field(max_length=40)
    title: str = Field(default="", max_length=200)
    alt_text: str = Field(default="", max_length=400)
    style: str = Field(max_length=40)
    width: int
    height: int
    format: str = Field(max_length=10)
    file_size: int
    sha256: str = Field(max_length=64)
    is_public: bool = True
    prompt_used: str
    generation_params: dict[str, Any] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]
    layout: dict[str, Any] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]
    viral_score: int | None = None
    viral_suggestions: list[Any] = Field(default_factory=list, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    expires_at: datetime | None = moment()
    deleted_at: datetime | None = moment()


class AssetFile(Row, table=True):
    """One encoding of an asset. `kind` is `export` (full size) or `preview`; the key is random and never reused."""

    __tablename__ = "asset_files"
    __table_args__ = (sa.UniqueConstraint("asset_id", "kind", "format"),)

    asset_id: uuid.UUID = Field(foreign_key="assets.id", ondelete="CASCADE", nullable=False)
    kind: str = Field(max_length=10)
    format: str = Field(max_length=10)
    width: int
    height: int
    file_size: int
    sha256: str = Field(max_length=64)
    object_key: str = Field(max_length=200, unique=True)
