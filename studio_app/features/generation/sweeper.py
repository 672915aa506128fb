"""What keeps jobs moving when bells, workers or Redis are lost. Every sweep may run twice, anywhere, without harm."""

from __future__ import annotations

from datetime import timedelta

import structlog

from studio_app.core.actor import System
from studio_app.db.models import GenerationJob
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.generation import repository, rules, turns
from studio_app.features.generation.endings import Endings
from studio_app.ports.jobs import JobName, JobQueue

log = structlog.get_logger(__name__)
_BATCH = 200
# A bell tells that there is work, not which.
_ANY = "next"
_KEYS_KEPT = timedelta(hours=24)


class Sweeper:
    def __init__(self, uow: UnitOfWork, queue: JobQueue, endings: Endings) -> None:
        self._uow = uow
        self._queue = queue
        self._endings = endings

    def sweep(self) -> int:
        """Ring again, take back what dead workers held, end what is overdue, say what is late. Returns how many bells
        were rung."""
        self._take_back()
        self._end_overdue()
        self._notice_delays()
        return self.ring()

    def ring(self) -> int:
        """See to it that as many bells wait as there are jobs to begin: some were lost with their queue, or answered
        while the owner of a job had as many in work as one may have. Returns how many were rung; one too many is
        answered in vain."""
        waiting = self._queue.waiting()
        if waiting is None:
            return 0
        with self._uow.read(System.WORKER) as tx:
            missing = min(turns.count_due(tx), _BATCH) - waiting
        return sum(self._queue.enqueue(JobName.GENERATE, _ANY) for _ in range(missing))

    def tidy(self) -> None:
        """Drop idempotency keys older than a day."""
        with self._uow.write(System.WORKER) as tx:
            repository.drop_old_keys(tx, tx.now - _KEYS_KEPT)

    def _take_back(self) -> None:
        with self._uow.read(System.WORKER) as tx:
            lost = repository.abandoned(tx, _BATCH)
        for job in lost:
            with self._uow.write(job.user_id) as tx:
                self._requeue_or_fail(tx, job)

    def _requeue_or_fail(self, tx: Transaction, job: GenerationJob) -> None:
        """The fence moves on first, so that a worker that wakes up late can change nothing."""
        crashes, fence = job.crash_count + 1, job.fence + 1
        if not repository.take_over(tx, job.id, job.fence, crash_count=crashes):
            return
        tx.announce(job.user_id, job.id, job.parent_job_id)
        log.warning("job.worker_lost", job_id=str(job.id), crashes=crashes)
        if crashes <= rules.MAX_CRASHES and repository.requeue(tx, job.id, fence, next_at=tx.now):
            return
        cancelled = repository.cancel_asked(tx, job.id)
        ended = repository.held(
            tx, job.id, fence, lease_until=None, completed_at=tx.now, failed_assets=0 if cancelled else 1,
            status="cancelled" if cancelled else "failed", failure_code=None if cancelled else "WORKER_LOST",
            error_message=None if cancelled else "Our workers stopped four times on this picture. "
            "Your plan was not charged. Try again with other words.",
        )
        if ended:
            self._endings.unmade(tx, job)

    def _end_overdue(self) -> None:
        with self._uow.read(System.WORKER) as tx:
            overdue = repository.overdue(tx, _BATCH)
        for job in overdue:
            with self._uow.write(job.user_id) as tx:
                if repository.queued_still(
                    tx, job.id, status="failed", completed_at=tx.now, failed_assets=1,
                    failure_code=job.failure_code or "DEADLINE_EXCEEDED",
                    error_message=job.error_message or "We could not start this picture in time. "
                    "Your plan was not charged. Try again.",
                ):
                    self._endings.unmade(tx, job)

    def _notice_delays(self) -> None:
        """Say once that a job has to wait longer than usual."""
        with self._uow.read(System.WORKER) as tx:
            late = repository.late(tx, tx.now - rules.DELAY_NOTICE, _BATCH)
        for job in late:
            with self._uow.write(job.user_id) as tx:
                if repository.mark_late(tx, job.id):
                    tx.announce(job.user_id, job.id)
