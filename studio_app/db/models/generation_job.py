from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from studio_app.catalog.lifecycles import JOB_STATUSES
from studio_app.db.base import Json, Row, moment, owner


class GenerationJob(Row, table=True):
    """A request for one asset and the queue's own record: the holder of the lease with the newest fence works on it."""

    __tablename__ = "generation_jobs"
    __table_args__ = (
        sa.CheckConstraint("status IN (" + ", ".join(f"'{s}'" for s in JOB_STATUSES) + ")", name="status"),
        sa.CheckConstraint("job_type IN ('single', 'batch', 'variation')", name="job_type"),
        sa.CheckConstraint(
            "(status = 'processing') = (lease_until IS NOT NULL) OR job_type = 'batch'", name="lease_held"
        ),
        sa.Index("ix_generation_jobs_user_id_created_at", "user_id", "created_at"),
        sa.Index("ix_generation_jobs_due", "next_at", sqlite_where=sa.text("status = 'queued'"),
                 postgresql_where=sa.text("status = 'queued'")),
        sa.Index("ix_generation_jobs_history", "asset_type", "completed_at",
                 sqlite_where=sa.text("status = 'completed'"), postgresql_where=sa.text("status = 'completed'")),
        sa.Index("ix_generation_jobs_waiting", "user_id", "queued_at", sqlite_where=sa.text("status = 'queued'"),
                 postgresql_where=sa.text("status = 'queued'")),
        sa.Index("ix_generation_jobs_parent_job_id", "parent_job_id"),
        sa.Index("ix_generation_jobs_brand_kit_id", "brand_kit_id"),
        sa.Index("ix_generation_jobs_leased", "lease_until", sqlite_where=sa.text("status = 'processing'"),
                 postgresql_where=sa.text("status = 'processing'")),
    )

    user_id: uuid.UUID = owner()
    # A batch is a row of its own that nobody works on: it sums up its children, which stand in `slot` order.
    parent_job_id: uuid.UUID | None = Field(default=None, foreign_key="generation_jobs.id", ondelete="CASCADE")
    slot: int = 0
    status: str = Field(default="queued", max_length=20)
    job_type: str = Field(default="single", max_length=20)

    asset_type: str = Field(max_length=40)
    title: str = Field(default="", max_length=200)
    custom_prompt: str | None = Field(default=None, max_length=2000)
    style: str = Field(max_length=40)
    brand_kit_id: uuid.UUID | None = Field(default=None, foreign_key="brand_kits.id", ondelete="SET NULL")
    brand_kit_version: int | None = None
    kit: dict[str, Any] = Field(sa_type=Json, nullable=False)  # type: ignore[call-overload]
    platform_context: dict[str, Any] | None = Field(default=None, sa_type=Json)  # type: ignore[call-overload]
    subtitle: str = Field(default="", max_length=200)
    items: list[str] = Field(default_factory=list, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    # [{"id": reference image, "role": style | subject | layout | logo}]
    reference_images: list[Any] = Field(default_factory=list, sa_type=Json, nullable=False)  # type: ignore[call-overload]
    hook: str = Field(default="", max_length=40)
    prompt_version: str = Field(default="", max_length=20)
    # The asset whose art is to be changed. No foreign key: assets point here, and a circle could not be deleted.
    edit_of: uuid.UUID | None = None
    pack: str = Field(default="", max_length=40)
    # The asset whose art, style and wording this one takes over. No foreign key, as above.
    master_asset_id: uuid.UUID | None = None
    retry_of: uuid.UUID | None = Field(default=None, unique=True, index=True)
    seed: int = Field(sa_type=sa.BigInteger)  # type: ignore[call-overload]

    total_assets: int = 1
    completed_assets: int = 0
    failed_assets: int = 0
    stage: str | None = Field(default=None, max_length=20)
    progress_percent: int = 0

    queued_at: datetime = moment(nullable=False)
    started_at: datetime | None = moment()
    completed_at: datetime | None = moment()
    deadline_at: datetime = moment(nullable=False)
    next_at: datetime = moment(nullable=False)
    lease_until: datetime | None = moment()
    fence: int = Field(default=0, sa_type=sa.BigInteger)  # type: ignore[call-overload]
    retry_count: int = 0
    crash_count: int = 0
    cancel_requested_at: datetime | None = moment()
    delay_notified_at: datetime | None = moment()
    # Counts the changes of this row: what a listener that was away has missed.
    version: int = 0

    failure_code: str | None = Field(default=None, max_length=40)
    error_message: str | None = Field(default=None, max_length=500)
    period_start: date
