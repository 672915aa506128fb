"""One worker process as its parent sees it."""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from collections.abc import Callable
from typing import Any

from studio_app.adapters.offload.child import serve

_START_SECONDS = 60.0
_STOP_SECONDS = 2.0
_SPAWN = multiprocessing.get_context("spawn")


class WorkerLost(Exception):
    """The process ended, or was ended, before it answered. `late` when it ran out of time."""

    def __init__(self, *, late: bool) -> None:
        super().__init__("late" if late else "died")
        self.late = late


def pack(function: Callable[..., Any], args: tuple[Any, ...], timeout: float) -> bytes:
    """The call as sent to a worker; raises what pickle raises for things that cannot be sent."""
    return pickle.dumps((function, args, timeout), pickle.HIGHEST_PROTOCOL)


class Worker:
    """Used by one thread at a time, except `kill`, which any thread may call."""

    def __init__(self, preload: str | None) -> None:
        """Start the process; `preload` is a module it imports before its first call."""
        self.calls = 0
        self._pipe, far_end = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve, args=(far_end, preload), name="offload", daemon=True)
        self._ready = False
        # Two threads that reap one process at once could signal a process that took over its number.
        self._reaping = threading.Lock()
        try:
            self._process.start()
        finally:
            # Only the child may hold the far end: its death is then seen as the end of the pipe.
            far_end.close()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def alive(self) -> bool:
        with self._reaping:
            return self._process.is_alive()

    def call(self, packed: bytes, timeout: float) -> Any:
        """The function's value or exception; raises `WorkerLost` after `timeout` seconds or when the process dies.

        The time to start the process does not count.
        """
        if not self._ready:
            self._receive(_START_SECONDS)
            self._ready = True
        self.calls += 1
        try:
            self._pipe.send_bytes(packed)
        except OSError:
            raise WorkerLost(late=False) from None
        succeeded, outcome = pickle.loads(self._receive(timeout))  # noqa: S301 - our own child wrote it
        if not succeeded:
            raise outcome
        return outcome

    def _receive(self, timeout: float) -> bytes:
        try:
            if not self._pipe.poll(timeout):
                raise WorkerLost(late=True)
            return self._pipe.recv_bytes()
        except (EOFError, OSError):
            raise WorkerLost(late=False) from None

    def stop(self) -> None:
        """End an idle worker: it leaves when its pipe closes."""
        self._pipe.close()
        with self._reaping:
            self._process.join(_STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End the process now and wait until it is gone; a thread that waits for its answer gets `WorkerLost`."""
        with self._reaping:
            self._process.kill()
            self._process.join()
