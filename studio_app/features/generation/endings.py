"""The end of a job, in the transaction that ends it: the books, its batch, and who is to be told."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Protocol

from studio_app.db.models import GenerationJob
from studio_app.db.outbox import post
from studio_app.db.unit_of_work import Transaction
from studio_app.features.billing.service import BillingService
from studio_app.features.generation import families, rules
from studio_app.features.mails.service import post_mail

JOB_ENDED = "job.ended"
# Who asked for something quick is still looking; after this long she may have closed the laptop.
LONG = timedelta(seconds=60)


class Ended(Protocol):
    """A job of any form: a row, or what a worker holds."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def user_id(self) -> uuid.UUID: ...
    @property
    def parent_job_id(self) -> uuid.UUID | None: ...


class Endings:
    def __init__(self, billing: BillingService) -> None:
        self._billing = billing

    def made(self, tx: Transaction, job: Ended) -> None:
        """The job gave its asset: the unit is spent."""
        self._billing.consume(tx, job.id)
        self._close(tx, job)

    def unmade(self, tx: Transaction, job: Ended) -> None:
        """The job failed or was cancelled: the unit goes back."""
        self._billing.release(tx, job.id)
        self._close(tx, job)

    def _close(self, tx: Transaction, job: Ended) -> None:
        tx.announce(job.user_id, job.id, job.parent_job_id)
        if job.parent_job_id is None:
            _tell(tx, job.user_id, job.id)
        elif families.roll_up(tx, job.parent_job_id):
            _tell(tx, job.user_id, job.parent_job_id)


def _tell(tx: Transaction, user_id: uuid.UUID, job_id: uuid.UUID) -> None:
    """Once for each job or batch, whatever ends it and however often."""
    post(tx, JOB_ENDED, f"{JOB_ENDED}:{job_id}", {"user_id": str(user_id), "job_id": str(job_id)})
    job = tx.session.get(GenerationJob, job_id, populate_existing=True)
    if job is not None and tx.now - job.queued_at > LONG and (words := rules.ending_words(
        job.status, job.completed_assets, job.total_assets
    )):
        post_mail(tx, "job_done", user_id, words, path=f"/jobs/{job_id}", dedupe=str(job_id))
