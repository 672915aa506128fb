"""The doorbell on Redis by RQ. Losing it loses nothing: the scheduler rings again from the database."""

from __future__ import annotations

from typing import Final

import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer

from studio_app.ports.jobs import PICTURES, QUEUE_OF, QUEUES, JobName

log = structlog.get_logger(__name__)
_TARGET: Final = "workers.registry.run"
_TIMEOUT_SECONDS: Final = 300


class RqQueue:
    def __init__(self, redis_url: str) -> None:
        self._redis = Redis.from_url(redis_url, socket_connect_timeout=1, socket_timeout=1)
        self._queues = {name: Queue(name, connection=self._redis, serializer=JSONSerializer) for name in QUEUES}

    def enqueue(self, name: JobName, entity_id: str) -> bool:
        try:
            self._queues[QUEUE_OF[name]].enqueue_call(
                _TARGET, args=(name.value, entity_id), timeout=_TIMEOUT_SECONDS, result_ttl=0, failure_ttl=3600,
                description=name.value,
            )
        except RedisError as error:
            log.warning("queue.unreachable", error=type(error).__name__)
            return False
        return True

    def waiting(self) -> int | None:
        try:
            return int(self._queues[PICTURES].count)
        except RedisError:
            return None

    def check(self) -> bool:
        try:
            return bool(self._redis.ping())
        except RedisError:
            return False
