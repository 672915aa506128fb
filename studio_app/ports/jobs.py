"""Port: the doorbell that wakes a worker. It carries names and ids only; the database holds the work."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Protocol


class JobName(StrEnum):
    GENERATE = "generate"
    SCORE = "score"


# Somebody waits for a picture; what can come later is begun only when no picture waits.
PICTURES, LATER = "studio", "studio-later"
QUEUES: Final = (PICTURES, LATER)
QUEUE_OF: Final = {JobName.GENERATE: PICTURES, JobName.SCORE: LATER}


class JobQueue(Protocol):
    def enqueue(self, name: JobName, entity_id: str) -> bool:
        """Ring for one job. False when the queue cannot be reached: the scheduler rings again later."""
        ...

    def waiting(self) -> int | None:
        """How many bells for pictures nobody has answered yet; None when the queue cannot be reached."""
        ...

    def check(self) -> bool:
        """True when the queue can be reached."""
        ...
