"""Outgoing webhooks: endpoints, their secrets, and the log of what was sent."""

from __future__ import annotations

import uuid

from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Svc
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import Cursor, Limit, pagination, router
from studio_app.api.v1.schemas.common import Message
from studio_app.api.v1.schemas.webhooks import (
    DeliveriesOut,
    DeliveryOut,
    EndpointBody,
    EndpointOut,
    EndpointPatch,
    EndpointSecretOut,
    EndpointsOut,
)
from studio_app.bootstrap import Services
from studio_app.core.actor import Actor

api = router("webhooks")


def _count(services: Services, actor: Actor) -> None:
    services.limiter.hit(services.settings.webhook_limit, "webhook", str(actor.user_id))


@api.get("/webhooks", response_model=Envelope[EndpointsOut])
def list_webhooks(actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        return reply(EndpointsOut(webhooks=[EndpointOut.of(row) for row in services.webhooks.all(tx, actor)]))


@api.post("/webhooks", status_code=201, response_model=Envelope[EndpointSecretOut])
def create_webhook(body: EndpointBody, actor: CurrentActor, services: Svc) -> Response:
    """Add an endpoint. It has to answer a `webhook.challenge` at once; the secret is shown in this answer only."""
    _count(services, actor)
    made = services.webhooks.create(actor, body.url, body.events, body.description)
    return reply(EndpointSecretOut.with_secret(made), 201)


@api.get("/webhooks/{webhook_id}", response_model=Envelope[EndpointOut])
def get_webhook(webhook_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        return reply(EndpointOut.of(services.webhooks.get(tx, actor, webhook_id)))


@api.patch("/webhooks/{webhook_id}", response_model=Envelope[EndpointOut])
def update_webhook(webhook_id: uuid.UUID, body: EndpointPatch, actor: CurrentActor, services: Svc) -> Response:
    """Change an endpoint. A new address, and one that is switched on again, has to answer a challenge."""
    _count(services, actor)
    return reply(EndpointOut.of(services.webhooks.update(actor, webhook_id, body.fields())))


@api.delete("/webhooks/{webhook_id}", response_model=Envelope[Message])
def delete_webhook(webhook_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Remove an endpoint with its log. Nothing is sent to it any more."""
    with services.uow.write(actor) as tx:
        services.webhooks.delete(tx, actor, webhook_id)
    return reply(Message(message="The webhook is deleted."))


@api.post("/webhooks/{webhook_id}/secret", response_model=Envelope[EndpointSecretOut])
def rotate_secret(webhook_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """A new secret, shown this once. For 24 hours messages carry a signature of the old one as well."""
    with services.uow.write(actor) as tx:
        return reply(EndpointSecretOut.with_secret(services.webhooks.rotate(tx, actor, webhook_id)))


@api.post("/webhooks/{webhook_id}/test", status_code=202, response_model=Envelope[DeliveryOut])
def test_webhook(webhook_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Send a `webhook.test` by the same way as every message."""
    _count(services, actor)
    with services.uow.write(actor) as tx:
        return reply(DeliveryOut.of(services.webhooks.test(tx, actor, webhook_id)), 202)


@api.get("/webhooks/{webhook_id}/deliveries", response_model=Envelope[DeliveriesOut])
def list_deliveries(
    webhook_id: uuid.UUID, actor: CurrentActor, services: Svc, limit: Limit = 20, cursor: Cursor = None
) -> Response:
    """What was sent in the last 30 days, newest first, and what came of it."""
    with services.uow.read(actor) as tx:
        page = services.webhooks.log(tx, actor, webhook_id, limit=limit, cursor=cursor)
    out = DeliveriesOut(deliveries=[DeliveryOut.of(row) for row in page.deliveries], total=page.total)
    return reply(out, pagination=pagination(page.next_cursor, page.total))


@api.post(
    "/webhooks/{webhook_id}/deliveries/{delivery_id}/resend", status_code=202, response_model=Envelope[DeliveryOut]
)
def resend_delivery(
    webhook_id: uuid.UUID, delivery_id: uuid.UUID, actor: CurrentActor, services: Svc
) -> Response:
    """Send one message again, with the same id."""
    _count(services, actor)
    with services.uow.write(actor) as tx:
        return reply(DeliveryOut.of(services.webhooks.resend(tx, actor, webhook_id, delivery_id)), 202)
