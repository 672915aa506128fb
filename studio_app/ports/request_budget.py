"""Port: how many requests somebody has left in this minute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Budget:
    """`policy` names by what is counted, `limit` is a minute's requests, `left` what remains of them (never below 0),
    `resets_in` the whole seconds until it is `limit` again. `spent` is True for a request too many."""

    policy: str
    limit: int
    left: int
    resets_in: int
    spent: bool = False


class RequestCounter(Protocol):
    async def spend(self, policy: str, who: str, limit: int) -> Budget:
        """Count one request of `who`. Raises nothing."""
        ...
