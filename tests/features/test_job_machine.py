"""Any order of requests, deliveries, faults, crashes, cancels, sweeps and passing time keeps the books right."""

from __future__ import annotations

import uuid
from collections import Counter
from contextlib import suppress
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from studio_app.catalog.lifecycles import JOB_TERMINAL
from studio_app.core.actor import Actor
from studio_app.core.errors import StudioError
from studio_app.db.models import GenerationJob
from studio_app.db.unit_of_work import Transaction
from studio_app.features.generation.types import IdempotencyKeyReused
from studio_app.ports.image_generation import BadProviderOutput, ContentBlocked, ProviderBusy
from studio_app.ports.storage import StorageFault
from tests.world import World


class Killed(BaseException):
    """The process is gone."""


OUTCOMES: dict[str, Any] = {
    "busy": lambda: ProviderBusy(retry_after=9), "blocked": ContentBlocked, "garbage": lambda: b"no picture",
    "bug": lambda: ZeroDivisionError("x"), "bad": BadProviderOutput, "killed": Killed, "stored": StorageFault,
}


class Jobs(RuleBasedStateMachine):
    """Every history has people of its own in one lasting world."""

    world: World
    jobs = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        self.people: list[Actor] = []
        self.keys: dict[tuple[int, str], tuple[str, uuid.UUID]] = {}
        self.ended: dict[uuid.UUID, str] = {}
        self.fences: Counter[str] = Counter()
        self.mine = ""

    @initialize()
    def people_sign_up(self) -> None:
        self.people = [self.world.person("alice"), self.world.person("bob")]
        self.mine = "('" + "', '".join(person.user_id.hex for person in self.people) + "')"

    # ---- what people do

    @rule(target=jobs, who=st.integers(0, 1))
    def ask(self, who: int) -> Any:
        try:
            return self.world.ask(self.people[who])
        except StudioError as fault:
            assert fault.code == "ASSET_LIMIT_EXCEEDED" and self.world.plan(self.people[who]).left == 0
            return multiple()

    @rule(target=jobs, who=st.integers(0, 1), key=st.sampled_from("kl"), title=st.sampled_from(["", "x"]))
    def ask_with_key(self, who: int, key: str, title: str) -> Any:
        earlier = self.keys.get((who, key))
        rows = len(self.world.rows(GenerationJob, GenerationJob.user_id == self.people[who].user_id))
        try:
            job = self.world.ask(self.people[who], title, key)
        except IdempotencyKeyReused:
            after = self.world.rows(GenerationJob, GenerationJob.user_id == self.people[who].user_id)
            assert earlier is not None and earlier[0] != title and len(after) == rows
            return multiple()
        except StudioError as fault:
            assert fault.code == "ASSET_LIMIT_EXCEEDED" and earlier is None
            return multiple()
        assert earlier in (None, (title, job.id))
        self.keys[who, key] = (title, job.id)
        return job

    @rule(job=jobs)
    def cancel(self, job: Any) -> None:
        try:
            now = self.world.services.generation.cancel(Actor(job.user_id, job.id), job.id)
            assert now.status in ("cancelled", "processing")
        except StudioError as fault:
            assert fault.code == "JOB_NOT_CANCELLABLE" and job.id in self.ended

    @rule(target=jobs, job=jobs)
    def try_again(self, job: Any) -> Any:
        try:
            return self.world.services.generation.retry(Actor(job.user_id, job.id), job.id)
        except StudioError as fault:
            assert fault.code in ("CONFLICT", "ASSET_LIMIT_EXCEEDED")
            return multiple()

    @rule(who=st.integers(0, 1))
    def delete_an_asset(self, who: int) -> None:
        for asset in self.world.assets(self.people[who])[:1]:
            with self.world.services.uow.write() as tx:
                self.world.services.assets.delete(tx, self.people[who], asset.id)

    # ---- what workers and the world do

    @rule(job=jobs)
    def deliver(self, job: Any) -> None:
        self._run(job)

    @rule(job=jobs, outcome=st.sampled_from(sorted(OUTCOMES)))
    def deliver_badly(self, job: Any, outcome: str) -> None:
        self.world.painter.script.append(OUTCOMES[outcome]())
        self._run(job)
        self.world.painter.script.clear()

    @rule(job=jobs, number=st.integers(0, 3), kind=st.sampled_from([StorageFault, Killed]))
    def storage_fails(self, job: Any, number: int, kind: type[BaseException]) -> None:
        def fail(n: int) -> None:
            if n == number:
                raise kind

        self.world.shelf.puts = 0
        self.world.shelf.before_put = fail
        self._run(job)
        self.world.shelf.before_put = lambda _n: None

    @rule(job=jobs, outcome=st.sampled_from(["busy", "blocked", "bug", "fine"]))
    def worker_sleeps_past_its_lease(self, job: Any, outcome: str) -> None:
        """It wakes after another worker took the job, and goes on with `outcome`."""
        def sleep(_request: object) -> object:
            self.world.clock.forward(seconds=40)
            self.world.services.sweeper.sweep()
            self._run(job)
            return OUTCOMES[outcome]() if outcome != "fine" else None

        self.world.painter.script.append(sleep)
        self._run(job)
        self.world.painter.script.clear()

    @rule(job=jobs)
    def cancelled_in_work(self, job: Any) -> None:
        def stop(_request: object) -> None:
            self.world.services.generation.cancel(Actor(job.user_id, job.id), job.id)

        self.world.painter.script.append(stop)
        self._run(job)
        self.world.painter.script.clear()

    @rule(seconds=st.sampled_from([1, 10, 35, 200, 1000]))
    def time_passes(self, seconds: int) -> None:
        self.world.clock.forward(seconds=seconds)

    @rule(times=st.integers(1, 2))
    def sweep(self, times: int) -> None:
        for _ in range(times):
            self.world.services.sweeper.sweep()

    @rule(reachable=st.booleans())
    def queue_changes(self, reachable: bool) -> None:
        self.world.queue.reachable = reachable
        self.world.queue.rung.clear()

    def _run(self, job: Any) -> None:
        with suppress(Killed):
            self.world.services.pipeline.run(job.id)

    # ---- what is always so

    def _rows(self, tx: Transaction, columns: str, table: str) -> list[Any]:
        sql = f"SELECT {columns} FROM {table} WHERE user_id IN {self.mine}"
        return list(tx.session.connection().exec_driver_sql(sql))

    @invariant()
    def books_are_right(self) -> None:
        if not self.people:
            return
        with self.world.services.uow.read() as tx:
            held = self._rows(tx, "job_id, user_id, period_start, units, state", "usage_reservations")
            made = Counter(row.job_id for row in self._rows(tx, "job_id", "assets"))
            periods = self._rows(tx, "user_id, period_start, asset_limit, reserved, used", "usage_periods")
            jobs = self._rows(
                tx, "id, user_id, status, fence, progress_percent, retry_count, crash_count, failure_code, "
                "completed_at, lease_until", "generation_jobs",
            )
        for period in periods:
            own = [r for r in held if (r.user_id, r.period_start) == (period.user_id, period.period_start)]
            assert period.used + period.reserved <= period.asset_limit  # I1
            assert period.reserved == sum(r.units for r in own if r.state == "reserved")  # I2
            assert period.used == sum(r.units for r in own if r.state == "consumed")  # I2
        working = Counter(job.user_id for job in jobs if job.status == "processing")
        assert all(count <= 5 for count in working.values())  # I6
        states = {row.job_id: row.state for row in held}
        for job in jobs:
            self._job_is_right(job, made[job.id], states[job.id])

    def _job_is_right(self, job: Any, made: int, state: str) -> None:
        if job.status == "completed":
            assert (made, state, job.progress_percent) == (1, "consumed", 100)  # I3
        else:
            assert (made, state) == (0, "released" if job.status in JOB_TERMINAL else "reserved")  # I4
        assert job.fence >= self.fences[job.id]  # I5
        self.fences[job.id] = job.fence
        assert self.ended.get(uuid.UUID(job.id), job.status) == job.status  # I7
        if job.status in JOB_TERMINAL:
            self.ended[uuid.UUID(job.id)] = job.status
            assert job.completed_at is not None and job.lease_until is None
        assert job.retry_count <= 3 and job.crash_count <= 4  # I9
        assert job.failure_code is not None or job.status != "failed"

    @invariant()
    def objects_and_rows_agree(self) -> None:
        """I13. A killed process may leave objects behind; no row ever lacks its object."""
        with self.world.services.uow.read() as tx:
            own = f"SELECT id FROM assets WHERE user_id IN {self.mine or '()'}"
            sql = f"SELECT object_key FROM asset_files WHERE asset_id IN ({own})"
            keys = {row[0] for row in tx.session.connection().exec_driver_sql(sql)}
        assert keys <= set(self.world.shelf.objects)

    def teardown(self) -> None:
        """I10: with workers alive, everything ends within the deadline and a little."""
        self.world.painter.script.clear()
        self.world.shelf.before_put = lambda _n: None
        self.world.queue.reachable = True
        for _ in range(12):
            self.world.clock.forward(seconds=100)
            self.world.services.sweeper.sweep()
            self.world.queue.rung.clear()
        self.books_are_right()
        with self.world.services.uow.read() as tx:
            assert {row.status for row in self._rows(tx, "status", "generation_jobs")} <= JOB_TERMINAL


def test_any_history_keeps_the_books_right(scripted: World) -> None:
    machine = type("Machine", (Jobs,), {"world": scripted})
    run_state_machine_as_test(machine, settings=settings(max_examples=100, stateful_step_count=30, deadline=None))
