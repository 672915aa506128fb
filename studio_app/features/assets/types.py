"""What leaves the assets feature."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

SortOrder = Literal["newest", "oldest"]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One encoding on its way into a row: `kind` is `export` or `preview`."""

    kind: str
    format: str
    width: int
    height: int
    file_size: int
    sha256: str
    object_key: str


@dataclass(frozen=True, slots=True)
class NewAsset:
    """Everything a settled job knows about the picture it made. `files[0]` is the main export."""

    asset_id: uuid.UUID
    user_id: uuid.UUID
    job_id: uuid.UUID
    asset_type: str
    title: str
    alt_text: str
    style: str
    brand_kit_id: uuid.UUID | None
    brand_kit_version: int | None
    prompt_used: str
    generation_params: dict[str, Any]
    layout: dict[str, Any]
    files: tuple[StoredFile, ...]
    retention_days: int | None


@dataclass(frozen=True, slots=True)
class FileView:
    format: str
    width: int
    height: int
    file_size: int


@dataclass(frozen=True, slots=True)
class AssetView:
    """An asset as its owner sees it. `url` and `preview_url` can be opened by a browser as they stand; `layout` is None
    in lists."""

    id: uuid.UUID
    user_id: uuid.UUID
    job_id: uuid.UUID
    brand_kit_id: uuid.UUID | None
    brand_kit_version: int | None
    asset_type: str
    title: str
    alt_text: str
    style: str
    width: int
    height: int
    format: str
    file_size: int
    sha256: str
    is_public: bool
    prompt_used: str
    generation_params: dict[str, Any]
    layout: dict[str, Any] | None
    viral_score: int | None
    viral_suggestions: tuple[Any, ...]
    url: str
    preview_url: str
    shareable_url: str
    exports: tuple[FileView, ...]
    created_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class AssetFilter:
    """Which of one's assets to list, newest first unless `sort` says otherwise."""

    asset_type: str | None = None
    brand_kit_id: uuid.UUID | None = None
    job_id: uuid.UUID | None = None
    is_public: bool | None = None
    q: str | None = None
    sort: SortOrder = "newest"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of assets; `total` counts all that match."""

    assets: tuple[AssetView, ...]
    total: int
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Download:
    url: str
    expires_at: datetime
    format: str
    file_size: int
    filename: str


@dataclass(frozen=True, slots=True)
class PublicAsset:
    """What a stranger may know of a shared asset. `url` is the picture itself, `preview_url` a small one."""

    id: uuid.UUID
    asset_type: str
    title: str
    alt_text: str
    width: int
    height: int
    format: str
    url: str
    preview_url: str
    shareable_url: str
    maker: str
    created_at: datetime
    is_public: bool
