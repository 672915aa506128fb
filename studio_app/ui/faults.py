"""What a page hears when a handler fails in a way nobody expected."""

from __future__ import annotations

import structlog

log = structlog.get_logger(__name__)


def answer_fault(exception: Exception) -> None:
    """Log it. Reflex's own answer would be a script to evaluate, which the content policy forbids."""
    log.error("ui.event_crashed", exc_info=exception)
