"""API keys of one's own programs."""

from __future__ import annotations

import uuid

from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Svc, Visitor
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.common import Message
from studio_app.api.v1.schemas.keys import KeyBody, KeyOut, KeySecretOut, KeysOut

api = router("accounts")


@api.get("/auth/keys", response_model=Envelope[KeysOut])
def list_keys(actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        return reply(KeysOut(keys=[KeyOut.of(view) for view in services.keys.all(tx, actor)]))


@api.post("/auth/keys", status_code=201, response_model=Envelope[KeySecretOut])
def create_key(body: KeyBody, actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """A new key; it is in this answer only. Send it as `Authorization: Bearer sk_studio_…`."""
    made = services.keys.create(actor, body.name, body.scopes, body.password, visitor, body.expires_in_days)
    return reply(KeySecretOut.with_secret(made), 201)


@api.delete("/auth/keys/{key_id}", response_model=Envelope[Message])
def revoke_key(key_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Programs with this key are refused from now on."""
    with services.uow.write(actor) as tx:
        services.keys.revoke(tx, actor, key_id)
    services.authenticator.forget(key_id)
    return reply(Message(message="The key is revoked."))
