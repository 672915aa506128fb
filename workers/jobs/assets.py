"""Jobs of the assets feature."""

from __future__ import annotations

import uuid

import structlog

from studio_app.bootstrap import worker_services
from studio_app.core.errors import StudioError

log = structlog.get_logger(__name__)


def score(asset_id: str) -> str:
    """Measure one asset. A fault is logged: the scheduler rings again for what stays without a measurement."""
    try:
        return worker_services().scores.score_new(uuid.UUID(asset_id))
    except StudioError as fault:
        log.warning("score.fault", asset_id=asset_id, code=fault.code)
        return "failed"
