"""Port: counting how often something was tried."""

from __future__ import annotations

from typing import Protocol


class RateLimiter(Protocol):
    def hit(self, limit: str, *key: str) -> None:
        """Count one try under `key` against `limit` ("10/5minutes"); raises `RateLimited` with `retry_after`."""
        ...

    def require(self, limit: str, *key: str) -> None:
        """Raise `RateLimited` when `key` has no tries left, without counting one."""
        ...
