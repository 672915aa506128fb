"""`make chaos`: the failures that no unit test shows, on real processes. Takes about an hour.

    python -m tests.chaos                      races, a dead and a sleeping worker, ten storms, 2,000 histories
    python -m tests.chaos --only storm,zombie  some of it
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

from studio_app.core.actor import Actor
from studio_app.db.models import Asset, GenerationJob
from tests.chaos.books import audit, objects
from tests.chaos.races import ROUNDS, one_key, quota
from tests.chaos.storm import Storm, Weather
from tests.conftest import ROOT, migrate
from tests.features.test_batches import on_plan
from tests.plant import Plant, planted, until
from tests.postgres import PostgresServer
from tests.vendors.gemini_server import KEY, GeminiServer, paint
from tests.world import World

WORKERS = 4
HISTORIES = 200


@contextmanager
def installation(stack_name: str, *, postgres: bool, vendor: GeminiServer, lease: str) -> Iterator[Plant]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"studio-{stack_name}-")))
        url = f"sqlite:///{folder / 'studio.db'}"
        if postgres:
            url = stack.enter_context(PostgresServer.start(folder)).create("chaos")
        migrate(url)
        yield stack.enter_context(
            planted(folder, url, LEASE_SECONDS=lease, GOOGLE_API_KEY=KEY, GEMINI_BASE_URL=vendor.url)
        )


def people(plant: Plant, count: int) -> list[Actor]:
    found = [plant.world.person(f"p{number}") for number in range(count)]
    for actor in found:
        on_plan(plant.world, actor)
    return found


def storm(seed: int) -> list[str]:
    """Four people order 64 assets; workers die every second or two, Redis loses everything twice."""
    chance = random.Random(seed)
    with GeminiServer() as vendor, installation("storm", postgres=seed % 2 == 0, vendor=vendor, lease="4") as plant:
        vendor.steps = Weather(chance)
        own = Storm(plant, vendor, chance, people(plant, 4))
        for name in ("redis", "scheduler", *(f"run-{n}" for n in range(WORKERS))):
            plant.start(name)
        total = own.order()
        seconds = own.rage()
        wrong = audit(plant.world, own.people)
        wrong += [f"{own.most_in_work} jobs of one person at once"] if own.most_in_work > 5 else []
        wrong += [f"not over after {seconds:.0f} s"] if seconds >= 90 else []
        orphans, missing = objects(plant.world)
        wrong += [f"{len(missing)} rows without their object"] if missing else []
        states = sorted({(job.status) for job in plant.world.rows(GenerationJob)})
        calls = sum("generateContent" in request.path and not _opinion(request) for request in vendor.requests)
        print(
            f"storm {seed:2}: {total} assets in {seconds:4.0f} s on {'PostgreSQL' if seed % 2 == 0 else 'SQLite'}, "
            f"{dict(own.counts)}, {calls} pictures bought, ends: {', '.join(states)}, "
            f"{own.most_in_work} at once, {len(orphans)} objects left to the collector", flush=True,
        )
        return wrong + collected(plant)


def _opinion(request: object) -> bool:
    return "responseSchema" in request.generation  # type: ignore[attr-defined]


def collected(plant: Plant) -> list[str]:
    """What killed workers left behind goes with the next collection, and nothing else does."""
    plant.world.services.orphans.collect(age=timedelta(0))
    orphans, missing = objects(plant.world)
    return [f"{len(orphans)} orphans and {len(missing)} missing after collecting"] if orphans or missing else []


def dead_worker() -> list[str]:
    """Kill −9 of the only worker and its child in mid-job, with the lease of production."""
    with GeminiServer() as vendor, installation("dead", postgres=False, vendor=vendor, lease="30") as plant:
        [actor] = people(plant, 1)
        hold = _slow(vendor, 5.0)
        for name in ("redis", "scheduler", "run-1"):
            plant.start(name)
        job = plant.world.ask(actor)
        until(lambda: len(vendor.requests) == 1)
        plant.kill("run-1")
        plant.start("run-2")
        hold()
        seconds = until(lambda: plant.world.rows(GenerationJob)[0].fence >= 3, 60)
        until(lambda: plant.world.job(actor, job.id).status == "completed", 30)
        print(f"dead worker: in work again after {seconds:.1f} s (lease 30 s)", flush=True)
        return audit(plant.world, [actor]) + ([f"{seconds:.0f} s until it ran again"] if seconds > 40 else [])


def zombie() -> list[str]:
    """A worker that is stopped past its lease and woken when another one has finished its job."""
    with GeminiServer() as vendor, installation("zombie", postgres=True, vendor=vendor, lease="4") as plant:
        [actor] = people(plant, 1)
        release = _slow(vendor, 2.0)
        for name in ("redis", "scheduler", "run-1"):
            plant.start(name)
        job = plant.world.ask(actor)
        until(lambda: len(vendor.requests) == 1)
        sleeping = plant.worker_processes()
        for process in sleeping:
            process.send_signal(signal.SIGSTOP)
        release()
        plant.start("run-2")
        seconds = until(lambda: plant.world.job(actor, job.id).status == "completed", 60)
        for process in sleeping:
            process.send_signal(signal.SIGCONT)
        time.sleep(4)
        wrong = audit(plant.world, [actor])
        orphans, missing = objects(plant.world)
        wrong += [f"{len(orphans)} orphans, {len(missing)} missing"] if orphans or missing else []
        wrong += [f"{len(plant.world.rows(Asset))} assets"] if len(plant.world.rows(Asset)) != 1 else []
        print(f"zombie: another worker finished after {seconds:.1f} s; the woken one changed nothing", flush=True)
        return wrong


def _slow(vendor: GeminiServer, seconds: float) -> Callable[[], None]:
    """The next answer comes late; the returned function ends that for later ones."""
    import asyncio

    async def late(recorded: object) -> object:
        await asyncio.sleep(seconds)
        return paint()(recorded)  # type: ignore[arg-type]

    vendor.steps.append(late)
    return vendor.steps.clear


def race(check: Callable[[World], list[str]], *, postgres: bool) -> list[str]:
    began = time.monotonic()
    with GeminiServer() as vendor, installation("race", postgres=postgres, vendor=vendor, lease="30") as plant:
        plant.start("redis")
        wrong = check(plant.world)
    where = "PostgreSQL" if postgres else "SQLite"
    print(f"race for {check.__name__}: {ROUNDS} rounds on {where} in {time.monotonic() - began:.0f} s", flush=True)
    return wrong


def histories(part: int) -> list[str]:
    """The state machine as the tests run it, 200 histories on each database, with a seed of its own.

    Ten parts in worlds of their own take half as long as one of 2,000: every history leaves its rows in its world.
    """
    environment = {**os.environ, "STUDIO_MACHINE_RUNS": str(HISTORIES)}
    command = [
        sys.executable, "-m", "pytest", "-q", "-n", "2", f"--hypothesis-seed={part}",
        "tests/features/test_job_machine.py",
    ]  # fmt: skip
    began = time.monotonic()
    ended = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    print(
        f"histories {part}: {HISTORIES} of 50 steps on each database in {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return [f"pytest ended with {ended}"] if ended else []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="race,dead,zombie,storm,histories")
    parser.add_argument("--seeds", type=int, default=10, help="how many storms")
    chosen = parser.parse_args()
    parts: dict[str, list[Callable[[], list[str]]]] = {
        "storm": [lambda seed=seed: storm(seed) for seed in range(chosen.seeds)],  # type: ignore[misc]
        "race": [
            lambda check=check, postgres=postgres: race(check, postgres=postgres)  # type: ignore[misc]
            for check in (quota, one_key) for postgres in (False, True)
        ],
        "dead": [dead_worker], "zombie": [zombie],
        "histories": [lambda part=part: histories(part) for part in range(10)],  # type: ignore[misc]
    }  # fmt: skip
    wrong = 0
    for name in chosen.only.split(","):
        for part in parts[name]:
            found = part()
            wrong += len(found)
            for sentence in found:
                print(f"  WRONG: {sentence}", flush=True)
    print("All books are right." if not wrong else f"{wrong} things are wrong.", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
