"""Requests by the minute, counted in one step: in Redis when there is one, in this process when Redis is away."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import structlog
from limits.aio.storage import MemoryStorage, RedisStorage, Storage

from studio_app.ports.request_budget import Budget

log = structlog.get_logger(__name__)
_MINUTE = 60
_AWAY_SECONDS = 5.0


class MinuteCounter:
    """A minute is that of the clock, so that waiting until it is over always helps."""

    def __init__(self, redis_url: str | None = None, clock: Callable[[], float] = time.time) -> None:
        self._local: Storage = MemoryStorage()
        self._shared: Storage | None = _redis(redis_url) if redis_url else None
        self._clock = clock
        self._away_until = 0.0

    async def spend(self, policy: str, who: str, limit: int) -> Budget:
        now = self._clock()
        count = await self._count(f"requests/{policy}/{who}/{int(now // _MINUTE)}")
        resets_in = max(1, math.ceil(_MINUTE - now % _MINUTE))
        return Budget(policy, limit, max(0, limit - count), resets_in, spent=count > limit)

    async def _count(self, key: str) -> int:
        if self._shared is not None and time.monotonic() >= self._away_until:
            try:
                return await self._shared.incr(key, _MINUTE)
            except Exception as error:  # noqa: BLE001  (any failure of the store means: count here)
                log.warning("rate_limit.store_unavailable", error=type(error).__name__)
                self._away_until = time.monotonic() + _AWAY_SECONDS
        return await self._local.incr(key, _MINUTE)


def _redis(url: str) -> Storage:
    return RedisStorage(
        f"async+{url}", implementation="redispy", key_prefix="studio", socket_timeout=0.5, socket_connect_timeout=0.5
    )
