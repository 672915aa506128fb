from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Json, Row, moment, owner


class Asset(Row, table=True):
    """A finished picture. Its bytes are in `asset_files`; `deleted_at` puts it in the trash until the purge.

    `scene` is what it is drawn from, `revision` counts its edits, `report` explains score and brand consistency.
    """

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
    scene: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    revision: int = 1
    consistency_score: int | None = None
    report: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    prompt_version: str = Field(default="v1", max_length=20)
    expires_at: datetime | None = moment()
    deleted_at: datetime | None = moment()


class AssetFile(Row, table=True):
    """One file of an asset. The key is random and never reused.

    `kind` is `export` (full size), `variant` (another size), `preview`, `plate` (the model's art), `turn_1` …
    (the plates before it, which it was made from), `photo` (the person's picture in it) or the name of a motion;
    `l:` before a kind tells that provenance is inside, `z:` that it is a package.
    """

    __tablename__ = "asset_files"
    __table_args__ = (sa.UniqueConstraint("asset_id", "kind", "format", "width", "height"),)

    asset_id: uuid.UUID = Field(foreign_key="assets.id", ondelete="CASCADE", nullable=False)
    kind: str = Field(max_length=10)
    format: str = Field(max_length=10)
    width: int
    height: int
    file_size: int
    sha256: str = Field(max_length=64)
    object_key: str = Field(max_length=200, unique=True)


class AssetRevision(Row, table=True):
    """What an asset was drawn from at one of its revisions, so that any of them can be drawn again."""

    __tablename__ = "asset_revisions"
    __table_args__ = (sa.UniqueConstraint("asset_id", "number"),)

    user_id: uuid.UUID = owner(index=True)
    asset_id: uuid.UUID = Field(foreign_key="assets.id", ondelete="CASCADE", nullable=False)
    number: int
    cause: str = Field(max_length=20)
    title: str = Field(default="", max_length=200)
    scene: dict[str, Any] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]


class AssetScore(Row, table=True):
    """One measurement of an asset, kept to show how it improved."""

    __tablename__ = "asset_scores"
    __table_args__ = (sa.Index("ix_asset_scores_asset_id_created_at", "asset_id", "created_at"),)

    user_id: uuid.UUID = owner(index=True)
    asset_id: uuid.UUID = Field(foreign_key="assets.id", ondelete="CASCADE", nullable=False)
    revision: int
    version: str = Field(max_length=20)
    profile: str = Field(max_length=20)
    total: int
    consistency: int | None = None
    parts: dict[str, Any] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]


class AssetFeedback(Row, table=True):
    """A person's thumb on an asset; one each, the last one counts."""

    __tablename__ = "asset_feedback"
    __table_args__ = (
        sa.UniqueConstraint("asset_id"),
        sa.CheckConstraint("rating IN (-1, 1)", name="rating"),
        sa.Index("ix_asset_feedback_prompt_version", "prompt_version", "asset_type"),
    )

    user_id: uuid.UUID = owner(index=True)
    asset_id: uuid.UUID = Field(foreign_key="assets.id", ondelete="CASCADE", nullable=False)
    rating: int
    reason: str = Field(default="", max_length=40)
    comment: str = Field(default="", max_length=500)
    asset_type: str = Field(max_length=40)
    style: str = Field(max_length=40)
    prompt_version: str = Field(max_length=20)
