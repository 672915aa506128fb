"""Hints within one process: for tests, scripts and an app without Redis."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from studio_app.ports.events import JobChanged, Listener


class MemoryEvents:
    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()

    def publish(self, changes: Sequence[JobChanged]) -> None:
        for change in changes:
            self.tell(change)

    def tell(self, change: JobChanged | None) -> None:
        """Call every listener; None when changes may have been missed."""
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener(change)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        with self._lock:
            self._listeners.append(listener)

        def leave() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return leave

    def close(self) -> None:
        with self._lock:
            self._listeners.clear()
