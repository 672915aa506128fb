"""Jobs of the generation feature."""

from __future__ import annotations

from studio_app.bootstrap import worker_services


def run(_job_id: str) -> str:
    """Work on the job whose turn it is; returns its state. The bell tells that there is one, not which: whose turn it
    is may have changed since. Faults are settled in the database, so RQ never has to retry."""
    services = worker_services()
    state = services.pipeline.run_next()
    if state != "skipped":
        services.sweeper.ring()
    return state
