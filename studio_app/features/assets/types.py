"""What leaves the assets feature."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from studio_app.core.errors import Conflict

SortOrder = Literal["newest", "oldest"]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One encoding on its way into a row; the kinds are those of `AssetFile`."""

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
    style: str
    brand_kit_id: uuid.UUID | None
    brand_kit_version: int | None
    prompt_used: str
    generation_params: dict[str, Any]
    layout: dict[str, Any]
    scene: dict[str, Any]
    prompt_version: str
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
    consistency_score: int | None
    revision: int
    prompt_version: str
    editable: bool
    url: str
    preview_url: str
    shareable_url: str
    exports: tuple[FileView, ...]
    subtitle: str
    items: tuple[str, ...]
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


@dataclass(frozen=True, slots=True)
class SceneView:
    """What an asset is drawn from, and where everything came to stand."""

    asset_id: uuid.UUID
    revision: int
    scene: dict[str, Any]
    layout: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PaintedTurn:
    """One exchange with an image model: what was asked, and where the plate that answered is stored."""

    instruction: str
    object_key: str
    mime_type: str


@dataclass(frozen=True, slots=True)
class Origin:
    """An asset that another one is to be made from. `turns` are empty for art that we drew ourselves; `provider` and
    `model` tell who painted."""

    asset_id: uuid.UUID
    asset_type: str
    title: str
    style: str
    brand_kit_id: uuid.UUID | None
    brand_kit_version: int | None
    scene: dict[str, Any]
    prompt_version: str
    turns: tuple[PaintedTurn, ...]
    photo_key: str | None
    provider: str
    model: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What was made of a change asked for in plain words: sentences for the person who asked."""

    understood: tuple[str, ...]
    not_understood: tuple[str, ...]
    edited: bool


@dataclass(frozen=True, slots=True)
class RevisionView:
    number: int
    cause: str
    title: str
    edits: dict[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ScenePreview:
    """WebP bytes and the layout they were drawn from."""

    data: bytes
    width: int
    height: int
    layout: dict[str, Any]


class SceneChanged(Conflict):
    code = "SCENE_CHANGED"
    message = "This asset was edited somewhere else meanwhile. Reload it and make your change again."


class SceneMissing(Conflict):
    code = "SCENE_MISSING"
    message = "This asset was made before editing existed. Make another like it, and that one can be edited."


@dataclass(frozen=True, slots=True)
class Opinion:
    """The last measurement of an asset: the reports as the scorer gave them, and what a model that looked at the
    picture said of it (`judged`, `provider`, `model`, `emotion`, `clarity`, `appeal`, `summary`, `advice`), if one did.
    """

    total: int
    consistency: int | None
    score: dict[str, Any]
    brand: dict[str, Any]
    by_model: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """One measurement in an asset's history; `parts` maps a sub-score to 0..100."""

    revision: int
    version: str
    total: int
    consistency: int | None
    parts: dict[str, int]
    measured_at: datetime


@dataclass(frozen=True, slots=True)
class FeedbackView:
    rating: int
    reason: str
    comment: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class VersionResult:
    """What a prompt version earned: means are None where nothing was measured. `regenerated` counts assets whose owner
    asked for another one of the same words within an hour."""

    prompt_version: str
    asset_type: str
    assets: int
    mean_score: float | None
    thumbs_up: int
    thumbs_down: int
    regenerated: int


class FixUseless(Conflict):
    code = "FIX_USELESS"
    message = "On this picture that change would lower the score, so nothing was changed. Try another suggestion."


class FixUnknown(Conflict):
    code = "FIX_UNKNOWN"
    message = "That suggestion is not there any more, or nothing can be changed for it. Measure the asset again."
