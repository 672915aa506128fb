"""`python -m workers.run`: one worker process. It loads everything heavy once, then forks a child for each job."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from typing import Any

import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq import Worker
from rq.serializers import JSONSerializer

import workers.registry  # noqa: F401  (preloads the whole pipeline before the first fork)
from studio_app.bootstrap import worker_services
from studio_app.core.config import get_settings
from studio_app.core.errors import StudioError
from studio_app.features.assets import rating
from studio_app.features.generation.previews import SAMPLE, draw_preview
from studio_app.imaging.drawing import report_fallback
from studio_app.observability.logging import configure_logging
from studio_app.ports.jobs import QUEUES

log = structlog.get_logger(__name__)
_PR_SET_PDEATHSIG = 1
_PAUSE_SECONDS = 1.0


class StudioWorker(Worker):
    """A child never outlives its parent: an orphan would go on painting a job that somebody else has taken over."""

    def main_work_horse(self, *args: Any, **kwargs: Any) -> Any:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != self.pid:  # the parent went between the fork and the line above
                os._exit(1)
        return super().main_work_horse(*args, **kwargs)


def warm_up() -> None:
    """Load fonts, shaders and the reader of words, and make the services, before the first fork: every child shares
    them. Connections it does not share: there is none when the children come."""
    draw_preview(SAMPLE)
    rating.warm_up()
    services = worker_services()
    try:
        services.pipeline.rehearse()
    except StudioError as fault:  # the database is away; children will say so when there is work
        log.warning("worker.not_rehearsed", code=fault.code)
    services.uow.close()


def main() -> None:
    settings = get_settings()
    configure_logging(settings.logged_level)
    report_fallback()
    if not settings.redis_url:
        raise SystemExit("REDIS_URL is not set. `make run` starts a Redis of its own.")
    warm_up()
    while _outlived(settings.redis_url):
        time.sleep(_PAUSE_SECONDS)


def _outlived(redis_url: str) -> bool:
    """One life of a worker. True when Redis went away under it: a new one begins as soon as it is back."""
    worker = None
    try:
        worker = StudioWorker(
            list(QUEUES),
            connection=Redis.from_url(redis_url, socket_connect_timeout=2),
            serializer=JSONSerializer,
            worker_ttl=60,
            maintenance_interval=30,
            default_result_ttl=0,
        )
        worker.work(logging_level="WARNING")
    except RedisError as error:
        log.warning("worker.redis_lost", error=type(error).__name__)
    return worker is None or worker._shutdown_requested_date is None


if __name__ == "__main__":
    main()
