"""Assets: find, share, download, delete and bring back."""

from __future__ import annotations

import uuid
from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Public, Svc
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import Cursor, Limit, Offset, pagination, router
from studio_app.api.v1.schemas.assets import (
    AssetListOut,
    AssetOut,
    DownloadOut,
    PreflightOut,
    PublicAssetOut,
    VisibilityBody,
)
from studio_app.api.v1.schemas.common import Message, Text
from studio_app.core.actor import System
from studio_app.features.assets.types import AssetFilter

api = router("assets")


@api.get("/assets", response_model=Envelope[AssetListOut])
def list_assets(
    actor: CurrentActor,
    services: Svc,
    asset_type: Annotated[Text | None, Query(max_length=40)] = None,
    brand_kit_id: uuid.UUID | None = None,
    job_id: uuid.UUID | None = None,
    is_public: bool | None = None,
    q: Annotated[Text | None, Query(max_length=140)] = None,
    sort: Literal["newest", "oldest"] = "newest",
    limit: Limit = 20,
    offset: Offset = 0,
    cursor: Cursor = None,
) -> Response:
    wanted = AssetFilter(asset_type, brand_kit_id, job_id, is_public, q, sort)
    with services.uow.read(actor) as tx:
        page = services.assets.browse(tx, actor, wanted, limit=limit, offset=offset, cursor=cursor)
    body = AssetListOut(
        assets=[AssetOut.of(asset) for asset in page.assets], total=page.total, limit=limit, offset=offset
    )
    return reply(body, pagination=pagination(page.next_cursor, page.total))


@api.get("/assets/{asset_id}", response_model=Envelope[AssetOut])
def get_asset(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        return reply(AssetOut.of(services.assets.get(tx, actor, asset_id)))


@api.put("/assets/{asset_id}/visibility", response_model=Envelope[AssetOut])
def set_visibility(asset_id: uuid.UUID, body: VisibilityBody, actor: CurrentActor, services: Svc) -> Response:
    """Share or hide. Hiding moves the picture: addresses given out before answer 404 here, and go on showing it only
    where a browser or a CDN still holds a copy."""
    return reply(AssetOut.of(services.assets.set_visibility(actor, asset_id, body.is_public)))


@api.get("/assets/{asset_id}/download", response_model=Envelope[DownloadOut])
def download(
    asset_id: uuid.UUID,
    actor: CurrentActor,
    services: Svc,
    format: Annotated[Literal["png", "jpeg", "webp", "avif", "gif", "apng", "webm"] | None, Query()] = None,
    size: Annotated[Text | None, Query(pattern=r"^[0-9]{1,5}x[0-9]{1,5}$")] = None,
    effect: Annotated[Literal["bounce", "shake", "spin", "pulse", "wipe"] | None, Query()] = None,
    provenance: Literal["keep", "strip"] = "strip",
) -> Response:
    """A temporary address of the asset: in another format, at another size that a platform takes (`size=56x56`), or
    moving (`effect`). With `provenance=keep` the file says what made it."""
    if size is not None or effect is not None or format == "avif" or provenance == "keep":
        services.limiter.hit(services.settings.edit_limit, "export", str(actor.user_id))
    wide, _, tall = (size or "").partition("x")
    found = services.exports.download(
        actor, asset_id, format=format, size=(int(wide), int(tall)) if size else None, effect=effect,
        provenance=provenance == "keep",
    )
    return reply(DownloadOut.of(found))


@api.get("/assets/{asset_id}/package", response_model=Envelope[DownloadOut])
def download_package(
    asset_id: uuid.UUID,
    actor: CurrentActor,
    services: Svc,
    effect: Annotated[Literal["bounce", "shake", "spin", "pulse", "wipe"] | None, Query()] = None,
    provenance: Literal["keep", "strip"] = "keep",
) -> Response:
    """A temporary address of a ZIP with every file that the asset's platforms take, and a checklist."""
    services.limiter.hit(services.settings.edit_limit, "export", str(actor.user_id))
    return reply(
        DownloadOut.of(services.exports.package(actor, asset_id, effect=effect, provenance=provenance == "keep"))
    )


@api.get("/assets/{asset_id}/preflight", response_model=Envelope[PreflightOut])
def get_preflight(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Whether each platform will take each file of the asset, check by check."""
    services.limiter.hit(services.settings.edit_limit, "export", str(actor.user_id))
    return reply(PreflightOut.of(asset_id, services.exports.report(actor, asset_id)))


@api.delete("/assets/{asset_id}", response_model=Envelope[Message])
def delete_asset(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Gone from every page at once; the bytes are removed after 30 days in the trash."""
    with services.uow.write(actor) as tx:
        services.assets.delete(tx, actor, asset_id)
    return reply(Message(message="The asset is deleted. You can bring it back for 30 days."))


@api.post("/assets/{asset_id}/restore", response_model=Envelope[AssetOut])
def restore_asset(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write(actor) as tx:
        return reply(AssetOut.of(services.assets.restore(tx, actor, asset_id)))


@api.get("/asset/{asset_id}", dependencies=[Public], response_model=Envelope[PublicAssetOut])
def shared_asset(asset_id: uuid.UUID, services: Svc) -> Response:
    """What anyone may know of a shared asset."""
    with services.uow.read(System.PUBLIC) as tx:
        return reply(PublicAssetOut.of(services.assets.shared(tx, asset_id, None)))
