"""Job history is kept for thirty days; a job that its asset still refers to goes with the asset."""

from __future__ import annotations

import uuid
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from studio_app.catalog.lifecycles import JOB_TERMINAL
from studio_app.core.actor import System
from studio_app.db.models import Asset, GenerationJob
from studio_app.db.unit_of_work import UnitOfWork

KEPT = timedelta(days=30)
_BATCH = 200
Job = GenerationJob
_CHILD = aliased(Job)


class JobRetention:
    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def drop(self, *, dry_run: bool = False) -> int:
        """Remove what ended long ago and nothing refers to, batches after their children; returns how many jobs went,
        or would go at once. Can be stopped and run again at any time."""
        gone = 0
        while ids := self._due():
            if dry_run:
                return len(ids)
            with self._uow.write(System.WORKER) as tx:
                tx.session.connection().execute(sa.delete(Job).where(col(Job.id).in_(ids)))
            gone += len(ids)
        return gone

    def _due(self) -> list[uuid.UUID]:
        with self._uow.read(System.WORKER) as tx:
            wanted = select(Job.id).where(
                col(Job.status).in_(JOB_TERMINAL), col(Job.completed_at) < tx.now - KEPT,
                ~sa.exists().where(col(Asset.job_id) == Job.id),
                ~sa.exists().where(col(_CHILD.parent_job_id) == Job.id),
            )
            return list(tx.session.exec(wanted.limit(_BATCH)))
