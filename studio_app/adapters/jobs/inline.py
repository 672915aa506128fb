"""Work in the caller's own thread, for tests and scripts: bells are collected and answered on demand."""

from __future__ import annotations

from collections.abc import Callable

from studio_app.ports.jobs import PICTURES, QUEUE_OF, JobName


class InlineQueue:
    """`drain` runs what was enqueued. `reachable = False` behaves like a queue that is down."""

    def __init__(self) -> None:
        self.rung: list[tuple[JobName, str]] = []
        self.reachable = True

    def enqueue(self, name: JobName, entity_id: str) -> bool:
        if self.reachable:
            self.rung.append((name, entity_id))
        return self.reachable

    def waiting(self) -> int | None:
        if not self.reachable:
            return None
        return sum(QUEUE_OF[name] == PICTURES for name, _ in self.rung)

    def check(self) -> bool:
        return self.reachable

    def drain(self, work: Callable[[JobName, str], object]) -> int:
        """Answer every waiting bell, also those rung meanwhile; returns how many."""
        answered = 0
        while self.rung:
            work(*self.rung.pop(0))
            answered += 1
        return answered
