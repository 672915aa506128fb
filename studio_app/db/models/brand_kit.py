from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Json, Row, moment, owner


class BrandKit(Row, table=True):
    """A creator's identity. `version` counts saved edits; at most one kit per owner is active.

    `colors`, `typography`, `voice` and `guidelines` are the optional details; an empty one was never filled in.
    """

    __tablename__ = "brand_kits"
    __table_args__ = (
        sa.Index(
            "uq_brand_kits_active",
            "user_id",
            unique=True,
            sqlite_where=sa.text("is_active"),
            postgresql_where=sa.text("is_active"),
        ),
        sa.Index("ix_brand_kits_user_id_created_at", "user_id", "created_at"),
    )

    user_id: uuid.UUID = owner()
    name: str = Field(max_length=100)
    is_active: bool = False
    primary_colors: list[str] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]
    accent_colors: list[str] = Field(default_factory=list, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    fonts: dict[str, Any] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]
    tone: str = Field(max_length=20)
    style_reference: str = Field(default="", max_length=500)
    extracted_from: str | None = Field(default=None, max_length=500)
    colors: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    typography: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    voice: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    guidelines: dict[str, Any] = Field(default_factory=dict, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    default_logo_type: str = Field(default="primary", max_length=20)
    version: int = 1
    deleted_at: datetime | None = moment()


class BrandKitLogo(Row, table=True):
    """One logo of a kit; `type` is primary, secondary, icon, monochrome or watermark."""

    __tablename__ = "brand_kit_logos"
    __table_args__ = (sa.UniqueConstraint("brand_kit_id", "type"),)

    user_id: uuid.UUID = owner(index=True)
    brand_kit_id: uuid.UUID = Field(foreign_key="brand_kits.id", ondelete="CASCADE", nullable=False)
    type: str = Field(max_length=20)
    object_key: str = Field(max_length=200, unique=True)
    content_type: str = Field(max_length=50)
    file_size: int
    filename: str = Field(max_length=200)
    width: int
    height: int
