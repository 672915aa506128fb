"""The hold of a worker on its job: only whoever has it may write, and it is renewed while the work lasts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog

from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.generation import repository
from studio_app.features.generation.types import ClaimedJob, LeaseLost

log = structlog.get_logger(__name__)


class Leases:
    def __init__(self, uow: UnitOfWork, length: timedelta) -> None:
        self._uow = uow
        self.length = length

    def renew(self, tx: Transaction, job: ClaimedJob, **values: object) -> None:
        """Hold on to it, and write `values`; raises `LeaseLost` when another worker has it."""
        if not repository.held(tx, job.id, job.fence, lease_until=tx.now + self.length, **values):
            raise LeaseLost

    @contextmanager
    def kept(self, job: ClaimedJob) -> Iterator[None]:
        """Renew the lease from a thread while the work lasts."""
        done = threading.Event()

        def beat() -> None:
            while not done.wait(self.length.total_seconds() / 3):
                try:
                    with self._uow.write(job.user_id) as tx:
                        self.renew(tx, job)
                except LeaseLost:
                    return
                except Exception as error:  # whatever it was, the next beat may succeed
                    log.warning("job.heartbeat_failed", job_id=str(job.id), error=type(error).__name__)

        thread = threading.Thread(target=beat, name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join(timeout=5)
