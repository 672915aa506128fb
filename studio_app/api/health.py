"""The health check: what every part of the service says of itself, asked for at most every two seconds."""

from __future__ import annotations

import asyncio
import json
import time

from starlette.concurrency import run_in_threadpool

from studio_app.bootstrap import Services
from studio_app.core.errors import StudioError
from studio_app.imaging.drawing import drawing

_FRESH_SECONDS = 2.0
# The fault itself stands in the log: this is read by anybody.
SLOW_DRAWING = (
    "Pictures are drawn without Skia, which cannot be loaded on this machine: they look the same and take several "
    "times as long. What to install is said by `make run`."
)


class HealthCheck:
    """Answers from memory while fresh, so that probes cost nothing and cannot be used to load the dependencies."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._asked_at = -_FRESH_SECONDS
        self._answer = b""
        self._lock = asyncio.Lock()

    def fresh(self) -> bytes | None:
        """The last answer, if it is young enough."""
        return self._answer if time.monotonic() - self._asked_at < _FRESH_SECONDS else None

    async def answer(self) -> bytes:
        """JSON: `ok`, `degraded` (work is accepted and waits) or `down`, each dependency's state, and warnings."""
        async with self._lock:
            if self.fresh() is None:
                self._answer = json.dumps(await run_in_threadpool(self._ask)).encode()
                self._asked_at = time.monotonic()
            return self._answer

    def _ask(self) -> dict[str, object]:
        services = self._services
        states = {
            "database": services.uow.check(),
            "queue": services.queue.check(),
            "storage": self._storage_answers(),
        }
        named = {name: "ok" if up else "down" for name, up in states.items()}
        status = "ok" if all(states.values()) else "degraded" if states["database"] else "down"
        named |= {"image_model": services.painter.provider, "renderer": drawing().name}
        version = services.settings.version
        return {"status": status, "version": version, "dependencies_status": named, "warnings": _warnings()}

    def _storage_answers(self) -> bool:
        try:
            self._services.storage.check()
        except StudioError:
            return False
        return True


def _warnings() -> list[str]:
    """What works, but not as it should."""
    return [SLOW_DRAWING] if drawing().fault else []
