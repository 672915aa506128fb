from __future__ import annotations

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from studio_app.api.v1.schemas.common import Body, Moment, Text
from studio_app.features.webhooks.service import EndpointFields
from studio_app.features.webhooks.types import DeliveryView, EndpointView, NewEndpoint

Events = Annotated[list[Annotated[Text, Field(max_length=40)]], Field(max_length=20)]


class EndpointBody(Body):
    """`events` are of job.completed, job.partial, job.failed and job.cancelled."""

    url: Text = Field(max_length=4000)
    events: Events
    description: Text = Field(default="", max_length=1000)


class EndpointPatch(Body):
    """What is left out stays."""

    url: Text | None = Field(default=None, max_length=4000)
    events: Events | None = None
    description: Text | None = Field(default=None, max_length=1000)
    enabled: bool | None = None

    def fields(self) -> EndpointFields:
        events = None if self.events is None else tuple(self.events)
        return EndpointFields(self.url, events, self.description, self.enabled)


class EndpointOut(BaseModel):
    id: uuid.UUID
    url: str
    description: str
    events: list[str]
    status: Literal["enabled", "disabled"]
    disabled_reason: str | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, row: EndpointView) -> EndpointOut:
        return cls(
            id=row.id, url=row.url, description=row.description, events=[*row.events],
            status=row.status,  # type: ignore[arg-type]
            disabled_reason=row.disabled_reason, created_at=row.created_at, updated_at=row.updated_at,
        )


class EndpointSecretOut(EndpointOut):
    """With the secret, which is shown this once."""

    secret: str

    @classmethod
    def with_secret(cls, made: NewEndpoint) -> EndpointSecretOut:
        return cls(**EndpointOut.of(made.endpoint).model_dump(), secret=made.secret)


class EndpointsOut(BaseModel):
    webhooks: list[EndpointOut]


class DeliveryOut(BaseModel):
    id: uuid.UUID
    message_id: str
    event_type: str
    status: Literal["pending", "delivered", "failed"]
    attempts: int
    response_status: int | None
    error_message: str | None
    milliseconds: int | None
    next_at: Moment | None
    delivered_at: Moment | None
    created_at: Moment

    @classmethod
    def of(cls, row: DeliveryView) -> DeliveryOut:
        return cls(
            id=row.id, message_id=row.message_id, event_type=row.event_type,
            status=row.status,  # type: ignore[arg-type]
            attempts=row.attempts, response_status=row.response_status, error_message=row.error,
            milliseconds=row.milliseconds, next_at=row.next_at, delivered_at=row.delivered_at,
            created_at=row.created_at,
        )


class DeliveriesOut(BaseModel):
    deliveries: list[DeliveryOut]
    total: int
