"""Batches: rows that nobody works on and that sum up their children, in the transactions that change those."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlmodel import col, select

from studio_app.catalog.lifecycles import JOB_OPEN, JOB_TERMINAL
from studio_app.db.base import UtcDateTime
from studio_app.db.models import GenerationJob
from studio_app.db.unit_of_work import Transaction
from studio_app.features.generation import rules
from studio_app.features.generation.repository import change

Job = GenerationJob


def begin(tx: Transaction, parent_id: uuid.UUID | None) -> None:
    """A child is in work, so its batch is."""
    if parent_id is not None:
        waiting = sa.and_(col(Job.id) == parent_id, col(Job.status) == "queued")
        change(tx, waiting, status="processing", started_at=sa.literal(tx.now, UtcDateTime()))


def roll_up(tx: Transaction, parent_id: uuid.UUID) -> bool:
    """Bring a batch up to its children; True when this ended it. Locked first, so that of two children that end at
    once the second one counts both. Children are always locked before their batch."""
    tx.session.exec(select(Job.id).where(Job.id == parent_id).with_for_update()).first()
    states = tx.session.exec(select(Job.status).where(Job.parent_job_id == parent_id)).all()
    found = rules.sum_up(states)
    values: dict[str, object] = {
        "completed_assets": found.completed, "failed_assets": found.failed, "progress_percent": found.progress_percent,
    }
    ended = found.status in JOB_TERMINAL
    if ended:
        values |= {"status": found.status, "completed_at": tx.now}
        values |= _reason(tx, parent_id) if found.status == "failed" else {}
    open_still = sa.and_(col(Job.id) == parent_id, col(Job.status).in_(JOB_OPEN))
    return change(tx, open_still, **values) and ended


def _reason(tx: Transaction, parent_id: uuid.UUID) -> dict[str, object]:
    """Why nothing came of a batch: what its first failed child says."""
    child = tx.session.exec(
        select(Job).where(Job.parent_job_id == parent_id, Job.status == "failed").order_by(col(Job.slot))
    ).first()
    return {"failure_code": child.failure_code, "error_message": child.error_message} if child else {}
