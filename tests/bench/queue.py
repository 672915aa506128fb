"""A thousand queued jobs: are the workers kept busy, and how soon does an idle one begin, beside plain RQ."""

from __future__ import annotations

import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import redis
import rq
from rq.serializers import JSONSerializer

from studio_app.core.actor import Actor
from studio_app.db.models import Asset, GenerationJob, ProviderCall
from studio_app.features.generation.types import BatchCommand, BatchItem, GenerateCommand
from tests.bench.clients import percentile
from tests.bench.report import Row
from tests.conftest import ROOT, migrate
from tests.features.test_batches import on_plan
from tests.plant import Plant, planted, until
from tests.vendors.gemini_server import KEY, GeminiServer, slowly

QUEUED, WORKERS, VENDOR_SECONDS, WINDOW = 1_000, 4, 20.0, 100.0
SINGLES, PLAIN = 60, "plain"
_STARTS = "bench:starts"
_WANTED = GenerateCommand("clip_cover", "One of a thousand", style="editorial", seed=1)


def stamp(key: str, url: str) -> None:
    """What plain RQ runs: note when it began."""
    with redis.Redis.from_url(url) as connection:
        connection.hset(_STARTS, key, repr(time.time()))


def kept_busy(folder: Path) -> Iterator[Row]:
    """(q) With so much waiting, the vendor's answers are all that anybody waits for."""
    with GeminiServer() as vendor, _plant(folder / "busy", GOOGLE_API_KEY=KEY, GEMINI_BASE_URL=vendor.url) as plant:
        vendor.script(*[slowly(VENDOR_SECONDS)] * QUEUED)
        _order(plant, QUEUED)
        for number in range(WORKERS):
            plant.start(f"run-{number}")
        plant.start("scheduler")
        until(lambda: len(_calls(plant)) >= WORKERS, 120)
        time.sleep(VENDOR_SECONDS)
        began = datetime.now(UTC)
        time.sleep(WINDOW)
        share = _share(_calls(plant), began, began + timedelta(seconds=WINDOW))
    note = f"{QUEUED:,} jobs queued, {WORKERS} workers, {VENDOR_SECONDS:.0f} s a picture, {WINDOW:.0f} s watched"
    yield Row("q", "Workers kept at the vendor while jobs wait", f"{share:.1%}", ">= 95 %", share >= 0.95, note)


def soon_begun(folder: Path) -> Iterator[Row]:
    """(q) From the request to the claim by an idle worker, and the same for a function that plain RQ runs."""
    with _plant(folder / "soon") as plant:
        plant.start("run")
        plant.start("scheduler")
        actor = _people(plant, 1)[0]
        waits = [_wait(plant, actor) for _ in range(SINGLES + 1)][1:]  # the first one waits for the worker to load
        plain = _plain(plant)
    own, bare = percentile(waits, 95), percentile(plain, 95)
    note = f"median {percentile(waits, 50):.0f} ms, accepting included; plain RQ {bare:.0f} ms (median " \
        f"{percentile(plain, 50):.0f}); {SINGLES} each"
    yield Row("q", "From the request to an idle worker's start, p95", f"{own:.0f} ms", "< 50 ms", own < 50, note)


def _wait(plant: Plant, actor: Actor) -> float:
    began = time.time()
    job_id = plant.world.services.generation.request(actor, _WANTED).job.id
    # The worker is idle again once it has measured the picture, and the child that did has gone.
    until(lambda: any(asset.viral_score is not None for asset in plant.world.rows(Asset, Asset.job_id == job_id)), 60)
    started = _job(plant, job_id).started_at
    assert started is not None
    time.sleep(0.3)
    return 1000 * (started.timestamp() - began)


def _plain(plant: Plant) -> list[float]:
    plant.kill("run")
    worker = subprocess.Popen([sys.executable, "-m", "tests.bench.queue", plant.redis_url], cwd=ROOT)
    try:
        with redis.Redis.from_url(plant.redis_url) as connection:
            queue = rq.Queue(PLAIN, connection=connection, serializer=JSONSerializer)
            waits = []
            for number in range(SINGLES + 1):
                began = time.time()
                queue.enqueue(stamp, str(number), plant.redis_url)
                until(lambda number=number: connection.hexists(_STARTS, str(number)), 60)  # type: ignore[misc]
                waits.append(1000 * (float(connection.hget(_STARTS, str(number))) - began))  # type: ignore[arg-type]
                time.sleep(0.3)
            return waits[1:]
    finally:
        worker.kill()
        worker.wait()


@contextmanager
def _plant(folder: Path, **environment: str) -> Iterator[Plant]:
    folder.mkdir()
    url = f"sqlite:///{folder / 'studio.db'}"
    migrate(url)
    with planted(folder, url, LEASE_SECONDS="30", **environment) as plant:
        plant.start("redis")
        yield plant


def _people(plant: Plant, count: int) -> list[Actor]:
    found = [plant.world.person(f"p{number}") for number in range(count)]
    for actor in found:
        on_plan(plant.world, actor, "studio")
    return found


def _order(plant: Plant, count: int) -> None:
    """Twenty people, batches of ten."""
    people = _people(plant, 20)
    command = BatchCommand(tuple(BatchItem(_WANTED, 1) for _ in range(10)))
    for number in range(count // 10):
        plant.world.services.generation.request_batch(people[number % len(people)], command)


def _calls(plant: Plant) -> list[ProviderCall]:
    return plant.world.rows(ProviderCall)


def _share(calls: list[ProviderCall], began: datetime, ended: datetime) -> float:
    """The part of the workers' time within the window in which a call of theirs was open."""
    busy = sum(
        max(0.0, (min(call.finished_at or ended, ended) - max(call.created_at, began)).total_seconds())
        for call in calls
    )
    return busy / (WORKERS * (ended - began).total_seconds())


def _job(plant: Plant, job_id: uuid.UUID) -> GenerationJob:
    return plant.world.rows(GenerationJob, GenerationJob.id == job_id)[0]


if __name__ == "__main__":
    with redis.Redis.from_url(sys.argv[1]) as link:
        rq.Worker([PLAIN], connection=link, serializer=JSONSerializer).work(logging_level="WARNING")
