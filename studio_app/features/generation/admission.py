"""How jobs come to be: once for each key, with their units held, in the transaction that answers the request."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from studio_app.core.actor import Actor
from studio_app.core.errors import Conflict
from studio_app.db.models import GenerationJob, IdempotencyKey
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.billing.service import BillingService
from studio_app.features.generation import repository, turns
from studio_app.features.generation.types import IdempotencyKeyReused
from studio_app.ports.jobs import JobName

Make = Callable[[Transaction], GenerationJob]
Earlier = Callable[[Transaction], GenerationJob | None]


class Admission:
    def __init__(self, uow: UnitOfWork, billing: BillingService, deadline: timedelta) -> None:
        self._uow = uow
        self._billing = billing
        self._deadline = deadline

    def keyed(self, actor: Actor, key: str | None, wanted: Any, make: Make) -> tuple[uuid.UUID, bool]:
        """The job of the request `wanted`: the one made under `key` before, else the one that `make` makes and keeps
        now; and whether it was there before. Raises `IdempotencyKeyReused` when the key was for something else."""
        if key is None:
            return self.once(actor, lambda _tx: None, make)
        digest = hashlib.sha256(json.dumps(wanted, sort_keys=True, default=str).encode()).hexdigest()

        def earlier(tx: Transaction) -> GenerationJob | None:
            found = repository.idempotency_key(tx, actor.user_id, key)
            if found is None:
                return None
            if found.request_sha256 != digest:
                raise IdempotencyKeyReused
            return repository.job_of(tx, actor.user_id, found.job_id)

        def remembered(tx: Transaction) -> GenerationJob:
            job = make(tx)
            tx.session.add(
                IdempotencyKey(user_id=actor.user_id, key=key, request_sha256=digest, job_id=job.id, created_at=tx.now)
            )
            tx.session.flush()
            return job

        return self.once(actor, earlier, remembered)

    def once(self, actor: Actor, earlier: Earlier, make: Make) -> tuple[uuid.UUID, bool]:
        """The job that `earlier` finds, or the one that `make` makes.

        Owns its transaction, because two equal requests at once end in a lost insert that is answered by reading.
        """
        for _attempt in range(2):
            try:
                with self._uow.write(actor) as tx:
                    found = earlier(tx)
                    job = found or make(tx)
                    job_id = job.id
            except IntegrityError:
                continue
            return job_id, found is not None
        raise Conflict

    def keep(
        self, tx: Transaction, actor: Actor, jobs: Sequence[GenerationJob], parent: GenerationJob | None = None
    ) -> GenerationJob:
        """Hold a unit for each job and put them in line, as the children of `parent` when there is one; raises
        `AssetLimitExceeded`, and then keeps none of them. Returns what the request is answered with."""
        period = self._billing.reserve(tx, actor, len(jobs))
        turns.enter(tx, actor.user_id, self._billing.queue_weight(tx, actor.user_id))
        times = {"queued_at": tx.now, "next_at": tx.now, "deadline_at": tx.now + self._deadline}
        for slot, job in enumerate(jobs):
            job.slot = slot
            job.parent_job_id = parent.id if parent else None
        for row in (*([parent] if parent else []), *jobs):
            row.period_start = period
            for name, value in times.items():
                setattr(row, name, value)
        if parent is not None:
            parent.total_assets = len(jobs)
            tx.session.add(parent)
            tx.session.flush()
        tx.session.add_all(jobs)
        tx.session.flush()
        for job in jobs:
            self._billing.record_reservation(tx, actor, job.id, period, 1)
            tx.enqueue(JobName.GENERATE, job.id)
            tx.announce(actor.user_id, job.id, job.parent_job_id)
        return parent or jobs[0]
