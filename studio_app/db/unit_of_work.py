"""The unit of work: one transaction, and the bells to ring and changes to tell once it has committed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from studio_app.core.actor import Acting, System
from studio_app.core.clock import Clock, utc_now
from studio_app.core.errors import Unavailable
from studio_app.db.walls import stand_as
from studio_app.ports.events import EventBus, JobChanged
from studio_app.ports.jobs import JobName, JobQueue

log = structlog.get_logger(__name__)
_DATABASE_TIME = sa.func.clock_timestamp()
# The server is gone, refuses or is locked; its connection broke; or no connection came free in time.
_AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)


class _Session(Session):
    """A session whose transactions stand as whom `info["acting"]` says, from their first statement on."""


@sa.event.listens_for(_Session, "after_begin")
def _stand(session: _Session, transaction: SessionTransaction, connection: sa.Connection) -> None:
    if not transaction.nested:
        stand_as(connection, session.info["acting"])


class Transaction:
    """What use cases get: a session, the time, and a buffer of jobs that only a commit sends."""

    def __init__(self, session: Session, clock: Clock | None) -> None:
        self.session = session
        self._clock = clock
        self.jobs: list[tuple[JobName, uuid.UUID]] = []
        self.changes: dict[JobChanged, None] = {}

    @cached_property
    def now(self) -> datetime:
        """One time for the whole transaction, from when it is first asked for."""
        if self._clock is not None:
            return self._clock()
        found: datetime = self.session.connection().execute(sa.select(_DATABASE_TIME)).scalar_one()
        return found.astimezone(UTC)

    @contextmanager
    def across_people(self) -> Iterator[None]:
        """For the few statements of a person's transaction that need more than her own rows: sums over everybody, the
        chain of the audit log, the outbox. Whatever she is about to write is written as her before."""
        self.session.flush()
        connection = self.session.connection()
        stand_as(connection, System.WORKER)
        try:
            yield
            self.session.flush()
        finally:
            with suppress(sa.exc.DBAPIError):  # of a transaction that has failed nothing is left to do
                stand_as(connection, self.session.info["acting"])

    def enqueue(self, name: JobName, entity_id: uuid.UUID) -> None:
        """Ring for a job once this has committed. A queue that cannot be reached is rung later by the sweeper."""
        self.jobs.append((name, entity_id))

    def announce(self, user_id: uuid.UUID, *job_ids: uuid.UUID | None) -> None:
        """Tell open pages and streams, once this has committed, that these jobs changed."""
        self.changes.update((JobChanged(user_id, job_id), None) for job_id in job_ids if job_id is not None)


class UnitOfWork:
    """Opens transactions, each for somebody. Only this class commits.

    Without a `clock` the time is the server's own on PostgreSQL: the machines of many workers do not agree on it.
    SQLite has no other clock than its machine's.
    """

    def __init__(
        self, engine: sa.Engine, queue: JobQueue, events: EventBus, clock: Clock | None = None
    ) -> None:
        self._engine = engine
        # Taking SQLite's write lock first means a writer can wait its turn instead of failing half-way.
        self._write_engine = engine.execution_options(sqlite_begin="IMMEDIATE")
        self._queue = queue
        self._events = events
        self._clock = clock or (None if engine.dialect.name == "postgresql" else utc_now)

    @contextmanager
    def write(self, acting: Acting) -> Iterator[Transaction]:
        """Commit at the end of the block, or roll everything back; then ring for the jobs and tell the changes."""
        with _Session(self._write_engine, expire_on_commit=False, info={"acting": acting}) as session:
            tx = Transaction(session, self._clock)
            try:
                yield tx
                session.commit()
            except _AWAY as error:
                session.rollback()
                raise _unavailable(error) from error
            except BaseException:
                session.rollback()
                raise
        for name, entity_id in tx.jobs:
            if not self._queue.enqueue(name, str(entity_id)):
                break  # it is away, and every further try would take a second
        if tx.changes:
            self._events.publish([*tx.changes])

    @contextmanager
    def read(self, acting: Acting) -> Iterator[Transaction]:
        """A transaction that is never committed."""
        with _Session(self._engine, expire_on_commit=False, info={"acting": acting}) as session:
            try:
                yield Transaction(session, self._clock)
            except _AWAY as error:
                raise _unavailable(error) from error

    def check(self) -> bool:
        """True when the database answers."""
        try:
            with self._engine.connect() as connection:
                stand_as(connection, System.WORKER)
                connection.execute(sa.text("SELECT 1"))
        except sa.exc.SQLAlchemyError:
            return False
        return True

    def close(self) -> None:
        """Give every pooled connection back."""
        self._engine.dispose()


def _unavailable(error: Exception) -> Unavailable:
    log.warning("database.unavailable", error=type(getattr(error, "orig", None) or error).__name__)
    return Unavailable(retry_after=2)
