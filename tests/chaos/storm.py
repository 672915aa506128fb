"""A storm: people order while workers are killed, Redis is emptied and killed, and the vendor fails."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

import psutil
from redis import Redis
from redis.exceptions import RedisError

from studio_app.catalog.lifecycles import JOB_TERMINAL
from studio_app.core.actor import Actor
from studio_app.db.models import GenerationJob
from studio_app.features.generation.types import BatchCommand, BatchItem, GenerateCommand
from tests.plant import Plant
from tests.vendors.gemini_server import GeminiServer, Step, fail, paint

STORM_SECONDS, LIMIT_SECONDS = 30.0, 90.0


class Weather(deque[Step]):
    """An endless script: a share of the answers are errors of the vendor."""

    def __init__(self, chance: random.Random, share: float = 0.08) -> None:
        super().__init__()
        self._chance, self._share = chance, share

    def __bool__(self) -> bool:
        return True

    def popleft(self) -> Step:
        if self._chance.random() < self._share:
            return fail(*self._chance.choice([(503, "UNAVAILABLE"), (500, "INTERNAL"), (429, "RESOURCE_EXHAUSTED")]))
        return paint()


@dataclass
class Storm:
    plant: Plant
    vendor: GeminiServer
    chance: random.Random
    people: list[Actor]
    counts: Counter[str] = field(default_factory=Counter)
    most_in_work: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def order(self) -> int:
        """A batch of fifteen for everybody, and some alone; returns how many assets were asked for."""
        generation, total = self.plant.world.services.generation, 0
        for person in self.people:
            wanted = GenerateCommand("clip_cover", "Storm", style="editorial")
            items = [BatchItem(wanted, 2), *(BatchItem(wanted) for _ in range(13))]
            generation.request_batch(person, BatchCommand(tuple(items)))
            generation.request(person, wanted, "the same")
            generation.request(person, wanted, "the same")
            total += 16
        return total

    def rage(self) -> float:
        """Kill for thirty seconds, then wait for the end; returns how many seconds it took from the beginning."""
        began = time.monotonic()
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        flush, kill_redis = sorted(self.chance.uniform(3, STORM_SECONDS - 3) for _ in range(2))
        next_kill = began + self.chance.uniform(1, 2)
        while (now := time.monotonic()) < began + LIMIT_SECONDS:
            if now >= next_kill and now < began + STORM_SECONDS:
                self._kill_one()
                next_kill = now + self.chance.uniform(1, 2)
            if now - began >= flush:
                flush = LIMIT_SECONDS
                self._flush()
            if now - began >= kill_redis:
                kill_redis = LIMIT_SECONDS
                self.plant.kill("redis")
                self.counts["redis killed"] += 1
            for name in self.plant.bury() + [n for n in ("redis",) if n not in self.plant.running]:
                self.plant.start(name, wait=False)
            if now >= began + STORM_SECONDS and self._ended():
                break
            time.sleep(0.1)
        self._over.set()
        watch.join(5)
        return time.monotonic() - began

    def _kill_one(self) -> None:
        alive = self.plant.worker_processes()
        if alive:
            with contextlib.suppress(psutil.NoSuchProcess):
                self.chance.choice(alive).kill()
                self.counts["workers killed"] += 1

    def _flush(self) -> None:
        with contextlib.suppress(RedisError), Redis.from_url(self.plant.redis_url) as redis:
            redis.flushall()
            self.counts["redis emptied"] += 1

    def _ended(self) -> bool:
        return not self.plant.world.rows(GenerationJob, GenerationJob.status.not_in(JOB_TERMINAL))  # type: ignore[attr-defined]

    def _watch(self) -> None:
        """How many jobs of one person are in work at once, looked at all the time."""
        while not self._over.wait(0.1):
            rows: list[Any] = self.plant.world.rows(
                GenerationJob, GenerationJob.status == "processing", GenerationJob.job_type != "batch"
            )
            busy = Counter(row.user_id for row in rows)
            self.most_in_work = max([self.most_in_work, *busy.values()])
