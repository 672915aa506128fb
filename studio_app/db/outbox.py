"""The transactional outbox: what is to be done in the world once a transaction has committed, and done at least once.

A message is written with the change that causes it, so neither is there without the other. Handlers must bear being
called twice: a process may die between the deed and the note that it was done.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from studio_app.core.actor import System
from studio_app.core.ids import new_id
from studio_app.db.models import OutboxMessage
from studio_app.db.unit_of_work import Transaction, UnitOfWork

log = structlog.get_logger(__name__)
_LOCK = timedelta(minutes=2)
_KEPT = timedelta(days=7)
_LONGEST_WAIT = timedelta(hours=6)
_MOST_TRIES = 40
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Message:
    """What a handler is given; `attempts` counts this one."""

    id: uuid.UUID
    payload: Mapping[str, Any]
    attempts: int


@dataclass(frozen=True, slots=True)
class Later:
    """A handler's answer: not done, try again after `wait`; None gives up."""

    wait: timedelta | None
    error: str


Handler = Callable[[Message], Later | None]


def post(tx: Transaction, kind: str, dedupe_key: str, payload: Mapping[str, Any], at: datetime | None = None) -> None:
    """Have `kind`'s handler called with `payload` after the commit, not before `at`; a key that is there already
    changes nothing."""
    insert = postgresql.insert if tx.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = {
        "id": new_id(), "created_at": tx.now, "updated_at": tx.now, "kind": kind, "dedupe_key": dedupe_key,
        "payload": dict(payload), "attempts": 0, "next_at": at or tx.now,
    }
    with tx.across_people():
        tx.session.connection().execute(insert(OutboxMessage).values(row).on_conflict_do_nothing())


def withdraw(tx: Transaction, dedupe_key: str) -> None:
    """Take back what has not been done yet."""
    unsent = sa.and_(col(OutboxMessage.dedupe_key) == dedupe_key, col(OutboxMessage.done_at).is_(None))
    with tx.across_people():
        tx.session.connection().execute(sa.delete(OutboxMessage).where(unsent))


class Outbox:
    """Hands due messages to their handlers, one process at a time for each message."""

    def __init__(self, uow: UnitOfWork, handlers: Mapping[str, Handler]) -> None:
        self._uow = uow
        self._handlers = handlers

    def drain(self, run: Callable[[Callable[[], None]], object] = lambda work: work()) -> int:
        """Handle what is due; `run` may do it elsewhere, as a thread pool's `submit`. Returns how many were taken."""
        taken = self._take()
        for message in taken:
            run(lambda message=message: self._handle(message))  # type: ignore[misc]
        return len(taken)

    def pending(self) -> tuple[int, timedelta]:
        """How many messages wait, and how long the oldest due one has."""
        with self._uow.read(System.WORKER) as tx:
            count, oldest = tx.session.exec(
                select(sa.func.count(), sa.func.min(OutboxMessage.next_at)).where(col(OutboxMessage.done_at).is_(None))
            ).one()
        due = oldest if isinstance(oldest, datetime) else None
        return count, max(timedelta(0), tx.now - due) if due else timedelta(0)

    def tidy(self) -> None:
        """Drop what was done a week ago."""
        with self._uow.write(System.WORKER) as tx:
            old = col(OutboxMessage.done_at) < tx.now - _KEPT
            tx.session.connection().execute(sa.delete(OutboxMessage).where(old))

    def _take(self) -> Sequence[OutboxMessage]:
        """Lock what is due. A lock that its holder never lifted runs out."""
        lock = col(OutboxMessage.locked_until)
        with self._uow.write(System.WORKER) as tx:
            free = sa.and_(
                col(OutboxMessage.done_at).is_(None), col(OutboxMessage.next_at) <= tx.now,
                col(OutboxMessage.kind).in_(list(self._handlers)), sa.or_(lock.is_(None), lock < tx.now),
            )
            due = tx.session.exec(select(OutboxMessage.id).where(free).order_by(
                col(OutboxMessage.next_at)).limit(_BATCH).with_for_update(skip_locked=True)).all()
            if not due:
                return []
            tx.session.connection().execute(
                sa.update(OutboxMessage)
                .where(col(OutboxMessage.id).in_(due), free)
                .values(locked_until=tx.now + _LOCK, attempts=OutboxMessage.attempts + 1)
            )
            mine = select(OutboxMessage).where(col(OutboxMessage.id).in_(due))
            return tx.session.exec(mine.order_by(col(OutboxMessage.next_at))).all()

    def _handle(self, row: OutboxMessage) -> None:
        try:
            later = self._handlers[row.kind](Message(row.id, row.payload, row.attempts))
        except Exception as error:  # whatever it was, another try may succeed
            log.exception("outbox.failed", kind=row.kind, attempts=row.attempts)
            later = Later(_backoff(row.attempts), type(error).__name__)
        with self._uow.write(System.WORKER) as tx:
            self._note(tx, row, later)

    def _note(self, tx: Transaction, row: OutboxMessage, later: Later | None) -> None:
        values: dict[str, Any] = {"locked_until": None, "updated_at": tx.now, "error": None}
        if later is not None:
            values["error"] = later.error[:200]
        if later is None or later.wait is None or row.attempts >= _MOST_TRIES:
            values["done_at"] = tx.now
        else:
            values["next_at"] = tx.now + later.wait
        mine = sa.and_(col(OutboxMessage.id) == row.id, col(OutboxMessage.attempts) == row.attempts)
        tx.session.connection().execute(sa.update(OutboxMessage).where(mine).values(**values))


def _backoff(attempts: int) -> timedelta:
    return min(_LONGEST_WAIT, timedelta(seconds=2 * 2 ** min(attempts, 20)))
