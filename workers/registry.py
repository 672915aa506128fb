"""Which function answers which bell. The queue calls `run` with the job's name and the id it is about."""

from __future__ import annotations

from collections.abc import Callable

from studio_app.ports.jobs import JobName
from workers.jobs import assets, generation

JOBS: dict[JobName, Callable[[str], str]] = {JobName.GENERATE: generation.run, JobName.SCORE: assets.score}


def run(name: str, entity_id: str) -> str:
    return JOBS[JobName(name)](entity_id)
