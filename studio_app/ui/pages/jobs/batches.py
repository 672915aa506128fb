"""A batch as its page shows it: how far the whole is, and every asset in it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TypedDict

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.hooks import HOOKS
from studio_app.catalog.lifecycles import JOB_OPEN, JOB_STAGES
from studio_app.catalog.packs import PACKS
from studio_app.features.assets.types import AssetView
from studio_app.features.generation.types import JobView

_LABEL = {stage: label for stage, label, _ in JOB_STAGES}
_WORD = {"processing": "running", "completed": "done"}


class Part(TypedDict):
    """One asset of a batch; `why` is a sentence where it failed, `ratio` its width by its height."""

    id: str
    label: str
    title: str
    status: str
    note: str
    why: str
    ratio: float
    alpha: bool
    asset_id: str
    preview_url: str
    alt: str
    again: bool


def name_of(job: JobView) -> str:
    """What to call a batch."""
    if job.pack in PACKS:
        return f"{PACKS[job.pack].label} pack"
    types = {child.asset_type for child in job.children}
    if len(types) == 1 and job.children:
        return f"{job.total_assets} versions of one {ASSET_TYPES[job.asset_type].label.lower()}"
    return f"Batch of {job.total_assets}"


def part_of(job: JobView, asset: AssetView | None) -> Part:
    type_ = ASSET_TYPES[job.asset_type]
    return Part(
        id=str(job.id), label=type_.label, title=job.title, status=_WORD.get(job.status, job.status), note=_note(job),
        why=job.error_message or "" if job.status == "failed" else "", ratio=type_.width / type_.height,
        alpha=type_.alpha, asset_id=str(asset.id) if asset else "", preview_url=asset.preview_url if asset else "",
        alt=asset.alt_text if asset else "", again=job.status in ("failed", "cancelled"),
    )


def _note(job: JobView) -> str:
    hook = f"{HOOKS[job.hook].label}: " if job.job_type == "variation" and job.hook in HOOKS else ""
    if job.status == "processing":
        return hook + _LABEL.get(job.stage or "", "Starting")
    if job.status == "queued" and job.retry_count:
        return f"{hook}Try {job.retry_count + 1} comes by itself"
    return hook.removesuffix(": ")


def parts_of(job: JobView, made: Mapping[uuid.UUID, AssetView]) -> list[Part]:
    return [part_of(child, made.get(child.id)) for child in job.children]


def headline(job: JobView) -> str:
    name = name_of(job)
    if job.status == "queued":
        return f"{name}: waiting for its turn."
    if job.status == "processing":
        return f"{name}: {job.completed_assets} of {job.total_assets} ready."
    if job.status == "completed":
        return f"Your {name[0].lower()}{name[1:]} is ready."
    if job.status == "cancelled":
        return f"{name} cancelled."
    if job.status == "failed":
        return f"Nothing of this {name[0].lower()}{name[1:]} could be made."
    return f"{name}: {job.completed_assets} of {job.total_assets} are ready."


def sentence(job: JobView) -> str:
    if job.status in JOB_OPEN:
        left = job.estimated_time_remaining
        about = f"About {left} s left. " if left and left > 1 else ""
        return f"{about}You can close this page, work goes on."
    missing = job.total_assets - job.completed_assets
    if not missing:
        return "Every asset is in your library."
    many = "One asset was" if missing == 1 else f"{missing} assets were"
    return f"{many} not made. Your plan was not charged for {'it' if missing == 1 else 'them'}."
