"""Sliding windows by the `limits` library: in Redis when there is one, in this process when Redis is away."""

from __future__ import annotations

import math
import time
from typing import cast

import limits
import structlog
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from studio_app.core.errors import RateLimited

log = structlog.get_logger(__name__)


class WindowLimiter:
    """Fails closed: without Redis each process counts for itself, so a limit is never simply off."""

    def __init__(self, redis_url: str | None = None) -> None:
        self._local = MovingWindowRateLimiter(MemoryStorage())
        self._shared = MovingWindowRateLimiter(_redis(redis_url)) if redis_url else None

    def hit(self, limit: str, *key: str) -> None:
        self._ask(limits.parse(limit), key, counting=True)

    def require(self, limit: str, *key: str) -> None:
        self._ask(limits.parse(limit), key, counting=False)

    def _ask(self, item: limits.RateLimitItem, key: tuple[str, ...], *, counting: bool) -> None:
        if self._shared is not None:
            try:
                return _count(self._shared, item, key, counting)
            except RateLimited:
                raise
            except Exception as error:  # noqa: BLE001  (any failure of the store means: count here)
                log.warning("rate_limit.store_unavailable", error=type(error).__name__)
        return _count(self._local, item, key, counting)


def _count(
    limiter: MovingWindowRateLimiter, item: limits.RateLimitItem, key: tuple[str, ...], counting: bool
) -> None:
    allowed = limiter.hit(item, *key) if counting else limiter.test(item, *key)
    if allowed:
        return
    reset, _ = limiter.get_window_stats(item, *key)
    seconds = max(1, math.ceil(reset - time.time()))
    text = f"Too many tries. Wait {_spoken(seconds)} and try again."
    raise RateLimited(text, retry_after=seconds, details={"retry_after": seconds})


def _redis(url: str) -> Storage:
    return cast(Storage, storage_from_string(url, socket_timeout=1, socket_connect_timeout=1))


def _spoken(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} seconds"
    return f"{math.ceil(seconds / 60)} minutes"
