"""Any order of requests, deliveries, faults, crashes, cancels, sweeps and passing time keeps the books right.

The invariants are those of the pipeline's design; their numbers stand beside them. `STUDIO_MACHINE_RUNS` sets how many
histories are tried on each database.
"""

from __future__ import annotations

import os
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

import pytest
import structlog
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

from studio_app.catalog.lifecycles import JOB_OPEN, JOB_TERMINAL
from studio_app.core.actor import Actor, System
from studio_app.core.errors import StudioError
from studio_app.db.models import GenerationJob
from studio_app.db.unit_of_work import Transaction
from studio_app.features.generation import making
from studio_app.features.generation.types import BatchCommand, BatchItem, GenerateCommand, IdempotencyKeyReused
from studio_app.ports.image_generation import BadProviderOutput, ContentBlocked, ProviderBusy
from studio_app.ports.storage import StorageFault
from tests.features.test_batches import on_plan
from tests.world import World


class Killed(BaseException):
    """The process is gone."""


OUTCOMES: dict[str, Any] = {
    "busy": lambda: ProviderBusy(retry_after=9), "blocked": ContentBlocked, "garbage": lambda: b"no picture",
    "bug": lambda: ZeroDivisionError("x"), "bad": BadProviderOutput, "killed": Killed, "stored": StorageFault,
}


RUNS = int(os.environ.get("STUDIO_MACHINE_RUNS", "200"))


class Jobs(RuleBasedStateMachine):
    """Every history has people of its own in one lasting world."""

    world: World
    jobs = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        self.people: list[Actor] = []
        self.keys: dict[tuple[int, str], tuple[str, uuid.UUID]] = {}
        self.ended: dict[uuid.UUID, str] = {}
        self.seen: dict[uuid.UUID, dict[str, Any]] = {}
        self.fences: Counter[uuid.UUID] = Counter()
        self.mine = ""

    @initialize()
    def people_sign_up(self) -> None:
        self.people = [self.world.person("alice"), self.world.person("bob")]
        on_plan(self.world, self.people[0], "pro")
        self.mine = "('" + "', '".join(person.user_id.hex for person in self.people) + "')"

    # ---- what people do

    @rule(target=jobs, who=st.integers(0, 1))
    def ask(self, who: int) -> Any:
        try:
            return self.world.ask(self.people[who], seed=1)
        except StudioError as fault:
            assert fault.code == "ASSET_LIMIT_EXCEEDED" and self.world.plan(self.people[who]).left == 0
            return multiple()

    @rule(target=jobs, who=st.integers(0, 1), key=st.sampled_from("kl"), title=st.sampled_from(["", "x"]))
    def ask_with_key(self, who: int, key: str, title: str) -> Any:
        earlier = self.keys.get((who, key))
        rows = len(self.world.rows(GenerationJob, GenerationJob.user_id == self.people[who].user_id))
        try:
            job = self.world.ask(self.people[who], title, key, seed=1)
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

    @rule(target=jobs, who=st.integers(0, 1), counts=st.lists(st.integers(1, 3), min_size=1, max_size=4))
    def ask_for_several(self, who: int, counts: list[int]) -> Any:
        wanted = GenerateCommand("clip_cover", "x", style="editorial", seed=1)
        command = BatchCommand(tuple(BatchItem(wanted, count) for count in counts))
        try:
            batch = self.world.services.generation.request_batch(self.people[who], command).job
        except StudioError as fault:
            left = self.world.plan(self.people[who]).left
            assert fault.code == "ASSET_LIMIT_EXCEEDED" and left is not None and left < sum(counts)
            return multiple()
        return multiple(batch, *batch.children)

    @rule(job=jobs)
    def cancel(self, job: Any) -> None:
        try:
            now = self.world.services.generation.cancel(Actor(job.user_id, job.id), job.id)
            assert now.status in ("cancelled", "processing") or now.job_type == "batch"
        except StudioError as fault:
            assert fault.code == "JOB_NOT_CANCELLABLE" and job.id in self.ended

    @rule(target=jobs, job=jobs)
    def try_again(self, job: Any) -> Any:
        try:
            again = self.world.services.generation.retry(Actor(job.user_id, job.id), job.id)
        except StudioError as fault:
            assert fault.code in ("CONFLICT", "ASSET_LIMIT_EXCEEDED")
            return multiple()
        assert again.retry_of == job.id and self.ended[job.id] != "completed"
        assert self.world.services.generation.retry(Actor(job.user_id, job.id), job.id).id == again.id
        return multiple(again, *again.children)

    @rule(who=st.integers(0, 1))
    def delete_an_asset(self, who: int) -> None:
        for asset in self.world.assets(self.people[who])[:1]:
            with self.world.services.uow.write(System.WORKER) as tx:
                self.world.services.assets.delete(tx, self.people[who], asset.id)

    # ---- what workers and the world do

    @rule(job=jobs)
    def deliver(self, job: Any) -> None:
        self._run(job)

    @rule(times=st.integers(1, 6))
    def work(self, times: int) -> None:
        for _ in range(times):
            self.world.services.pipeline.run_next()

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

    def _rows(self, tx: Transaction, columns: str, table: str) -> list[dict[str, Any]]:
        """Plain rows of this history's people; ids as UUIDs on either database."""
        sql = f"SELECT {columns} FROM {table} WHERE user_id IN {self.mine}"
        found = tx.session.connection().exec_driver_sql(sql).mappings()
        return [{k: _id(v) if k == "id" or k.endswith("_id") else v for k, v in row.items()} for row in found]

    @invariant()
    def books_are_right(self) -> None:
        if not self.people:
            return
        with self.world.services.uow.read(System.WORKER) as tx:
            held = self._rows(tx, "job_id, user_id, period_start, units, state", "usage_reservations")
            made = Counter(row["job_id"] for row in self._rows(tx, "job_id", "assets"))
            periods = self._rows(tx, "user_id, period_start, asset_limit, reserved, used", "usage_periods")
            calls = Counter(row["job_id"] for row in self._rows(tx, "job_id", "provider_calls"))
            jobs = self._rows(
                tx, "id, user_id, parent_job_id, job_type, status, fence, progress_percent, retry_count, crash_count, "
                "failure_code, completed_at, lease_until, total_assets, completed_assets, failed_assets, version",
                "generation_jobs",
            )
            # By their keys: the world is one for all histories, and its outbox grows.
            keys = ", ".join(f"'job.ended:{job['id']}'" for job in jobs) or "''"
            sql = f"SELECT dedupe_key FROM outbox WHERE dedupe_key IN ({keys})"
            told = Counter(row[0] for row in tx.session.connection().exec_driver_sql(sql))
        for period in periods:
            own = [r for r in held if all(r[k] == period[k] for k in ("user_id", "period_start"))]
            assert period["used"] + period["reserved"] <= period["asset_limit"]  # I1
            assert period["reserved"] == sum(r["units"] for r in own if r["state"] == "reserved")  # I2
            assert period["used"] == sum(r["units"] for r in own if r["state"] == "consumed")  # I2
        children = [job for job in jobs if job["job_type"] != "batch"]
        working = Counter(job["user_id"] for job in children if job["status"] == "processing")
        assert all(count <= 5 for count in working.values())  # I6
        states = {row["job_id"]: row["state"] for row in held}
        for job in children:
            self._job_is_right(job, made[job["id"]], states[job["id"]], calls[job["id"]])
        for job in jobs:
            self._end_is_an_end(job)
            expected = job["parent_job_id"] is None and job["status"] in JOB_TERMINAL
            assert told[f"job.ended:{job['id']}"] == int(expected)  # I12
            if job["job_type"] == "batch":
                self._sum_is_right(job, [c for c in children if c["parent_job_id"] == job["id"]])

    def _job_is_right(self, job: dict[str, Any], made: int, state: str, calls: int) -> None:
        if job["status"] == "completed":
            assert (made, state, job["progress_percent"]) == (1, "consumed", 100)  # I3
        else:
            assert (made, state) == (0, "released" if job["status"] in JOB_TERMINAL else "reserved")  # I4
        assert job["fence"] >= self.fences[job["id"]]  # I5
        self.fences[job["id"]] = job["fence"]
        assert job["retry_count"] <= 3 and job["crash_count"] <= 4  # I9
        assert calls <= 1 + job["retry_count"] + job["crash_count"]  # I9
        assert job["failure_code"] is not None or job["status"] != "failed"
        assert (job["lease_until"] is not None) == (job["status"] == "processing")

    def _sum_is_right(self, batch: dict[str, Any], children: list[dict[str, Any]]) -> None:
        """I11."""
        states = Counter(child["status"] for child in children)
        assert len(children) == batch["total_assets"]
        assert (batch["completed_assets"], batch["failed_assets"]) == (states["completed"], states["failed"])
        assert batch["progress_percent"] == 100 * states["completed"] // len(children)
        open_still = any(states[state] for state in JOB_OPEN)
        assert open_still == (batch["status"] in JOB_OPEN)
        if not open_still:
            mixed = "partial" if states["completed"] else "failed" if states["failed"] else "cancelled"
            assert batch["status"] == ("completed" if states["completed"] == len(children) else mixed)

    def _end_is_an_end(self, job: dict[str, Any]) -> None:
        """I7."""
        before = self.seen.get(job["id"])
        assert before is None or job["version"] >= before["version"]
        if before is not None and before["status"] in JOB_TERMINAL:
            assert job["status"] == before["status"]
        self.seen[job["id"]] = job
        if job["status"] in JOB_TERMINAL:
            self.ended[job["id"]] = job["status"]
            assert job["completed_at"] is not None

    @invariant()
    def objects_and_rows_agree(self) -> None:
        """I13. A killed process may leave objects behind; no row ever lacks its object."""
        with self.world.services.uow.read(System.WORKER) as tx:
            own = f"SELECT id FROM assets WHERE user_id IN {self.mine or '()'}"
            sql = f"SELECT object_key FROM asset_files WHERE asset_id IN ({own})"
            keys = {row[0] for row in tx.session.connection().exec_driver_sql(sql)}
        assert keys <= set(self.world.shelf.objects)

    def teardown(self) -> None:
        """I10: with workers alive, everything ends within the deadline and a little."""
        self.world.painter.script.clear()
        self.world.shelf.before_put = lambda _n: None
        self.world.queue.reachable = True
        for _ in range(4):
            self.world.clock.forward(seconds=300)
            self.world.services.sweeper.sweep()
            self.world.queue.rung.clear()
        self.books_are_right()
        with self.world.services.uow.read(System.WORKER) as tx:
            assert {row["status"] for row in self._rows(tx, "status", "generation_jobs")} <= JOB_TERMINAL


def _id(value: Any) -> Any:
    return value if value is None or isinstance(value, uuid.UUID) else uuid.UUID(value)


def _once(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, with its own results given again for the same arguments: every picture here is one of a few."""
    known: dict[str, Any] = {}

    @wraps(function)
    def again(*args: Any, **named: Any) -> Any:
        key = repr([arg.tobytes()[::997] if hasattr(arg, "tobytes") else arg for arg in args]) + repr(named)
        if key not in known:
            known[key] = function(*args, **named)
        return known[key]

    return again


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("finish", "to_scene"):
        monkeypatch.setattr(making, name, _once(getattr(making, name)))
    for name in ("plan", "letter"):
        monkeypatch.setattr(making.engine, name, _once(getattr(making.engine, name)))
    with structlog.testing.capture_logs():
        yield


@pytest.mark.usefixtures("quick")
def test_any_history_keeps_the_books_right(either_scripted: World) -> None:
    machine = type("Machine", (Jobs,), {"world": either_scripted})
    run_state_machine_as_test(machine, settings=settings(max_examples=RUNS, stateful_step_count=50, deadline=None))
