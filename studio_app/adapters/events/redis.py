"""Hints between processes by Redis pub/sub: one subscriber for each process, however many listen in it."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable, Sequence
from typing import Final

import structlog
from redis import Redis
from redis.exceptions import RedisError

from studio_app.adapters.events.memory import MemoryEvents
from studio_app.ports.events import JobChanged, Listener

log = structlog.get_logger(__name__)
CHANNEL: Final = "studio:jobs"
_POLL_SECONDS: Final = 0.5
_PAUSE_SECONDS: Final = 1.0


class RedisEvents:
    """The subscribing thread starts with the first listener and comes back by itself when Redis was away."""

    def __init__(self, redis_url: str) -> None:
        self._publisher = Redis.from_url(redis_url, socket_connect_timeout=1, socket_timeout=1)
        self._url = redis_url
        self._local = MemoryEvents()
        self._thread: threading.Thread | None = None
        self._closed = threading.Event()
        self._lock = threading.Lock()

    def publish(self, changes: Sequence[JobChanged]) -> None:
        try:
            pipe = self._publisher.pipeline(transaction=False)
            for change in changes:
                pipe.publish(CHANNEL, json.dumps([str(change.user_id), str(change.job_id)]))
            pipe.execute()
        except RedisError as error:
            log.warning("events.unreachable", error=type(error).__name__)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        leave = self._local.subscribe(listener)
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._listen, name="events", daemon=True)
                self._thread.start()
        return leave

    def close(self) -> None:
        self._closed.set()
        if self._thread is not None:
            self._thread.join(5)
        self._publisher.close()

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                self._hear()
            except RedisError as error:
                log.warning("events.lost", error=type(error).__name__)
                self._closed.wait(_PAUSE_SECONDS)

    def _hear(self) -> None:
        """One connection's life. Whatever happened before it began may have been missed."""
        with Redis.from_url(self._url, socket_connect_timeout=1) as redis, redis.pubsub(
            ignore_subscribe_messages=True
        ) as channel:
            channel.subscribe(CHANNEL)
            self._local.tell(None)
            while not self._closed.is_set():
                message = channel.get_message(timeout=_POLL_SECONDS)
                if message is not None and (change := _read(message["data"])) is not None:
                    self._local.tell(change)


def _read(data: bytes) -> JobChanged | None:
    """None for what we did not write."""
    try:
        user_id, job_id = json.loads(data)
        return JobChanged(uuid.UUID(user_id), uuid.UUID(job_id))
    except (ValueError, TypeError, AttributeError):
        return None
