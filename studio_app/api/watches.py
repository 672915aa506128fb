"""From the one subscriber of this process to the streams that are open in it."""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from studio_app.core.errors import RateLimited
from studio_app.ports.events import EventBus, JobChanged

PER_PERSON = 20


@dataclass(eq=False)
class Watch:
    """What one stream has not looked at yet: changed jobs, or `all` when hints may have been missed."""

    changed: set[uuid.UUID] = field(default_factory=set)
    all: bool = False
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, job_id: uuid.UUID | None) -> None:
        if job_id is None:
            self.all = True
        else:
            self.changed.add(job_id)
        self._woken.set()

    async def wait(self, seconds: float) -> bool:
        """True as soon as something is noted; False when nothing was for so long."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return False
        self._woken.clear()
        return True

    def take(self) -> tuple[set[uuid.UUID], bool]:
        taken = self.changed, self.all
        self.changed, self.all = set(), False
        return taken


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between looks at the session, between signs of life, and after which rows are read without a hint."""

    check: float = 1.0
    heartbeat: float = 15.0
    look_anyway: float = 10.0


class Watches:
    """Belongs to the event loop that opens the first watch; only `_hear` is called from another thread."""

    def __init__(self, events: EventBus, pace: Pace = Pace()) -> None:
        self._events = events
        self.pace = pace
        self._loop: asyncio.AbstractEventLoop | None = None
        self._open: defaultdict[uuid.UUID, set[Watch]] = defaultdict(set)

    def require(self, user_id: uuid.UUID) -> None:
        """Raise `RateLimited` when this person has as many streams open as one may have."""
        if len(self._open.get(user_id, ())) >= PER_PERSON:
            raise RateLimited(f"You have {PER_PERSON} streams open. Close some of them.", retry_after=5)

    @contextmanager
    def watch(self, user_id: uuid.UUID) -> Iterator[Watch]:
        """Hints about this person's jobs while the block lasts; raises `RateLimited` when she has too many open."""
        self.require(user_id)
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            self._events.subscribe(self._hear)
        own = Watch()
        self._open[user_id].add(own)
        try:
            yield own
        finally:
            self._open[user_id].discard(own)
            if not self._open[user_id]:
                del self._open[user_id]

    def _hear(self, change: JobChanged | None) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._tell, change)

    def _tell(self, change: JobChanged | None) -> None:
        if change is None:
            for watch in [watch for group in self._open.values() for watch in group]:
                watch.note(None)
        else:
            for watch in self._open.get(change.user_id, ()):
                watch.note(change.job_id)
