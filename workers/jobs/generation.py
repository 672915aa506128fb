"""Jobs of the generation feature."""

from __future__ import annotations

import uuid

from studio_app.bootstrap import worker_services


def run(job_id: str) -> str:
    """Work on one job; returns its state. Faults are settled in the database, so RQ never has to retry."""
    return worker_services().pipeline.run(uuid.UUID(job_id))
