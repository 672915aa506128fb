"""Whose turn it is: start-time fair queueing over people.

Every job that a worker begins moves its owner's clock on by one over the weight of her plan, and the person whose
clock shows least is next. So fifteen jobs of one person do not hold up another's single one, and a heavier plan gets
more without anyone getting nothing. Who comes back after a pause starts where the others are, not with a credit.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, func, select

from studio_app.catalog.lifecycles import JOB_OPEN
from studio_app.db.models import GenerationJob, Turn
from studio_app.db.unit_of_work import Transaction
from studio_app.features.generation.repository import BATCH, due, in_work
from studio_app.features.generation.rules import MAX_PROCESSING_PER_USER

Job = GenerationJob
_CANDIDATES = 4


def enter(tx: Transaction, user_id: uuid.UUID, weight: int) -> None:
    """Get in line, before the new jobs are there."""
    active = select(Job.user_id).where(col(Job.status).in_(JOB_OPEN), Job.job_type != BATCH)
    least = None
    if tx.session.exec(active.where(Job.user_id == user_id).limit(1)).first() is None:
        with tx.across_people():
            least = tx.session.exec(select(func.min(Turn.virtual_time)).where(col(Turn.user_id).in_(active))).one()
    insert = postgresql.insert if tx.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(Turn).values(user_id=user_id, virtual_time=least or 0.0, weight=weight)
    own = col(Turn.virtual_time)
    later = sa.case((own < least, least), else_=own) if least is not None else own
    tx.session.connection().execute(
        statement.on_conflict_do_update(index_elements=["user_id"], set_={"weight": weight, "virtual_time": later})
    )


def serve(tx: Transaction, user_id: uuid.UUID) -> None:
    """Count a job that a worker begins."""
    tx.session.connection().execute(
        sa.update(Turn)
        .where(col(Turn.user_id) == user_id)
        .values(virtual_time=col(Turn.virtual_time) + 1.0 / col(Turn.weight), served_at=tx.now)
    )


def count_due(tx: Transaction) -> int:
    """How many jobs could be begun now, had we workers enough."""
    at_work = [col(Job.status) == "processing", col(Job.job_type) != BATCH]
    busy, waiting = _per_person(tx, at_work), _per_person(tx, due(tx))
    return sum(min(count, max(0, MAX_PROCESSING_PER_USER - busy.get(who, 0))) for who, count in waiting.items())


def _per_person(tx: Transaction, conditions: list[Any]) -> dict[uuid.UUID, int]:
    counted = sa.select(col(Job.user_id), func.count()).where(*conditions).group_by(col(Job.user_id))
    return {row[0]: row[1] for row in tx.session.connection().execute(counted)}


def next_due(tx: Transaction) -> list[uuid.UUID]:
    """The oldest due job of each of the people who are next, the first one first. People with as many in work as one
    may have are passed over."""
    waiting = (
        sa.select(col(Job.user_id).label("user_id"), func.min(Job.queued_at).label("since"))
        .where(*due(tx))
        .group_by(col(Job.user_id))
        .subquery()
    )
    people = (
        sa.select(waiting.c.user_id)
        .outerjoin(Turn, col(Turn.user_id) == waiting.c.user_id)
        .where(in_work(waiting.c.user_id) < MAX_PROCESSING_PER_USER)
        .order_by(func.coalesce(Turn.virtual_time, 0.0), col(Turn.served_at).asc().nulls_first(), waiting.c.since)
        .limit(_CANDIDATES)
    )
    oldest = (col(Job.queued_at), col(Job.slot), col(Job.created_at))
    found: list[uuid.UUID] = []
    for (user_id,) in tx.session.connection().execute(people).all():
        mine = select(Job.id).where(Job.user_id == user_id, *due(tx)).order_by(*oldest).limit(1)
        found += tx.session.exec(mine).all()
    return found
