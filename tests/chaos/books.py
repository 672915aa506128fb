"""What must be so when the storm is over."""

from __future__ import annotations

from collections import Counter

from studio_app.catalog.lifecycles import JOB_TERMINAL
from studio_app.core.actor import Actor
from studio_app.db.models import (
    Asset,
    AssetFile,
    GenerationJob,
    OutboxMessage,
    ProviderCall,
    UsagePeriod,
    UsageReservation,
)
from tests.world import World


def audit(world: World, people: list[Actor]) -> list[str]:
    """Everything that is not as it should be; empty when the books are right."""
    jobs, assets = world.rows(GenerationJob), world.rows(Asset)
    work = [job for job in jobs if job.job_type != "batch"]
    states = {row.job_id: row.state for row in world.rows(UsageReservation)}
    made, calls = Counter(a.job_id for a in assets), Counter(c.job_id for c in world.rows(ProviderCall))
    wrong = [f"job {job.id} is {job.status}" for job in jobs if job.status not in JOB_TERMINAL]
    for job in work:
        due = (1, "consumed") if job.status == "completed" else (0, "released")
        if (made[job.id], states[job.id]) != due:
            wrong.append(f"job {job.id} is {job.status} with {made[job.id]} assets, {states[job.id]}")
        if calls[job.id] > 1 + job.retry_count + job.crash_count:
            wrong.append(f"job {job.id} bought {calls[job.id]} times")
    completed = sum(job.status == "completed" for job in work)
    used, reserved = (sum(getattr(p, name) for p in world.rows(UsagePeriod)) for name in ("used", "reserved"))
    if not len(assets) == completed == used or reserved:
        wrong.append(f"{len(assets)} assets, {completed} completed, {used} used, {reserved} reserved")
    wrong += _batches(jobs)
    told = Counter(row.dedupe_key for row in world.rows(OutboxMessage) if row.kind == "job.ended")
    top = Counter(f"job.ended:{job.id}" for job in jobs if job.parent_job_id is None)
    if told != top:
        wrong.append(f"{sum(told.values())} ends told of {sum(top.values())}")
    return wrong


def _batches(jobs: list[GenerationJob]) -> list[str]:
    wrong = []
    for batch in (job for job in jobs if job.job_type == "batch"):
        states = Counter(job.status for job in jobs if job.parent_job_id == batch.id)
        counted = (batch.total_assets, batch.completed_assets, batch.failed_assets)
        if counted != (sum(states.values()), states["completed"], states["failed"]):
            wrong.append(f"batch {batch.id} counts {counted}, its children are {dict(states)}")
    return wrong


def objects(world: World) -> tuple[set[str], set[str]]:
    """Stored pictures that no row leads to, and rows that lead nowhere."""
    storage = world.services.storage
    kept = {file.object_key for file in world.rows(AssetFile)}
    stored = {*storage.keys("assets/"), *storage.keys("staging/")}
    return stored - kept, kept - stored
