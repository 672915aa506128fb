"""Which function answers which bell."""

from __future__ import annotations

from collections.abc import Callable

from studio_app.ports.jobs import JobName
from workers.jobs import generation

JOBS: dict[JobName, Callable[[str], str]] = {JobName.GENERATE: generation.run}
