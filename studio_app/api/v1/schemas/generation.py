from __future__ import annotations

import uuid
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, Field

from studio_app.api.v1.schemas.common import Body, Moment, SparseBody, Text
from studio_app.features.generation.types import (
    MAX_BATCH,
    BatchCommand,
    BatchItem,
    GenerateCommand,
    JobView,
    PlatformContext,
    ReferenceUse,
    ReferenceView,
)


class PlatformContextBody(Body):
    platform: Text | None = Field(default=None, max_length=40)
    game_category: Text | None = Field(default=None, max_length=120)
    stream_title: Text | None = Field(default=None, max_length=140)


def context_of(body: PlatformContextBody | None) -> PlatformContext | None:
    return PlatformContext(body.platform, body.game_category, body.stream_title) if body else None


class ReferenceUseBody(Body):
    """A kept picture (`POST /references`) and what to look at it for."""

    id: uuid.UUID
    role: Literal["style", "subject", "layout", "logo"] = "style"


class CustomizationBody(Body):
    """Fields of the brand kit that are different for this one asset."""

    primary_colors: Annotated[list[Annotated[Text, Field(max_length=32)]], Field(max_length=20)] | None = None
    accent_colors: Annotated[list[Annotated[Text, Field(max_length=32)]], Field(max_length=20)] | None = None
    headline_font: Text | None = Field(default=None, max_length=100)
    body_font: Text | None = Field(default=None, max_length=100)
    tone: Text | None = Field(default=None, max_length=40)
    style_reference: Text | None = Field(default=None, max_length=2000)

    def changes(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


class GenerateBody(SparseBody):
    """`title` is set on the picture exactly as written; `custom_prompt` is the idea behind it; `items` are the lines
    of a list or a schedule; `hook` is an id of the catalogue's hooks."""

    asset_type: Text = Field(max_length=40)
    title: Text = Field(default="", max_length=100_000)
    custom_prompt: Text | None = Field(default=None, max_length=100_000)
    style: Text | None = Field(default=None, max_length=40)
    brand_kit_id: uuid.UUID | None = None
    platform_context: PlatformContextBody | None = None
    seed: int | None = Field(default=None, ge=0, le=2**31 - 1)
    subtitle: Text = Field(default="", max_length=100_000)
    items: Annotated[list[Annotated[Text, Field(max_length=10_000)]], Field(max_length=100)] = []
    references: Annotated[list[ReferenceUseBody], Field(max_length=20)] = []
    hook: Text | None = Field(default=None, max_length=40)
    brand_customization: CustomizationBody | None = None

    def command(self) -> GenerateCommand:
        return GenerateCommand(
            asset_type=self.asset_type, title=self.title, custom_prompt=self.custom_prompt or None, style=self.style,
            brand_kit_id=self.brand_kit_id, seed=self.seed,
            platform_context=context_of(self.platform_context),
            subtitle=self.subtitle, items=tuple(self.items),
            references=tuple(ReferenceUse(use.id, use.role) for use in self.references), hook=self.hook,
            customization=self.brand_customization.changes() if self.brand_customization else None,
        )


class BatchItemBody(SparseBody):
    """One line of a batch; `type` is another name of `asset_type`. `variations` versions differ in idea."""

    asset_type: Text = Field(max_length=40, validation_alias=AliasChoices("asset_type", "type"))
    custom_prompt: Text | None = Field(default=None, max_length=100_000)
    title: Text = Field(default="", max_length=100_000)
    variations: int = Field(default=1, ge=1, le=MAX_BATCH)
    style: Text | None = Field(default=None, max_length=40)
    subtitle: Text = Field(default="", max_length=100_000)
    items: Annotated[list[Annotated[Text, Field(max_length=10_000)]], Field(max_length=100)] = []
    hook: Text | None = Field(default=None, max_length=40)
    seed: int | None = Field(default=None, ge=0, le=2**31 - 1)


class BatchBody(Body):
    """1 to 15 assets, all versions counted; `items` is another name of `assets`. What stands beside the list holds for
    every asset in it."""

    assets: Annotated[list[BatchItemBody], Field(max_length=100)] = Field(
        validation_alias=AliasChoices("assets", "items")
    )
    brand_kit_id: uuid.UUID | None = None
    platform_context: PlatformContextBody | None = None
    references: Annotated[list[ReferenceUseBody], Field(max_length=20)] = []
    brand_customization: CustomizationBody | None = None
    master_asset_id: uuid.UUID | None = None

    def command(self) -> BatchCommand:
        return BatchCommand(
            tuple(BatchItem(self._wanted(item), item.variations) for item in self.assets),
            master_asset_id=self.master_asset_id,
        )

    def _wanted(self, item: BatchItemBody) -> GenerateCommand:
        return GenerateCommand(
            asset_type=item.asset_type, title=item.title, custom_prompt=item.custom_prompt or None, style=item.style,
            brand_kit_id=self.brand_kit_id, platform_context=context_of(self.platform_context), seed=item.seed,
            subtitle=item.subtitle, items=tuple(item.items),
            references=tuple(ReferenceUse(use.id, use.role) for use in self.references), hook=item.hook,
            customization=self.brand_customization.changes() if self.brand_customization else None,
        )


class JobOut(BaseModel):
    """A job. A batch has its children in `jobs` when it is asked for alone; `version` counts the changes of a job."""

    id: uuid.UUID
    job_id: uuid.UUID
    user_id: uuid.UUID
    parent_job_id: uuid.UUID | None
    status: Literal["queued", "processing", "completed", "failed", "partial", "cancelled"]
    job_type: Literal["single", "batch", "variation"]
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
    progress: int
    progress_percent: int
    estimated_time_remaining: int | None
    queued_at: Moment
    started_at: Moment | None
    completed_at: Moment | None
    asset_ids: list[uuid.UUID]
    error_code: str | None
    error_message: str | None
    retry_count: int
    retry_of: uuid.UUID | None
    hook: str | None
    pack_type: str | None
    master_asset_id: uuid.UUID | None
    delayed_at: Moment | None
    version: int
    jobs: list[JobOut] | None = None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, job: JobView) -> JobOut:
        return cls(
            id=job.id, job_id=job.id, user_id=job.user_id, parent_job_id=job.parent_job_id,
            status=job.status,  # type: ignore[arg-type]
            job_type=job.job_type,  # type: ignore[arg-type]
            asset_type=job.asset_type, title=job.title, custom_prompt=job.custom_prompt, style=job.style,
            brand_kit_id=job.brand_kit_id, platform_context=job.platform_context, total_assets=job.total_assets,
            completed_assets=job.completed_assets, failed_assets=job.failed_assets, stage=job.stage,
            progress=job.progress_percent, progress_percent=job.progress_percent,
            estimated_time_remaining=job.estimated_time_remaining, queued_at=job.queued_at,
            started_at=job.started_at, completed_at=job.completed_at, asset_ids=[*job.asset_ids],
            error_code=job.failure_code, error_message=job.error_message, retry_count=job.retry_count,
            retry_of=job.retry_of, hook=job.hook or None, pack_type=job.pack or None,
            master_asset_id=job.master_asset_id, delayed_at=job.delay_notified_at, version=job.version,
            jobs=[cls.of(child) for child in job.children] or None,
            created_at=job.created_at, updated_at=job.updated_at,
        )


class JobListOut(BaseModel):
    jobs: list[JobOut]
    total: int
    limit: int
    offset: int


class PreviewBody(SparseBody):
    """What to draw. With `brand_kit_id` (signed in) that kit is used; without, the colours and fonts given here.

    `photo_id` is a kept reference picture to show in the motif's place.
    """

    asset_type: Text = Field(default="thumbnail", max_length=40)
    style: Text = Field(default="impact", max_length=40)
    title: Text = Field(default="", max_length=100_000)
    idea: Text = Field(default="", max_length=2000)
    game: Text = Field(default="", max_length=120)
    colors: Annotated[list[Annotated[Text, Field(max_length=32)]], Field(max_length=8)] = []
    headline_font: Text | None = Field(default=None, max_length=100)
    body_font: Text | None = Field(default=None, max_length=100)
    tone: Text | None = Field(default=None, max_length=40)
    name: Text = Field(default="", max_length=100)
    brand_kit_id: uuid.UUID | None = None
    subtitle: Text = Field(default="", max_length=1000)
    items: Annotated[list[Annotated[Text, Field(max_length=1000)]], Field(max_length=20)] = []
    photo_id: uuid.UUID | None = None
    seed: int = Field(default=1, ge=0, le=2**31 - 1)
    width: int = Field(default=640, ge=64, le=960)
    mode: Literal["final", "draft"] = "final"


class PreviewOut(BaseModel):
    """`image_url` is a data address of WebP bytes; `milliseconds` is what drawing it took on the server."""

    image_url: str
    width: int
    height: int
    milliseconds: int
    layout: dict[str, Any]


class ReferenceOut(BaseModel):
    id: uuid.UUID
    url: str
    filename: str
    width: int
    height: int
    file_size: int
    created_at: Moment

    @classmethod
    def of(cls, reference: ReferenceView) -> ReferenceOut:
        return cls(
            id=reference.id, url=reference.url, filename=reference.filename, width=reference.width,
            height=reference.height, file_size=reference.file_size, created_at=reference.created_at,
        )


class ReferencesOut(BaseModel):
    references: list[ReferenceOut]
