"""The object graph that tests act on, and the clock they move."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast

from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.features.accounts.types import Client


@dataclass
class Moving:
    """A clock that stands still until it is told to move."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class World:
    services: Services
    clock: Moving

    @property
    def queue(self) -> InlineQueue:
        return cast(InlineQueue, self.services.queue)

    def person(self, name: str = "alice") -> Actor:
        """A new account, as the actor of its first session."""
        signed_in = self.services.accounts.sign_up(
            f"{name}-{uuid.uuid4().hex[:8]}@example.com", "correct horse battery", name.title(), Client()
        )
        return Actor(signed_in.user.id, signed_in.session_id)

    def work(self) -> int:
        """Answer every waiting bell, as a worker would."""
        return self.queue.drain(lambda _name, job_id: self.services.pipeline.run(uuid.UUID(job_id)))

    def close(self) -> None:
        self.services.offload.close()
        self.services.uow.close()
