"""Brand kits: list, create, edit, activate, details, versions, logos, and reading one from pictures."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Annotated

from fastapi import File, Form, Path, UploadFile
from fastapi.responses import Response
from pydantic import Field

from studio_app.api.access import CurrentActor, Svc
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.brand_kit_details import (
    ColorsBody,
    ColorsOut,
    GuidelinesBody,
    GuidelinesOut,
    TypographyBody,
    TypographyOut,
    VoiceBody,
    VoiceOut,
)
from studio_app.api.v1.schemas.brand_kits import (
    CheckOut,
    DefaultLogoBody,
    DefaultLogoOut,
    KitBody,
    KitCheckOut,
    KitListOut,
    KitOut,
    KitPatch,
    LogoOut,
    LogosOut,
    ProposedKitOut,
    SnapshotOut,
    VersionOut,
    VersionsOut,
)
from studio_app.api.v1.schemas.common import Message
from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, PayloadTooLarge
from studio_app.features.brand_kits.types import LOGO_TYPES, KitView

api = router("brand kits")
_PICTURE_LIMIT = 10_000_000
VersionNumber = Annotated[int, Path(ge=1, lt=2**31)]


@api.get("/brand-kits", response_model=Envelope[KitListOut])
def list_kits(actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        kits = services.brand_kits.all(tx, actor)
    active = next((kit.id for kit in kits if kit.is_active), None)
    return reply(KitListOut(brand_kits=[KitOut.of(kit) for kit in kits], total=len(kits), active_id=active))


@api.post("/brand-kits", status_code=201, response_model=Envelope[KitOut])
def create_kit(body: KitBody, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write(actor) as tx:
        return reply(KitOut.of(services.brand_kits.create(tx, actor, body.fields())), 201)


@api.get("/brand-kits/active", response_model=Envelope[KitOut])
def active_kit(actor: CurrentActor, services: Svc) -> Response:
    """The kit that assets are drawn with; 404 when there is none."""
    with services.uow.read(actor) as tx:
        kit = services.brand_kits.active(tx, actor)
    if kit is None:
        raise NotFound("You have no brand kit yet. Create one to draw in your own colours.")
    return reply(KitOut.of(kit))


@api.post("/brand-kits/analyze", response_model=Envelope[ProposedKitOut])
def analyse(
    actor: CurrentActor,
    services: Svc,
    files: Annotated[list[UploadFile] | None, File(max_length=5)] = None,
    urls: Annotated[list[Annotated[str, Field(max_length=1000)]] | None, Form(max_length=5)] = None,
) -> Response:
    """Propose a kit from one to five pictures; three to five give a surer result. Nothing is stored.

    Send `files`, or `urls` of your own logos and assets, or both.
    """
    services.limiter.hit(services.settings.upload_limit, "upload", str(actor.user_id))
    pictures = tuple(_read(file) for file in files or ())
    if urls:
        pictures += services.brand_kits.pictures_at(actor, urls)
    return reply(ProposedKitOut.of(services.brand_kits.analyse(pictures)))


@api.get("/brand-kits/{kit_id}", response_model=Envelope[KitOut])
def get_kit(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    return reply(KitOut.of(_kit(services, actor, kit_id)))


@api.put("/brand-kits/{kit_id}", response_model=Envelope[KitOut])
def update_kit(kit_id: uuid.UUID, body: KitPatch, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write(actor) as tx:
        return reply(KitOut.of(services.brand_kits.edit(tx, actor, kit_id, body.applied_to, version=body.version)))


@api.delete("/brand-kits/{kit_id}", response_model=Envelope[Message])
def delete_kit(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write(actor) as tx:
        services.brand_kits.delete(tx, actor, kit_id)
    return reply(Message(message="The kit is deleted. You can still bring it back."))


@api.post("/brand-kits/{kit_id}/restore", response_model=Envelope[KitOut])
def restore_kit(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write(actor) as tx:
        return reply(KitOut.of(services.brand_kits.restore(tx, actor, kit_id)))


@api.post("/brand-kits/{kit_id}/activate", response_model=Envelope[KitOut])
def activate_kit(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write(actor) as tx:
        return reply(KitOut.of(services.brand_kits.activate(tx, actor, kit_id)))


@api.get("/brand-kits/{kit_id}/check", response_model=Envelope[KitCheckOut])
def check_kit(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """The contrast of every pair of the kit's colours, and the pairs that colour-blind people confuse."""
    with services.uow.read(actor) as tx:
        kit, check = services.brand_kits.get(tx, actor, kit_id), services.brand_kits.check(tx, actor, kit_id)
    return reply(KitCheckOut(brand_kit_id=kit.id, version=kit.version, check=CheckOut.of(check)))


@api.get("/brand-kits/{kit_id}/colors", response_model=Envelope[ColorsOut])
def get_colors(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    return _colors(_kit(services, actor, kit_id))


@api.put("/brand-kits/{kit_id}/colors", response_model=Envelope[ColorsOut])
def put_colors(kit_id: uuid.UUID, body: ColorsBody, actor: CurrentActor, services: Svc) -> Response:
    """The kit is drawn with `primary` and `accent` from then on."""
    with services.uow.write(actor) as tx:
        return _colors(
            services.brand_kits.edit_details(
                tx, actor, kit_id, lambda old: replace(old, colors=body.applied_to(old.colors)), version=body.version
            )
        )


def _colors(kit: KitView) -> Response:
    return reply(ColorsOut(brand_kit_id=kit.id, version=kit.version, colors=kit.details.colors))


@api.get("/brand-kits/{kit_id}/typography", response_model=Envelope[TypographyOut])
def get_typography(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    return _typography(_kit(services, actor, kit_id))


@api.put("/brand-kits/{kit_id}/typography", response_model=Envelope[TypographyOut])
def put_typography(kit_id: uuid.UUID, body: TypographyBody, actor: CurrentActor, services: Svc) -> Response:
    """Words are set in `headline` and `body` from then on. Families come from `GET /catalog`."""
    with services.uow.write(actor) as tx:
        return _typography(
            services.brand_kits.edit_details(
                tx, actor, kit_id, lambda old: replace(old, typography=body.applied_to(old.typography)),
                version=body.version,
            )
        )


def _typography(kit: KitView) -> Response:
    return reply(TypographyOut(brand_kit_id=kit.id, version=kit.version, typography=kit.details.typography))


@api.get("/brand-kits/{kit_id}/voice", response_model=Envelope[VoiceOut])
def get_voice(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    return _voice(_kit(services, actor, kit_id))


@api.put("/brand-kits/{kit_id}/voice", response_model=Envelope[VoiceOut])
def put_voice(kit_id: uuid.UUID, body: VoiceBody, actor: CurrentActor, services: Svc) -> Response:
    """A `tone` of the kit's five is the kit's from then on."""
    with services.uow.write(actor) as tx:
        return _voice(
            services.brand_kits.edit_details(
                tx, actor, kit_id, lambda old: replace(old, voice=body.applied_to(old.voice)), version=body.version
            )
        )


def _voice(kit: KitView) -> Response:
    return reply(VoiceOut(brand_kit_id=kit.id, version=kit.version, voice=kit.details.voice))


@api.get("/brand-kits/{kit_id}/guidelines", response_model=Envelope[GuidelinesOut])
def get_guidelines(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    return _guidelines(_kit(services, actor, kit_id))


@api.put("/brand-kits/{kit_id}/guidelines", response_model=Envelope[GuidelinesOut])
def put_guidelines(kit_id: uuid.UUID, body: GuidelinesBody, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write(actor) as tx:
        return _guidelines(
            services.brand_kits.edit_details(
                tx, actor, kit_id, lambda old: replace(old, guidelines=body.applied_to(old.guidelines)),
                version=body.version,
            )
        )


def _guidelines(kit: KitView) -> Response:
    return reply(GuidelinesOut(brand_kit_id=kit.id, version=kit.version, guidelines=kit.details.guidelines))


@api.get("/brand-kits/{kit_id}/versions", response_model=Envelope[VersionsOut])
def list_versions(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Newest first. The newest hundred are kept, and older ones with which an asset was made."""
    with services.uow.read(actor) as tx:
        versions = services.brand_kits.versions(tx, actor, kit_id)
    shown = [VersionOut.of(version, versions[0].version) for version in versions]
    return reply(VersionsOut(brand_kit_id=kit_id, versions=shown, total=len(shown)))


@api.get("/brand-kits/{kit_id}/versions/{number}", response_model=Envelope[SnapshotOut])
def get_version(kit_id: uuid.UUID, number: VersionNumber, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        kit = services.brand_kits.get(tx, actor, kit_id)
        return reply(SnapshotOut.whole(kit, services.brand_kits.version(tx, actor, kit_id, number)))


@api.post("/brand-kits/{kit_id}/versions/{number}/restore", response_model=Envelope[KitOut])
def restore_version(kit_id: uuid.UUID, number: VersionNumber, actor: CurrentActor, services: Svc) -> Response:
    """Make the kit what it was then, as a new version. Logos stay as they are."""
    with services.uow.write(actor) as tx:
        return reply(KitOut.of(services.brand_kits.restore_version(tx, actor, kit_id, number)))


@api.get("/brand-kits/{kit_id}/logos", response_model=Envelope[LogosOut])
def list_logos(kit_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    kit = _kit(services, actor, kit_id)
    urls: dict[str, str | None] = dict.fromkeys(LOGO_TYPES)
    urls.update({logo.type: logo.url for logo in kit.logos})
    return reply(LogosOut(brand_kit_id=kit.id, logos=urls, default_logo_type=kit.default_logo_type))


@api.put("/brand-kits/{kit_id}/logos/default", response_model=Envelope[DefaultLogoOut])
def choose_logo(kit_id: uuid.UUID, body: DefaultLogoBody, actor: CurrentActor, services: Svc) -> Response:
    """Say which logo is drawn on assets. While there is none of that type, the first other one is."""
    with services.uow.write(actor) as tx:
        kit = services.logos.choose(tx, actor, kit_id, body.logo_type)
        return reply(
            DefaultLogoOut(brand_kit_id=kit.id, default_logo_type=kit.default_logo_type, version=kit.version)
        )


@api.get("/brand-kits/{kit_id}/logos/{logo_type}", response_model=Envelope[LogoOut])
def get_logo(kit_id: uuid.UUID, logo_type: str, actor: CurrentActor, services: Svc) -> Response:
    logo = next((logo for logo in _kit(services, actor, kit_id).logos if logo.type == logo_type), None)
    if logo is None:
        raise NotFound("This kit has no such logo. Upload one first.")
    return reply(LogoOut.of(logo))


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
    logo = services.logos.add(actor, kit_id, kind, _read(file), file.filename or "logo")
    return reply(LogoOut.of(logo), 201)


@api.delete("/brand-kits/{kit_id}/logos/{logo_type}", response_model=Envelope[Message])
def remove_logo(kit_id: uuid.UUID, logo_type: str, actor: CurrentActor, services: Svc) -> Response:
    services.logos.remove(actor, kit_id, logo_type)
    return reply(Message(message="The logo is removed."))


def _kit(services: Services, actor: Actor, kit_id: uuid.UUID) -> KitView:
    with services.uow.read(actor) as tx:
        return services.brand_kits.get(tx, actor, kit_id)


def _read(file: UploadFile) -> bytes:
    data = file.file.read(_PICTURE_LIMIT + 1)
    if len(data) > _PICTURE_LIMIT:
        raise PayloadTooLarge("Pictures may have at most 10 MB. Save a smaller copy and try again.")
    return data
