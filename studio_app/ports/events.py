"""Port: telling open pages and streams that a job changed. A hint, never the truth: who missed it reads the row."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class JobChanged:
    """Somebody's job is not what it was; a child's change is told as its own and as its batch's."""

    user_id: uuid.UUID
    job_id: uuid.UUID


# None: hints may have been lost, so everything may have changed.
Listener = Callable[[JobChanged | None], None]


class EventBus(Protocol):
    def publish(self, changes: Sequence[JobChanged]) -> None:
        """Tell every process; raises nothing, and gives up in a second when the bus is away."""
        ...

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` from another thread for every change from now on; returns what ends that."""
        ...

    def close(self) -> None: ...
