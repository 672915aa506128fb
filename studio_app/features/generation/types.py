"""What leaves the generation feature."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from studio_app.core.errors import StudioError
from studio_app.features.brand_kits.types import KitFields

MAX_BATCH = 15


@dataclass(frozen=True, slots=True)
class PlatformContext:
    platform: str | None = None
    game_category: str | None = None
    stream_title: str | None = None


@dataclass(frozen=True, slots=True)
class ReferenceUse:
    """A kept picture and what it is to be looked at for: style, subject, layout or logo."""

    id: uuid.UUID
    role: str


@dataclass(frozen=True, slots=True)
class GenerateCommand:
    """What a person asks for. Without a kit id the active kit is used, without any kit the studio's own.

    `items` are the lines of a list or a schedule; `customization` overrides fields of the kit for this asset alone,
    and without `logo` the kit's is left out.
    """

    asset_type: str
    title: str = ""
    custom_prompt: str | None = None
    style: str | None = None
    brand_kit_id: uuid.UUID | None = None
    platform_context: PlatformContext | None = None
    seed: int | None = None
    subtitle: str = ""
    items: tuple[str, ...] = ()
    references: tuple[ReferenceUse, ...] = ()
    hook: str | None = None
    customization: Mapping[str, Any] | None = None
    logo: bool = True


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One line of a batch: what is wanted, and in how many versions that differ in idea."""

    wanted: GenerateCommand
    variations: int = 1


@dataclass(frozen=True, slots=True)
class BatchCommand:
    """Several assets at once. With `master_asset_id` they take over that asset's art, style, colours and words."""

    items: tuple[BatchItem, ...]
    pack: str = ""
    master_asset_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A picture that the person gave; `url` can be opened for an hour or two."""

    id: uuid.UUID
    url: str
    filename: str
    width: int
    height: int
    file_size: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class JobView:
    """A job, or a batch that sums up its `children`, which lists leave out. `version` counts its changes."""

    id: uuid.UUID
    user_id: uuid.UUID
    parent_job_id: uuid.UUID | None
    status: str
    job_type: str
    asset_type: str
    title: str
    custom_prompt: str | None
    style: str
    brand_kit_id: uuid.UUID | None
    platform_context: dict[str, Any] | None
    total_assets: int
    completed_assets: int
    failed_assets: int
    stage: str | None
    progress_percent: int
    estimated_time_remaining: int | None
    queued_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    asset_ids: tuple[uuid.UUID, ...]
    failure_code: str | None
    error_message: str | None
    retry_count: int
    next_at: datetime
    created_at: datetime
    updated_at: datetime
    seed: int = 0
    subtitle: str = ""
    items: tuple[str, ...] = ()
    hook: str = ""
    references: tuple[ReferenceUse, ...] = ()
    version: int = 0
    slot: int = 0
    pack: str = ""
    master_asset_id: uuid.UUID | None = None
    retry_of: uuid.UUID | None = None
    delay_notified_at: datetime | None = None
    children: tuple[JobView, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The job of a request; `replayed` when an earlier request with the same key had made it."""

    job: JobView
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class JobPage:
    jobs: tuple[JobView, ...]
    total: int
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """What a worker needs while it holds the lease with this `fence`; `references` are (role, object key).

    With `master_asset_id` the art is that asset's."""

    id: uuid.UUID
    user_id: uuid.UUID
    parent_job_id: uuid.UUID | None
    fence: int
    asset_type: str
    title: str
    custom_prompt: str | None
    style: str
    brand_kit_id: uuid.UUID | None
    brand_kit_version: int | None
    kit: KitFields
    logo_key: str | None
    platform_context: PlatformContext | None
    seed: int
    retry_count: int
    failure_code: str | None
    subtitle: str
    items: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    prompt_version: str
    edit_of: uuid.UUID | None
    master_asset_id: uuid.UUID | None
    hook: str


@dataclass(frozen=True, slots=True)
class PreviewCommand:
    """A picture to show, not to keep. `kit` is drawn as given."""

    asset_type: str
    style: str
    title: str
    kit: KitFields
    idea: str = ""
    game: str = ""
    seed: int = 0
    width: int = 640
    draft: bool = False
    logo: bytes | None = None
    subtitle: str = ""
    items: tuple[str, ...] = ()
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """WebP bytes and the layout they were drawn from (`Layout.to_dict()`)."""

    data: bytes
    width: int
    height: int
    layout: dict[str, Any]
    milliseconds: int


class JobNotCancellable(StudioError):
    code, status = "JOB_NOT_CANCELLABLE", 409
    message = "This job has already ended, so there is nothing to cancel."


class IdempotencyKeyReused(StudioError):
    code, status = "IDEMPOTENCY_KEY_REUSED", 422
    message = "This Idempotency-Key was used for a different request. Send a new key."


class LeaseLost(Exception):
    """Another worker holds the job now: stop without a trace."""


class TooManyReferences(StudioError):
    code, status = "REFERENCE_LIMIT_REACHED", 403
    message = "You keep 100 reference pictures. Delete some you do not need and send this one again."


class NotPainted(StudioError):
    code, status = "NOT_PAINTED_BY_A_MODEL", 409
    message = "Our own renderer drew this asset, so no image model can change it. Edit it, or ask for another one."
