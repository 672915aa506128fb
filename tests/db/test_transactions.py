"""Transactions: all or nothing, bells only after the commit, writers that wait their turn."""

from __future__ import annotations

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError, StatementError

from studio_app.adapters.events.memory import MemoryEvents
from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.core.actor import System
from studio_app.core.errors import NotFound, Unavailable
from studio_app.db.base import UtcDateTime
from studio_app.db.engine import create_engine
from studio_app.db.models import BrandKit, GenerationJob, User
from studio_app.db.unit_of_work import UnitOfWork
from studio_app.ports.jobs import JobName
from tests.world import World


def make_user() -> User:
    return User(email=f"{uuid.uuid4().hex}@example.com", display_name="A")


def test_a_failed_block_leaves_no_rows_and_rings_no_bell(either_world: World) -> None:
    uow, queue = either_world.services.uow, either_world.queue
    with pytest.raises(NotFound), uow.write(System.WORKER) as tx:
        tx.session.add(make_user())
        tx.session.flush()
        tx.enqueue(JobName.GENERATE, uuid.uuid4())
        raise NotFound
    with pytest.raises(KeyboardInterrupt), uow.write(System.WORKER) as tx:
        tx.session.add(make_user())
        tx.enqueue(JobName.GENERATE, uuid.uuid4())
        raise KeyboardInterrupt
    assert either_world.rows(User) == [] and queue.rung == []


def test_a_commit_that_fails_rings_no_bell(either_world: World) -> None:
    user = make_user()
    with either_world.services.uow.write(System.WORKER) as tx:
        tx.session.add(user)
    with pytest.raises(IntegrityError), either_world.services.uow.write(System.WORKER) as tx:
        tx.enqueue(JobName.GENERATE, uuid.uuid4())
        tx.session.add(User(email=user.email, display_name="B"))
    assert len(either_world.rows(User)) == 1 and either_world.queue.rung == []


def test_bells_ring_only_once_the_row_can_be_seen(either_world: World) -> None:
    user = make_user()
    seen: list[bool] = []

    class Listening(InlineQueue):
        def enqueue(self, name: JobName, entity_id: str) -> bool:
            with uow.read(System.WORKER) as tx:
                seen.append(tx.session.get(User, uuid.UUID(entity_id)) is not None)
            return True

    uow = UnitOfWork(either_world.services.uow._engine, Listening(), MemoryEvents())
    with uow.write(System.WORKER) as tx:
        tx.session.add(user)
        tx.enqueue(JobName.GENERATE, user.id)
        tx.session.flush()
        assert seen == []
    assert seen == [True]


def test_a_queue_that_is_away_changes_nothing_of_the_result(either_world: World) -> None:
    either_world.queue.reachable = False
    actor = either_world.person()
    job = either_world.ask(actor)
    assert job.status == "queued" and either_world.queue.rung == []
    assert len(either_world.rows(GenerationJob)) == 1
    assert either_world.plan(actor).reserved == 1


def test_reading_never_writes(either_world: World) -> None:
    with either_world.services.uow.read(System.WORKER) as tx:
        tx.session.add(make_user())
        tx.session.flush()
    assert either_world.rows(User) == []


def test_writers_wait_for_each_other(either_world: World) -> None:
    actor = either_world.person()
    started = threading.Event()

    def slow() -> None:
        with either_world.services.uow.write(System.WORKER) as tx:
            tx.session.add(
                BrandKit(
                    user_id=actor.user_id,
                    name="slow",
                    primary_colors=[],
                    fonts={"headline": "Anton", "body": "Inter"},
                    tone="casual",
                )
            )
            tx.session.flush()
            started.set()
            deadline = time.monotonic() + 0.5
            while time.monotonic() < deadline:
                threading.Event().wait(0.02)

    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(slow)
        assert started.wait(5)
        rest = [pool.submit(either_world.kit, actor, f"k{n}") for n in range(5)]
        for each in (first, *rest):
            each.result(10)
    assert len(either_world.kits(actor)) == 6


def test_counters_lose_no_update(either_world: World) -> None:
    actor = either_world.person()
    kit = either_world.kit(actor)

    def save(_n: int) -> None:
        with either_world.services.uow.write(actor) as tx:
            either_world.services.brand_kits.update(tx, actor, kit.id, kit.fields)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(16)))
    assert either_world.kits(actor)[0].version == 17


def test_a_database_that_is_away_is_unavailable(tmp_path: Path) -> None:
    uow = UnitOfWork(create_engine("postgresql://nobody@/nothing?host=/nowhere"), InlineQueue(), MemoryEvents())
    for attempt in (uow.read, uow.write):
        with pytest.raises(Unavailable) as fault, attempt(System.WORKER) as tx:
            tx.session.connection()
        assert fault.value.status == 503 and fault.value.retry_after
    assert not uow.check()


def test_deleting_a_person_deletes_what_is_theirs(either_world: World) -> None:
    from studio_app.db.models import IdempotencyKey, RefreshToken, Session, UsagePeriod, UsageReservation

    actor = either_world.person()
    either_world.kit(actor)
    either_world.ask(actor, key="key")
    with either_world.services.uow.write(System.WORKER) as tx:
        user = tx.session.get(User, actor.user_id)
        assert user is not None
        tx.session.delete(user)
    for table in (BrandKit, GenerationJob, IdempotencyKey, RefreshToken, Session, UsagePeriod, UsageReservation):
        assert either_world.rows(table) == []


zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
column = UtcDateTime()


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1), timezones=zones))
def test_times_are_kept_in_utc(moment: datetime) -> None:
    for dialect in (sa.dialects.sqlite.dialect(), sa.dialects.postgresql.dialect()):
        stored = column.process_bind_param(moment, dialect)
        assert stored == moment and stored is not None and stored.utcoffset() == timedelta(0)
        for read in (stored, stored.replace(tzinfo=None), stored.astimezone(timezone(timedelta(hours=5)))):
            back = column.process_result_value(read, dialect)
            assert back == moment and back is not None and back.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(either_world: World) -> None:
    actor = either_world.person()
    either_world.ask(actor)
    with pytest.raises(StatementError, match="naive"), either_world.services.uow.write(System.WORKER) as tx:
        [job] = tx.session.query(GenerationJob).all()
        job.next_at = datetime(2026, 1, 1)
        tx.session.add(job)
    assert column.process_bind_param(None, sa.dialects.sqlite.dialect()) is None
    assert column.process_result_value(None, sa.dialects.sqlite.dialect()) is None


def test_times_come_back_as_they_went(either_world: World) -> None:
    moment = datetime(2026, 2, 3, 4, 5, 6, 789012, tzinfo=timezone(timedelta(hours=9)))
    actor = either_world.person()
    either_world.ask(actor)
    with either_world.services.uow.write(System.WORKER) as tx:
        [job] = tx.session.query(GenerationJob).all()
        job.next_at = moment
        tx.session.add(job)
    [job] = either_world.rows(GenerationJob)
    assert job.next_at == moment and job.next_at.tzinfo is UTC


def test_states_outside_the_lifecycle_cannot_be_stored(either_world: World) -> None:
    actor = either_world.person()
    either_world.ask(actor)
    for change in ({"status": "sleeping"}, {"status": "processing"}, {"job_type": "odd"}):
        with pytest.raises(IntegrityError), either_world.services.uow.write(System.WORKER) as tx:
            [job] = tx.session.query(GenerationJob).all()
            for name, value in change.items():
                setattr(job, name, value)
            tx.session.add(job)


def test_on_postgresql_the_servers_clock_counts(either_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose clock is an hour ahead gives the same times as the others."""
    monkeypatch.setattr("studio_app.db.unit_of_work.utc_now", lambda: datetime.now(UTC) + timedelta(hours=1))
    uow = UnitOfWork(create_engine(either_database_url), InlineQueue(), MemoryEvents())
    with uow.read(System.WORKER) as tx:
        ahead = tx.now - datetime.now(UTC)
        assert tx.now == tx.now and tx.now.tzinfo is UTC
    assert (ahead > timedelta(minutes=30)) == either_database_url.startswith("sqlite")
    uow.close()
