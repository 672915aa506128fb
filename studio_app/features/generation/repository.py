"""Every query of generation jobs. People reach jobs through their owner; workers through lease and fence."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from studio_app.catalog.lifecycles import JOB_OPEN
from studio_app.db.base import UtcDateTime, place_of
from studio_app.db.models import Asset, GenerationJob, IdempotencyKey, ReferenceImage, User
from studio_app.db.unit_of_work import Transaction
from studio_app.features.generation.rules import MAX_PROCESSING_PER_USER

Job = GenerationJob
BATCH = "batch"
_OTHER = aliased(Job)  # once, because making one takes longer than the statement it is for
_ID, _OWNER, _STATUS, _FENCE = col(Job.id), col(Job.user_id), col(Job.status), col(Job.fence)


def job_of(tx: Transaction, user_id: uuid.UUID, job_id: uuid.UUID) -> Job | None:
    return tx.session.exec(select(Job).where(Job.id == job_id, Job.user_id == user_id)).first()


def jobs_of(
    tx: Transaction,
    user_id: uuid.UUID,
    *,
    status: str | None,
    asset_type: str | None,
    parent: uuid.UUID | None,
    after: tuple[datetime, uuid.UUID] | None,
    offset: int,
    limit: int,
) -> list[Job]:
    created = col(Job.created_at)
    statement = select(Job).where(*_owned(user_id, status, asset_type, parent))
    if after is not None:
        statement = statement.where(sa.tuple_(created, _ID) < place_of(*after))
    statement = statement.order_by(created.desc(), _ID.desc()).offset(offset).limit(limit)
    return list(tx.session.exec(statement))


def count_jobs(
    tx: Transaction, user_id: uuid.UUID, *, status: str | None, asset_type: str | None, parent: uuid.UUID | None
) -> int:
    return tx.session.exec(
        select(func.count()).select_from(Job).where(*_owned(user_id, status, asset_type, parent))
    ).one()


def open_jobs_of(tx: Transaction, user_id: uuid.UUID, limit: int) -> list[Job]:
    wanted = select(Job).where(*_owned(user_id, None, None, None), _STATUS.in_(JOB_OPEN))
    return list(tx.session.exec(wanted.order_by(col(Job.created_at).desc()).limit(limit)))


def count_running(tx: Transaction, user_id: uuid.UUID) -> int:
    """Assets that are still to come: a batch counts by its children."""
    return tx.session.exec(
        select(func.count())
        .select_from(Job)
        .where(Job.user_id == user_id, _STATUS.in_(JOB_OPEN), Job.job_type != BATCH)
    ).one()


def asset_ids_of(tx: Transaction, job_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """What each job made; for a batch what its children did, in their order."""
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    if job_ids:
        parent = col(Job.parent_job_id)
        rows = tx.session.exec(
            select(Job.id, Job.parent_job_id, Asset.id)
            .join(Asset, col(Asset.job_id) == Job.id)
            .where(sa.or_(_ID.in_(job_ids), parent.in_(job_ids)), col(Asset.deleted_at).is_(None))
            .order_by(col(Job.slot))
        )
        for job_id, parent_id, asset_id in rows:
            for owner in (job_id, parent_id):
                if owner is not None:
                    found.setdefault(owner, []).append(asset_id)
    return found


def children_of(tx: Transaction, parent_id: uuid.UUID) -> list[Job]:
    return list(tx.session.exec(select(Job).where(Job.parent_job_id == parent_id).order_by(col(Job.slot))))


def retry_of(tx: Transaction, user_id: uuid.UUID, job_id: uuid.UUID) -> Job | None:
    """The job that was made to try this one again."""
    return tx.session.exec(select(Job).where(Job.retry_of == job_id, Job.user_id == user_id)).first()


def typical_seconds(tx: Transaction, asset_type: str) -> float | None:
    """The mean time from start to end of the last twenty completed jobs of this type, whoever's they are."""
    with tx.across_people():
        recent = tx.session.exec(
            select(Job.started_at, Job.completed_at)
            .where(Job.asset_type == asset_type, Job.status == "completed")
            .order_by(col(Job.completed_at).desc())
            .limit(20)
        ).all()
    spans = [(end - start).total_seconds() for start, end in recent if start and end]
    return sum(spans) / len(spans) if spans else None


def idempotency_key(tx: Transaction, user_id: uuid.UUID, key: str) -> IdempotencyKey | None:
    return tx.session.get(IdempotencyKey, (user_id, key))


def drop_old_keys(tx: Transaction, before: datetime) -> None:
    tx.session.connection().execute(
        sa.delete(IdempotencyKey).where(col(IdempotencyKey.created_at) < before)
    )


def due(tx: Transaction) -> list[Any]:
    """Conditions of a job that a worker may begin now."""
    return [
        _STATUS == "queued",
        col(Job.job_type) != BATCH,
        col(Job.next_at) <= tx.now,
        col(Job.deadline_at) > tx.now,
        col(Job.cancel_requested_at).is_(None),
    ]


def in_work(owner: Any) -> sa.ScalarSelect[int]:
    """How many jobs of `owner`, a column, workers are at."""
    mine = [col(_OTHER.user_id) == owner, col(_OTHER.status) == "processing", col(_OTHER.job_type) != BATCH]
    return sa.select(func.count()).select_from(_OTHER).where(*mine).scalar_subquery()


def claim(tx: Transaction, job_id: uuid.UUID, lease: timedelta) -> Job | None:
    """Take a queued, due job: one worker wins. None when it is not there to be taken."""
    # One claim per person at a time, or two that count at once could both find room for the last one.
    owner = select(Job.user_id).where(Job.id == job_id).scalar_subquery()
    tx.session.exec(select(User.id).where(User.id == owner).with_for_update(key_share=True)).first()
    changed = change(
        tx,
        sa.and_(_ID == job_id, *due(tx), in_work(_OWNER) < MAX_PROCESSING_PER_USER),
        status="processing",
        fence=_FENCE + 1,
        lease_until=tx.now + lease,
        started_at=sa.func.coalesce(col(Job.started_at), sa.literal(tx.now, UtcDateTime())),
    )
    return tx.session.exec(select(Job).where(Job.id == job_id)).first() if changed else None


def held(tx: Transaction, job_id: uuid.UUID, held_fence: int, **values: Any) -> bool:
    """Write `values` if this fence still holds the job; False when it has been taken away."""
    return change(tx, sa.and_(_ID == job_id, _FENCE == held_fence, _STATUS == "processing"), **values)


def take_over(tx: Transaction, job_id: uuid.UUID, held_fence: int, **values: Any) -> bool:
    """Move the fence on, if the lease has still run out by now."""
    where = sa.and_(
        _ID == job_id, _FENCE == held_fence, _STATUS == "processing", col(Job.lease_until) < tx.now
    )
    return change(tx, where, fence=held_fence + 1, **values)


def cancel_asked(tx: Transaction, job_id: uuid.UUID) -> bool:
    """Whether the owner wants the job to stop, or has gone with it."""
    asked = tx.session.exec(select(col(Job.cancel_requested_at).is_not(None)).where(Job.id == job_id)).first()
    return asked is None or bool(asked)


def is_over(tx: Transaction, job_id: uuid.UUID) -> bool:
    """Whether the job has ended, or has gone with its owner."""
    status = tx.session.exec(select(Job.status).where(Job.id == job_id)).first()
    return status is None or status not in JOB_OPEN


def requeue(tx: Transaction, job_id: uuid.UUID, held_fence: int, **values: Any) -> bool:
    """Back into the queue, if this fence still holds the job and its owner has not asked to stop it."""
    where = sa.and_(
        _ID == job_id, _FENCE == held_fence, _STATUS == "processing", col(Job.cancel_requested_at).is_(None)
    )
    return change(tx, where, status="queued", lease_until=None, **values)


def leave_queue(tx: Transaction, user_id: uuid.UUID, job_id: uuid.UUID) -> list[Job]:
    """Cancel what nobody works on yet: the job, or the children of the batch. Returns what was cancelled.

    All in one statement: who holds one of these rows holds nothing else that we are waiting for.
    """
    changed = tx.session.connection().execute(
        sa.update(Job)
        .where(*_members(user_id, job_id), _STATUS == "queued")
        .values(
            status="cancelled", completed_at=tx.now, progress_percent=0, updated_at=tx.now, version=col(Job.version) + 1
        )
        .returning(_ID)
        .execution_options(synchronize_session=False)
    ).all()
    tx.session.expire_all()
    return list(tx.session.exec(select(Job).where(_ID.in_([row[0] for row in changed])))) if changed else []


def ask_to_cancel(tx: Transaction, user_id: uuid.UUID, job_id: uuid.UUID) -> bool:
    """Ask the workers to stop at the job, or at the children of the batch; False when nobody works on any."""
    return change(tx, sa.and_(*_members(user_id, job_id), _STATUS == "processing"), cancel_requested_at=tx.now)


def _members(user_id: uuid.UUID, job_id: uuid.UUID) -> list[Any]:
    """The job itself, or the children of a batch."""
    return [_OWNER == user_id, col(Job.job_type) != BATCH, sa.or_(_ID == job_id, col(Job.parent_job_id) == job_id)]


def abandoned(tx: Transaction, limit: int) -> list[Job]:
    """Jobs whose worker stopped renewing its lease."""
    # A batch has no lease, so this never finds one.
    return list(
        tx.session.exec(
            select(Job).where(Job.status == "processing", col(Job.lease_until) < tx.now).limit(limit)
        )
    )


def overdue(tx: Transaction, limit: int) -> list[Job]:
    return list(
        tx.session.exec(
            select(Job)
            .where(Job.status == "queued", Job.job_type != BATCH, Job.deadline_at <= tx.now)
            .limit(limit)
        )
    )


def late(tx: Transaction, before: datetime, limit: int) -> list[Job]:
    """Jobs and batches that have waited since `before` without a notice."""
    wanted = select(Job).where(
        Job.status == "queued", col(Job.parent_job_id).is_(None), col(Job.started_at).is_(None),
        col(Job.delay_notified_at).is_(None), Job.queued_at <= before,
    )
    return list(tx.session.exec(wanted.limit(limit)))


def mark_late(tx: Transaction, job_id: uuid.UUID) -> bool:
    unnoticed = sa.and_(_ID == job_id, _STATUS == "queued", col(Job.delay_notified_at).is_(None))
    return change(tx, unnoticed, delay_notified_at=tx.now)


def queued_still(tx: Transaction, job_id: uuid.UUID, **values: Any) -> bool:
    return change(tx, sa.and_(_ID == job_id, _STATUS == "queued"), **values)


def change(tx: Transaction, where: Any, **values: Any) -> bool:
    """Write `values` into the jobs that `where` finds; False when there are none."""
    statement = (
        sa.update(Job)
        .where(where)
        .values(updated_at=tx.now, version=col(Job.version) + 1, **values)
        .execution_options(synchronize_session=False)
    )
    changed = tx.session.connection().execute(statement).rowcount > 0
    tx.session.expire_all()
    return changed


def _owned(
    user_id: uuid.UUID, status: str | None, asset_type: str | None, parent: uuid.UUID | None
) -> list[Any]:
    """Jobs and batches, or the children of one batch."""
    above = col(Job.parent_job_id)
    conditions: list[Any] = [Job.user_id == user_id, above.is_(None) if parent is None else above == parent]
    if status:
        conditions.append(Job.status == status)
    if asset_type:
        conditions.append(Job.asset_type == asset_type)
    return conditions


def references_of(tx: Transaction, user_id: uuid.UUID) -> list[ReferenceImage]:
    """Newest first."""
    wanted = select(ReferenceImage).where(ReferenceImage.user_id == user_id)
    return list(tx.session.exec(wanted.order_by(col(ReferenceImage.created_at).desc())))


def reference_of(tx: Transaction, user_id: uuid.UUID, reference_id: uuid.UUID) -> ReferenceImage | None:
    return tx.session.exec(
        select(ReferenceImage).where(ReferenceImage.id == reference_id, ReferenceImage.user_id == user_id)
    ).first()


def reference_by_key(tx: Transaction, object_key: str) -> ReferenceImage | None:
    """For `/media`, which checks the signature."""
    return tx.session.exec(
        select(ReferenceImage).join(User, col(User.id) == ReferenceImage.user_id)
        .where(ReferenceImage.object_key == object_key, User.status == "active")
    ).first()
