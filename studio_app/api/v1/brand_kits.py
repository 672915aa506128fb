"""Brand kits: list, create, edit, activate, logos, and reading one from pictures."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import File, Form, UploadFile
from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Svc
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.brand_kits import (
    KitBody,
    KitListOut,
    KitOut,
    KitPatch,
    LogoOut,
    LogosOut,
    ProposedKitOut,
)
from studio_app.api.v1.schemas.common import Message
from studio_app.core.errors import NotFound, PayloadTooLarge
from studio_app.features.brand_kits.types import LOGO_TYPES

api = router("brand kits")
_PICTURE_LIMIT = 10_000_000


@api.get("/brand-kits", response_model=Envelope[KitListOut])
def list_kits(actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read() as tx:
        kits = services.brand_kits.all(tx, actor)
    active = next((kit.id for kit in kits if kit.is_active), None)
    return reply(KitListOut(brand_kits=[KitOut.of(kit) for kit in kits], total=len(kits), active_id=active))


@api.post("/brand-kits", status_code=201, response_model=Envelope[KitOut])
def create_kit(body: KitBody, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write() as tx:
        return reply(KitOut.of(services.brand_kits.create(tx, actor, body.fields())), 201)


@api.get("/brand-kits/active", response_model=Envelope[KitOut])
def active_kit(actor: CurrentActor, services: Svc) -> Response:
    """The kit that assets are drawn with; 404 when there is none."""
    with services.uow.read() as tx:
        kit = services.brand_kits.active(tx, actor)
    if kit is None:
        raise NotFound("You have no brand kit yet. Create one to draw in your own colours.")
    return reply(KitOut.of(kit))


@api.post("/brand-kits/analyze", response_model=Envelope[ProposedKitOut])
def analyse(files: Annotated[list[UploadFile], File(max_length=5)], actor: CurrentActor, services: Svc) -> Response:
    """Propose a kit's colours from one to five pictures. Nothing is stored."""
    services.limiter.hit(services.settings.upload_limit, "upload", str(actor.user_id))
    return reply(ProposedKitOut.of(services.brand_kits.analyse(tuple(_read(file) for file in files[:6]))))


@api.get("/brand-kits/{kit_id}", response_model=Envelope[KitOut])
def get_kit(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read() as tx:
        return reply(KitOut.of(services.brand_kits.get(tx, actor, kit_id)))


@api.put("/brand-kits/{kit_id}", response_model=Envelope[KitOut])
def update_kit(kit_id: uuid.UUID, body: KitPatch, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write() as tx:
        return reply(KitOut.of(services.brand_kits.edit(tx, actor, kit_id, body.applied_to, version=body.version)))


@api.delete("/brand-kits/{kit_id}", response_model=Envelope[Message])
def delete_kit(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write() as tx:
        services.brand_kits.delete(tx, actor, kit_id)
    return reply(Message(message="The kit is deleted. You can still bring it back."))


@api.post("/brand-kits/{kit_id}/restore", response_model=Envelope[KitOut])
def restore_kit(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write() as tx:
        return reply(KitOut.of(services.brand_kits.restore(tx, actor, kit_id)))


@api.post("/brand-kits/{kit_id}/activate", response_model=Envelope[KitOut])
def activate_kit(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write() as tx:
        return reply(KitOut.of(services.brand_kits.activate(tx, actor, kit_id)))


@api.get("/brand-kits/{kit_id}/logos", response_model=Envelope[LogosOut])
def list_logos(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read() as tx:
        kit = services.brand_kits.get(tx, actor, kit_id)
    urls: dict[str, str | None] = dict.fromkeys(LOGO_TYPES)
    urls.update({logo.type: logo.url for logo in kit.logos})
    return reply(LogosOut(brand_kit_id=kit.id, logos=urls))


@api.post("/brand-kits/{kit_id}/logos", status_code=201, response_model=Envelope[LogoOut])
def add_logo(
    kit_id: uuid.UUID,
    file: UploadFile,
    actor: CurrentActor,
    services: Svc,
    logo_type: Annotated[str, Form(max_length=20)] = "",
    type: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Upload a PNG, JPEG or WebP of at most 10 MB. It replaces the kit's logo of the same type."""
    services.limiter.hit(services.settings.upload_limit, "upload", str(actor.user_id))
    kind = logo_type or type or "primary"
    logo = services.brand_kits.add_logo(actor, kit_id, kind, _read(file), file.filename or "logo")
    return reply(LogoOut.of(logo), 201)


@api.delete("/brand-kits/{kit_id}/logos/{logo_type}", response_model=Envelope[Message])
def remove_logo(kit_id: uuid.UUID, logo_type: str, actor: CurrentActor, services: Svc) -> Response:
    services.brand_kits.remove_logo(actor, kit_id, logo_type)
    return reply(Message(message="The logo is removed."))


def _read(file: UploadFile) -> bytes:
    data = file.file.read(_PICTURE_LIMIT + 1)
    if len(data) > _PICTURE_LIMIT:
        raise PayloadTooLarge("Pictures may have at most 10 MB. Save a smaller copy and try again.")
    return data
