"""Sliding windows by the `limits` library: in Redis when there is one, in this process when Redis is away."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from typing import Final, cast

import limits
import structlog
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from studio_app.core.errors import RateLimited, Unavailable
from studio_app.ports.rate_limit import RateLimiter, too_many

log = structlog.get_logger(__name__)


# What keeps accounts safe, and so is counted for all processes together also while Redis is away.
GUARDED: Final = frozenset({
    "login-address", "login-account", "signup", "mailed-address", "mailed-account", "mail-token", "confirm",
    "second-factor",
})


class WindowLimiter:
    """Fails closed: without Redis `GUARDED` tries are counted by `guard`, others by each process for itself, so a limit
    is never simply off."""

    def __init__(self, redis_url: str | None = None, guard: RateLimiter | None = None) -> None:
        self._guard = guard
        self._local = MovingWindowRateLimiter(MemoryStorage())
        self._shared = MovingWindowRateLimiter(_redis(redis_url)) if redis_url else None

    def hit(self, limit: str, *key: str) -> None:
        self._ask(limit, key, counting=True)

    def require(self, limit: str, *key: str) -> None:
        self._ask(limit, key, counting=False)

    def _ask(self, limit: str, key: tuple[str, ...], *, counting: bool) -> None:
        item = limits.parse(limit)
        if self._shared is not None:
            try:
                return _count(self._shared, item, key, counting)
            except RateLimited:
                raise
            except Exception as error:  # noqa: BLE001  (any failure of the store means: count elsewhere)
                log.warning("rate_limit.store_unavailable", error=type(error).__name__)
            if self._guard is not None and key[0] in GUARDED:
                with suppress(Unavailable):  # the database is away too
                    return self._guard.hit(limit, *key) if counting else self._guard.require(limit, *key)
        return _count(self._local, item, key, counting)


def _count(
    limiter: MovingWindowRateLimiter, item: limits.RateLimitItem, key: tuple[str, ...], counting: bool
) -> None:
    allowed = limiter.hit(item, *key) if counting else limiter.test(item, *key)
    if allowed:
        return
    reset, _ = limiter.get_window_stats(item, *key)
    seconds = max(1, math.ceil(reset - time.time()))
    raise too_many(seconds)


def _redis(url: str) -> Storage:
    return cast(Storage, storage_from_string(url, socket_timeout=1, socket_connect_timeout=1))
