from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Json, Row, owner


class BrandKitVersion(Row, table=True):
    """What a kit was after one saved edit: the editable parts in `snapshot`, as the kit's own columns hold them."""

    __tablename__ = "brand_kit_versions"
    __table_args__ = (sa.UniqueConstraint("brand_kit_id", "version"),)

    user_id: uuid.UUID = owner(index=True)
    brand_kit_id: uuid.UUID = Field(foreign_key="brand_kits.id", ondelete="CASCADE", nullable=False)
    version: int
    snapshot: dict[str, Any] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]
