"""Port: counting how often something was tried."""

from __future__ import annotations

import math
from typing import Protocol

from studio_app.core.errors import RateLimited


class RateLimiter(Protocol):
    def hit(self, limit: str, *key: str) -> None:
        """Count one try under `key` against `limit` ("10/5minutes"); raises `RateLimited` with `retry_after`."""
        ...

    def require(self, limit: str, *key: str) -> None:
        """Raise `RateLimited` when `key` has no tries left, without counting one."""
        ...


def too_many(seconds: int) -> RateLimited:
    """What a limiter raises when the next try passes in `seconds`."""
    text = f"Too many tries. Wait {_spoken(seconds)} and try again."
    return RateLimited(text, retry_after=seconds, details={"retry_after": seconds})


def _spoken(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} seconds"
    return f"{math.ceil(seconds / 60)} minutes"
