"""Real workers and a real Redis on a migrated database: killed, stopped, and none of it loses or doubles work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from studio_app.adapters.jobs.rq_queue import RqQueue
from studio_app.adapters.storage.folder import FolderStorage
from studio_app.core.actor import Actor, Client, System
from studio_app.db.models import Asset, AssetFile, GenerationJob, UsageReservation, User
from studio_app.features.generation.types import GenerateCommand
from studio_app.ports.jobs import QUEUES, JobName
from tests.conftest import ROOT
from tests.plant import Plant, free_port, planted, until
from tests.world import World
from workers.registry import JOBS
from workers.run import warm_up
from workers.scheduler import tick


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


def status(plant: Plant, actor: Actor, job_id: uuid.UUID) -> str:
    return plant.world.job(actor, job_id).status


@pytest.fixture
def plant(tmp_path: Path, database_url: str) -> Iterator[Plant]:
    with planted(tmp_path, database_url) as made:
        yield made


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
    assert status(plant, actor, first.id) == "queued"

    for name in ("redis", "run", "scheduler"):
        plant.start(name)
    until(lambda: status(plant, actor, first.id) == "completed")

    # The worker and its child are killed while they paint: somebody else finishes the job, once.
    second = generation.request(actor, banner).job
    until(lambda: status(plant, actor, second.id) == "processing")
    plant.kill("run")
    assert status(plant, actor, second.id) in ("processing", "completed")
    plant.start("run")
    until(lambda: status(plant, actor, second.id) == "completed")

    # Redis dies with everything in it and comes back empty.
    plant.kill("redis")
    third = generation.request(actor, GenerateCommand("clip_cover", "Three", style="editorial")).job
    plant.start("redis")
    until(lambda: status(plant, actor, third.id) == "completed")

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


def told(plant: Plant, *command: str) -> tuple[int, str]:
    """What a command of the studio's own answers."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=plant.environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.strip()


def test_an_administrator_is_made_at_the_command_line(plant: Plant) -> None:
    actor = plant.world.person()
    email = plant.world.rows(User, User.id == actor.user_id)[0].email
    code, said = told(plant, "workers.admin", "grant", email.upper())
    assert code == 0 and "second step" in said
    assert plant.world.rows(User, User.id == actor.user_id)[0].role == "admin"
    assert told(plant, "workers.admin", "revoke", email) == (0, "No administrator any more.")
    code, said = told(plant, "workers.admin", "log-out", email)
    assert code == 0 and said.startswith("Ended: 1 devices")
    assert told(plant, "workers.admin", "log-out", "nobody@example.com")[0] == 1
    assert plant.world.rows(User, User.id == actor.user_id)[0].role == "user"
    assert told(plant, "workers.admin", "grant", "nobody@example.com")[0] == 1


def test_what_is_kept_long_enough_goes_by_command(plant: Plant) -> None:
    job = plant.world.ask(plant.world.person())
    plant.world.services.generation.cancel(Actor(job.user_id, job.id), job.id)
    with plant.world.services.uow.write(System.WORKER) as tx:
        row = tx.session.get(GenerationJob, job.id)
        assert row is not None
        row.completed_at = tx.now - timedelta(days=31)
        tx.session.add(row)
    assert told(plant, "workers.retention", "--dry-run") == (0, "1 jobs would go\n0 objects would go")
    assert len(plant.world.rows(GenerationJob)) == 1
    assert told(plant, "workers.retention") == (0, "1 jobs went\n0 objects went")
    assert plant.world.rows(GenerationJob) == []


def test_a_score_never_comes_before_a_picture(plant: Plant) -> None:
    plant.start("redis")
    queue = RqQueue(plant.redis_url)
    for name in (JobName.SCORE, JobName.SCORE, JobName.GENERATE):
        assert queue.enqueue(name, "x")
    assert queue.waiting() == 1, "what can come later is no reason to believe that pictures are rung for"
    with Redis.from_url(plant.redis_url) as redis:
        queues = [Queue(name, connection=redis, serializer=JSONSerializer) for name in QUEUES]
        taken = [Queue.dequeue_any(queues, None, redis, serializer=JSONSerializer) for _ in range(3)]
    order = [found[0].description for found in taken if found]
    assert order == ["generate", "score", "score"]
    queue._redis.close()


def test_a_worker_is_warm_before_its_first_child() -> None:
    from studio_app.imaging import ocr

    ocr.engine.cache_clear()
    warm_up()
    assert ocr.engine.cache_info().currsize == 1
