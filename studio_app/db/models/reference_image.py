from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.db.base import Row, owner


class ReferenceImage(Row, table=True):
    """A picture that a person gave to be looked at or shown: decoded, cleaned and stored as PNG."""

    __tablename__ = "reference_images"
    __table_args__ = (sa.Index("ix_reference_images_user_id_created_at", "user_id", "created_at"),)

    user_id: uuid.UUID = owner()
    object_key: str = Field(max_length=200, unique=True)
    content_type: str = Field(max_length=50)
    file_size: int
    width: int
    height: int
    filename: str = Field(default="", max_length=200)
    sha256: str = Field(max_length=64)
