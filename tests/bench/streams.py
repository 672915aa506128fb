"""A hundred open streams: what they cost the server, and how late they tell."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Iterator
from datetime import datetime

import httpx
import psutil

from studio_app.bootstrap import build_services
from studio_app.core.actor import Actor
from studio_app.features.generation.types import GenerateCommand
from tests.bench.clients import percentile
from tests.bench.instance import Instance
from tests.bench.people import make_people
from tests.bench.report import Row

PEOPLE, EACH = 5, 20
_WANTED = GenerateCommand("twitch_panel", "About", style="impact")


def hundred_streams(instance: Instance) -> Iterator[Row]:
    """(k)."""
    people = make_people(instance.settings, PEOPLE)
    services = build_services(instance.settings.model_copy(update={"redis_url": instance.redis_url}), password_rounds=4)
    server = psutil.Process(instance.server_pid)
    family = [server, *server.children(recursive=True)]
    before = sum(process.memory_full_info().pss for process in family)
    told, most = asyncio.run(_follow(instance, people, services, family))
    services.uow.close()
    late = percentile([seconds * 1000 for seconds in told], 95)
    extra = (most - before) / 1e6
    yield Row("k", "100 open streams, extra memory of the server", f"{extra:+.0f} MB", "<= 150 MB", extra <= 150)
    yield Row("k", "From the end of a job to its last event, p95", f"{late:.0f} ms", "< 200 ms", late < 200,
              f"{len(told)} ends of {PEOPLE * EACH} told once each")


async def _follow(instance, people, services, family):  # type: ignore[no-untyped-def]
    """How late each end was told, in seconds; and the most memory meanwhile."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{instance.port}", timeout=300, limits=limits) as client:
        asked = []
        for one in people:
            for _ in range(EACH):
                job = services.generation.request(Actor(one.user_id, uuid.uuid4()), _WANTED).job
                asked.append((one.token, job.id))
        tasks = [asyncio.create_task(_one(client, token, job_id)) for token, job_id in asked]
        most = 0
        while not all(task.done() for task in tasks):
            await asyncio.sleep(1)
            most = max(most, sum(process.memory_full_info().pss for process in family))
        return [task.result() for task in tasks], most


async def _one(client: httpx.AsyncClient, token: str, job_id: uuid.UUID) -> float:
    ends: list[tuple[float, str]] = []
    headers = {"Authorization": f"Bearer {token}"}
    async with client.stream("GET", f"/api/v1/jobs/{job_id}/events", headers=headers) as response:
        response.raise_for_status()
        async for line in response.aiter_lines():
            if line.startswith("data: ") and '"completed_at":"' in line:
                ends += [(time.time(), json.loads(line[6:])["completed_at"])]
    assert len(ends) == 1, f"{len(ends)} ends were told"
    return ends[0][0] - datetime.fromisoformat(ends[0][1].replace("Z", "+00:00")).timestamp()
