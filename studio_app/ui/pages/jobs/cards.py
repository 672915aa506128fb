"""A job as its pages show it: plain values and the sentences that go with its state."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.lifecycles import JOB_STAGES, JOB_TERMINAL
from studio_app.core.clock import iso
from studio_app.features.assets.types import AssetView
from studio_app.features.generation.service import GenerationService
from studio_app.features.generation.types import JobView
from studio_app.ui import paths
from studio_app.ui.pages.jobs import batches
from studio_app.ui.pages.jobs.batches import Part, parts_of

_LABEL = {stage: label for stage, label, _ in JOB_STAGES}
_ORDER = [stage for stage, _, _ in JOB_STAGES]
_AT_WORK = {
    "brief": "Reading your brief.", "draft": "Drafting the layout.", "paint": "Painting.",
    "letter": "Setting the words.", "check": "Checking the file.",
}  # fmt: skip
_NOTHING_USED = "Your plan was not charged."


class Stage(TypedDict):
    """`state` is one of done, now, failed and open."""

    label: str
    state: str


class Picture(TypedDict):
    id: str
    role: str


class JobCard(TypedDict, total=False):
    """`type` to `seed` draw its picture; `preview_url` and `url` are empty until there is one."""

    id: str
    status: str
    headline: str
    sentence: str
    reason: str
    open: bool
    progress: int
    stages: list[Stage]
    type: str
    label: str
    style: str
    title: str
    second: str
    items: list[str]
    pictures: list[Picture]
    idea: str
    game: str
    kit: str
    seed: int
    width: int
    height: int
    alpha: bool
    alt: str
    alt_draft: str
    asset_id: str
    preview_url: str
    url: str
    again: str
    another: str
    batch: bool
    total: int
    completed: int
    parts: list[Part]
    missing: int
    delayed: bool


class JobRow(TypedDict):
    id: str
    title: str
    label: str
    status: str
    style: str
    made: str


def batch_card(job: JobView, made: Mapping[uuid.UUID, AssetView]) -> JobCard:
    return JobCard(
        id=str(job.id), status=job.status, headline=batches.headline(job), sentence=batches.sentence(job),
        reason=job.error_message or "" if job.status == "failed" else "", open=job.status not in JOB_TERMINAL,
        progress=job.progress_percent, title=batches.name_of(job), batch=True, total=job.total_assets,
        completed=job.completed_assets, parts=parts_of(job, made), delayed=_delayed(job),
        missing=job.total_assets - job.completed_assets if job.status in JOB_TERMINAL else 0,
    )  # type: ignore[typeddict-item]


def _delayed(job: JobView) -> bool:
    return job.delay_notified_at is not None and job.status == "queued"


def job_card(job: JobView, asset: AssetView | None) -> JobCard:
    type_ = ASSET_TYPES[job.asset_type]
    game = str((job.platform_context or {}).get("game_category") or "")
    form = {"type": job.asset_type, "title": job.title, "style": job.style, "idea": job.custom_prompt or "",
            "game": game, "kit": str(job.brand_kit_id or ""), "second": job.subtitle}  # fmt: skip
    pictures = [Picture(id=str(use.id), role=use.role) for use in job.references]
    address = {
        **form, "hook": job.hook, "lines": "\n".join(job.items),
        "pictures": ",".join(f"{use.role}.{use.id}" for use in job.references),
    }
    words = f" reading “{job.title}”" if job.title else ""
    return JobCard(
        id=str(job.id), status=job.status, headline=headline(job), sentence=sentence(job),
        reason=job.error_message or "" if job.status == "failed" else "", open=job.status not in JOB_TERMINAL,
        progress=job.progress_percent, stages=stages(job), label=type_.label, seed=job.seed, width=type_.width,
        height=type_.height, alpha=type_.alpha, alt=asset.alt_text if asset else "",
        alt_draft=f"Draft of a {type_.label.lower()}{words}", asset_id=str(asset.id) if asset else "",
        preview_url=asset.preview_url if asset else "", url=asset.url if asset else "",
        again=paths.create(**address, seed=str(job.seed)), another=paths.create(**address), items=list(job.items),
        pictures=pictures, batch=False, delayed=_delayed(job), **form,
    )  # type: ignore[typeddict-item]  # fmt: skip


def job_row(job: JobView) -> JobRow:
    label = ASSET_TYPES[job.asset_type].label
    title = job.title or f"{label} without words"
    if job.job_type == "batch":
        title, label = batches.name_of(job), f"{job.completed_assets} of {job.total_assets}"
    return JobRow(id=str(job.id), title=title, label=label, status=status_word(job), style=job.style.capitalize(),
                  made=moment(job.created_at))


def status_word(job: JobView) -> str:
    """The name of its look in `choices.status`."""
    return {"processing": "running", "completed": "done"}.get(job.status, job.status)


def headline(job: JobView) -> str:
    label = ASSET_TYPES[job.asset_type].label.lower()
    if job.status == "queued":
        return f"Waiting for try {job.retry_count + 1}." if job.retry_count else "Waiting for its turn."
    if job.status == "processing":
        return _AT_WORK.get(job.stage or "", "Starting.")
    if job.status == "completed":
        return f"Your {label} is ready."
    if job.status == "cancelled":
        return "Cancelled."
    stage = _LABEL.get(job.stage or "", "")
    return f"Stopped at {stage.lower()}." if stage else "Stopped before it began."


def sentence(job: JobView) -> str:
    if job.status == "queued" and job.retry_count:
        reason = (job.error_message or "The last try did not work").partition(". ")[0].rstrip(".")
        return f"{reason}. Try {job.retry_count + 1} of {GenerationService.max_tries} starts by itself in a moment."
    if job.status in ("queued", "processing"):
        left = job.estimated_time_remaining
        about = f"About {left} s left. " if left and left > 1 else ""  # one is also what an overdue job says
        return f"{about}You can close this page, work goes on."
    if job.status == "completed":
        return f"Made in {_seconds(job)}. It is in your library." if job.started_at else "It is in your library."
    if job.status == "cancelled":
        return f"Nothing was made. {_NOTHING_USED}"
    tries = f"It stopped after {job.retry_count + 1} tries. " if job.retry_count else ""
    told = "not charged" in (job.error_message or "")
    return tries + ("Try it again as it is, or change the brief." if told else _NOTHING_USED)


def stages(job: JobView) -> list[Stage]:
    """The five named stages, and which of them are behind, at work, failed or ahead."""
    if job.status == "completed":
        return [Stage(label=_LABEL[stage], state="done") for stage in _ORDER]
    at = _ORDER.index(job.stage) if job.stage in _ORDER and job.status != "queued" else -1
    now = {"failed": "failed", "cancelled": "open"}.get(job.status, "now")
    return [
        Stage(label=_LABEL[stage], state="done" if index < at else now if index == at else "open")
        for index, stage in enumerate(_ORDER)
    ]


def _seconds(job: JobView) -> str:
    if job.started_at is None or job.completed_at is None:
        return "a moment"
    spent = (job.completed_at - job.started_at).total_seconds()
    return f"{spent:.1f} s" if spent < 10 else f"{spent:.0f} s"


def moment(value: datetime) -> str:
    return iso(value)
