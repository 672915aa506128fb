"""Pictures to look at or to show in an asset: give, list, remove."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import File, UploadFile
from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Svc
from studio_app.api.envelope import Envelope, reply
from studio_app.api.uploads import read_picture
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.common import Message
from studio_app.api.v1.schemas.generation import ReferenceOut, ReferencesOut

api = router("references")


@api.get("/references", response_model=Envelope[ReferencesOut])
def list_references(actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        kept = services.references.all(tx, actor)
    return reply(ReferencesOut(references=[ReferenceOut.of(reference) for reference in kept]))


@api.post("/references", status_code=201, response_model=Envelope[ReferenceOut])
def add_reference(file: Annotated[UploadFile, File()], actor: CurrentActor, services: Svc) -> Response:
    """Keep a PNG, JPEG or WebP picture of at most 10 MB. What is stored carries no metadata."""
    services.limiter.hit(services.settings.upload_limit, "upload", str(actor.user_id))
    return reply(ReferenceOut.of(services.references.add(actor, read_picture(file), file.filename or "")), 201)


@api.delete("/references/{reference_id}", response_model=Envelope[Message])
def remove_reference(reference_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    services.references.remove(actor, reference_id)
    return reply(Message(message="The picture is deleted."))
