"""Real workers and a real Redis on a migrated database: killed, stopped, and none of it loses or doubles work."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from studio_app.adapters.jobs.rq_queue import RqQueue
from studio_app.adapters.offload.inline import InlineOffload
from studio_app.adapters.storage.folder import FolderStorage
from studio_app.bootstrap import build_services
from studio_app.core.actor import Actor
from studio_app.db.models import Asset, AssetFile, GenerationJob, UsageReservation
from studio_app.features.accounts.types import Client
from studio_app.features.generation.types import GenerateCommand
from studio_app.ports.jobs import JobName
from tests.conftest import ROOT, make_settings
from tests.world import Moving, World
from workers.registry import JOBS
from workers.scheduler import tick

BIN = Path(sysconfig.get_path("scripts"))


def test_every_job_has_a_function() -> None:
    assert set(JOBS) == set(JobName)


def test_a_queue_that_is_away_is_said_to_be() -> None:
    queue = RqQueue(f"redis://127.0.0.1:{free_port()}/0")
    assert not queue.check() and not queue.enqueue(JobName.GENERATE, "x")
    assert queue.waiting() is None


def test_the_scheduler_sweeps_often_and_tidies_seldom(scripted: World) -> None:
    actor = scripted.person()
    scripted.ask(actor, key="key")
    scripted.queue.rung.clear()
    scripted.clock.forward(hours=25)
    assert tick(scripted.services, last_tidy=0.0, now=599.0) == 0.0
    [job] = scripted.rows(GenerationJob)
    assert job.failure_code == "DEADLINE_EXCEEDED"
    from studio_app.db.models import IdempotencyKey

    assert len(scripted.rows(IdempotencyKey)) == 1
    assert tick(scripted.services, last_tidy=0.0, now=600.0) == 600.0
    assert scripted.rows(IdempotencyKey) == []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: Callable[[], bool], seconds: float = 25.0) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


@dataclass
class Plant:
    """A small installation of its own: Redis, a worker, the scheduler, and a client of the services."""

    world: World
    environment: dict[str, str]
    redis_command: list[str]
    redis_url: str
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        command = self.redis_command if name == "redis" else [sys.executable, "-m", f"workers.{name}"]
        log = (self.world.services.settings.data_dir / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
        )
        log.close()
        if name == "redis":
            until(RqQueue(self.redis_url).check)

    def kill(self, name: str, how: int = signal.SIGKILL) -> None:
        """The whole process group, as a container's end takes all of it."""
        process = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        process.wait(10)

    def status(self, actor: Actor, job_id: object) -> str:
        return self.world.job(actor, job_id).status  # type: ignore[arg-type]


@pytest.fixture
def plant(tmp_path: Path, database_url: str) -> Iterator[Plant]:
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    own = make_settings(tmp_path, database_url, redis_url=url, lease_seconds=2)
    clock = Moving()
    services = build_services(own, offload=InlineOffload(), password_rounds=4)
    environment = {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")},
        "DATABASE_URL": database_url,
        "REDIS_URL": url,
        "DATA_DIR": str(tmp_path),
        "LEASE_SECONDS": "2",
        "APP_ENV": "development",
    }
    options = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(tmp_path), "--save", "", "--appendonly", "no"]
    made = Plant(World(services, clock), environment, [str(BIN / "redis-server"), *options], url)
    try:
        yield made
    finally:
        for name in [*made.running]:
            made.kill(name)
        made.world.close()
        services.queue._redis.close()  # type: ignore[attr-defined]
        shutil.rmtree(tmp_path / "objects", ignore_errors=True)


def person(world: World) -> Actor:
    signed_in = world.services.accounts.sign_up("w@example.com", "correct horse battery", "W", Client())
    return Actor(signed_in.user.id, signed_in.session_id)


def books(world: World, actor: Actor, finished: int) -> None:
    """One asset, one unit and exactly its objects for each finished job; nothing held."""
    plan = world.plan(actor)
    assert (plan.used, plan.reserved) == (finished, 0)
    assert len(world.rows(Asset)) == finished
    assert {r.state for r in world.rows(UsageReservation)} == {"consumed"}
    storage = world.services.storage
    assert isinstance(storage, FolderStorage)
    assert set(storage.keys("assets/")) >= {file.object_key for file in world.rows(AssetFile)}


def test_work_survives_dead_workers_and_a_dead_redis(plant: Plant) -> None:
    world, generation = plant.world, plant.world.services.generation
    actor = person(world)
    banner = GenerateCommand("banner", "A long title to letter", style="synthwave")

    # Redis is away: the request is accepted and waits.
    first = generation.request(actor, GenerateCommand("clip_cover", "One", style="editorial")).job
    assert plant.status(actor, first.id) == "queued"

    for name in ("redis", "run", "scheduler"):
        plant.start(name)
    until(lambda: plant.status(actor, first.id) == "completed")

    # The worker and its child are killed while they paint: somebody else finishes the job, once.
    second = generation.request(actor, banner).job
    until(lambda: plant.status(actor, second.id) == "processing")
    plant.kill("run")
    assert plant.status(actor, second.id) in ("processing", "completed")
    plant.start("run")
    until(lambda: plant.status(actor, second.id) == "completed")

    # Redis dies with everything in it and comes back empty.
    plant.kill("redis")
    third = generation.request(actor, GenerateCommand("clip_cover", "Three", style="editorial")).job
    plant.start("redis")
    until(lambda: plant.status(actor, third.id) == "completed")

    books(world, actor, 3)
    [row] = world.rows(GenerationJob, GenerationJob.id == second.id)
    assert row.retry_count == 0 and row.crash_count <= 1
    assert plant.running["scheduler"].poll() is None
    worker = plant.running.pop("run")
    worker.terminate()
    assert worker.wait(15) == 0


def test_the_scheduler_stops_when_it_is_told_to(plant: Plant) -> None:
    plant.start("scheduler")
    log = plant.world.services.settings.data_dir / "scheduler.log"
    process = plant.running["scheduler"]
    until(lambda: process.poll() is not None or _ready(process.pid))
    process.terminate()
    assert process.wait(10) == 0, log.read_text()
    plant.running.pop("scheduler")


def _ready(pid: int) -> bool:
    """Whether the process has taken over SIGTERM."""
    caught = next(
        (line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("SigCgt")), "0 0"
    )
    return bool(int(caught.split()[1], 16) & (1 << (signal.SIGTERM - 1)))


def test_a_worker_without_a_redis_says_what_to_do(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "REDIS_URL": ""}
    done = subprocess.run(
        [sys.executable, "-m", "workers.run"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0 and "REDIS_URL is not set" in done.stderr
