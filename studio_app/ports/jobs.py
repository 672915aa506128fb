"""Port: the doorbell that wakes a worker. It carries names and ids only; the database holds the work."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Protocol

QUEUE_NAME: Final = "studio"


class JobName(StrEnum):
    GENERATE = "generate"
    SCORE = "score"


class JobQueue(Protocol):
    def enqueue(self, name: JobName, entity_id: str) -> bool:
        """Ring for one job. False when the queue cannot be reached: the scheduler rings again later."""
        ...

    def waiting(self) -> int | None:
        """How many bells nobody has answered yet; None when the queue cannot be reached."""
        ...

    def check(self) -> bool:
        """True when the queue can be reached."""
        ...
