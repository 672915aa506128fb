"""CPU-heavy work in a few spawned processes that can be killed one by one."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from studio_app.adapters.offload.worker import Worker, WorkerLost, pack
from studio_app.core.errors import Unavailable

T = TypeVar("T")

_CALLS_PER_WORKER = 500
_TOO_SLOW = "Drawing took too long and was stopped. Try again with a simpler design."
_DIED = "Drawing stopped unexpectedly. Try again in a few seconds."


class _Workers:
    """The processes of one parent process. `seats` holds the seats nobody uses, the warmest on top."""

    def __init__(self, count: int, preload: str | None) -> None:
        self.seats: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        self._preload = preload
        self._lock = threading.Lock()
        self._alive: set[Worker] | None = set()
        for _ in range(count):
            self.seats.put(None)

    def start(self) -> Worker:
        """A new process; raises `Unavailable` when none can be had or the pool was closed meanwhile."""
        try:
            worker = Worker(self._preload)
        except OSError:
            # The host is out of processes or memory.
            raise Unavailable(details={"reason": "cannot_start"}) from None
        with self._lock:
            if self._alive is not None:
                self._alive.add(worker)
                return worker
        worker.kill()
        raise Unavailable

    def end(self, worker: Worker, how: Callable[[Worker], None]) -> None:
        with self._lock:
            if self._alive is not None:
                self._alive.discard(worker)
        how(worker)

    def require_open(self) -> None:
        if self._alive is None:
            raise Unavailable

    def close(self) -> None:
        with self._lock:
            ended, self._alive = self._alive, None
        for worker in ended or ():
            worker.kill()


class ProcessOffload:
    """`Offload` over `workers` processes, started when first needed. Any number of threads may call `run`.

    A call waits at most `max_wait` seconds for a free process; that time does not count against its own timeout. When
    `max_waiting` calls wait already, the next is refused at once.
    """

    def __init__(
        self, workers: int = 1, preload: str | None = None, *, max_wait: float = 30.0, max_waiting: int = 1000
    ) -> None:
        self._count, self._preload, self._max_wait = workers, preload, max_wait
        self._line = threading.BoundedSemaphore(workers + max_waiting)
        self._by_process: dict[int, _Workers] = {}
        self._closed = False

    def run(self, function: Callable[..., T], *args: Any, timeout: float = 10.0) -> T:
        """`function(*args)` in another process, or its exception; raises `Unavailable` when late, lost or crowded."""
        packed = pack(function, args, timeout)
        if not self._line.acquire(blocking=False):
            raise Unavailable(details={"reason": "queue_full"}, retry_after=self._max_wait)
        try:
            value: T = self._run(packed, timeout)
            return value
        finally:
            self._line.release()

    def _run(self, packed: bytes, timeout: float) -> Any:
        workers = self._workers()
        worker = self._take_seat(workers)
        try:
            worker = self._fit(workers, worker)
            return worker.call(packed, timeout)
        except WorkerLost as lost:
            assert worker is not None
            workers.end(worker, Worker.kill)
            worker = None
            reason = "timeout" if lost.late else "worker_died"
            raise Unavailable(_TOO_SLOW if lost.late else _DIED, details={"reason": reason}) from None
        finally:
            workers.seats.put(worker)

    def close(self) -> None:
        """End every process; calls under way and later calls raise `Unavailable`."""
        self._closed = True
        workers = self._by_process.get(os.getpid())
        if workers is not None:
            workers.close()

    def _workers(self) -> _Workers:
        """This process's workers: after a fork the parent's are not ours to talk to."""
        pid = os.getpid()
        workers = self._by_process.get(pid)
        if workers is None:
            workers = self._by_process.setdefault(pid, _Workers(self._count, self._preload))
        # Looked at last, so that workers made while `close` runs are either seen by it or not used.
        if self._closed:
            raise Unavailable
        return workers

    def _take_seat(self, workers: _Workers) -> Worker | None:
        try:
            return workers.seats.get(timeout=self._max_wait)
        except queue.Empty:
            raise Unavailable(details={"reason": "queue_full"}, retry_after=self._max_wait) from None

    def _fit(self, workers: _Workers, worker: Worker | None) -> Worker:
        """`worker` when it can take a call, else a fresh one: it may be worn, or have died while idle."""
        workers.require_open()
        if worker is not None:
            if worker.alive() and worker.calls < _CALLS_PER_WORKER:
                return worker
            workers.end(worker, Worker.stop)
        return workers.start()
