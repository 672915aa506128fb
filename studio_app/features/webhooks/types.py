"""What leaves the webhooks feature."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from studio_app.core.errors import Conflict, StudioError


@dataclass(frozen=True, slots=True)
class EndpointView:
    """An address that is told. `disabled_reason` says why we stopped by ourselves."""

    id: uuid.UUID
    url: str
    description: str
    events: tuple[str, ...]
    status: str
    disabled_reason: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class NewEndpoint:
    """An endpoint with its secret, which is shown this once."""

    endpoint: EndpointView
    secret: str


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One message to one endpoint, and what came of it so far."""

    id: uuid.UUID
    endpoint_id: uuid.UUID
    message_id: str
    event_type: str
    status: str
    attempts: int
    response_status: int | None
    error: str | None
    milliseconds: int | None
    next_at: datetime | None
    delivered_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    deliveries: tuple[DeliveryView, ...]
    total: int
    next_cursor: str | None


class ChallengeFailed(StudioError):
    code, status = "WEBHOOK_CHALLENGE_FAILED", 422
    message = "That address did not answer our challenge. Send its `challenge` back with status 200, then try again."


class EndpointLimit(Conflict):
    code, status = "WEBHOOK_LIMIT_REACHED", 403
    message = "You have five webhook endpoints. Delete one to add another."
