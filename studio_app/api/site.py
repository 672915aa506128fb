"""Routes outside `/api`: health, stored pictures, shared pictures."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, RedirectResponse, Response

from studio_app.api.access import Public, Svc, optional_actor
from studio_app.api.envelope import ErrorEnvelope
from studio_app.api.pages import render
from studio_app.bootstrap import Services
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.core.actor import Actor, System
from studio_app.core.clock import utc_now
from studio_app.core.errors import NotFound
from studio_app.features.assets.types import PublicAsset
from studio_app.ports.storage import MediaFile

api = APIRouter()
_LARGE = 8_000_000  # streamed from disk instead of read into memory
_FOREVER = "public, max-age=31536000, immutable"
_SANDBOX = "sandbox; default-src 'none'"
MaybeActor = Annotated[Actor | None, Depends(optional_actor)]


@api.head("/health", dependencies=[Public], include_in_schema=False)
@api.get("/health", dependencies=[Public], tags=["health"])
async def health(request: Request) -> Response:
    """`ok`, `degraded` (the queue or storage is away: work is accepted and waits) or `down`, each dependency, and
    `warnings`: sentences about what works, but not as it should."""
    return Response(await request.app.state.health.answer(), media_type="application/json")


@api.get("/assets/{asset_id:uuid}", include_in_schema=False, dependencies=[Public])
def asset_page(asset_id: uuid.UUID) -> Response:
    """The asset's page lives in the library; `/assets/` holds the built scripts."""
    return RedirectResponse(f"/library/{asset_id}", 308)


@api.head("/media/{object_key:path}", include_in_schema=False, dependencies=[Public])
@api.get("/media/{object_key:path}", include_in_schema=False, dependencies=[Public])
def media(
    request: Request,
    object_key: str,
    services: Svc,
    e: Annotated[int, Query(ge=0, le=2**40)] = 0,
    s: Annotated[str, Query(max_length=64)] = "",
    name: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """The bytes of a stored picture: public ones for anyone, others by a signed address that ends."""
    if "\x00" in object_key:  # PostgreSQL cannot even be asked for it
        raise NotFound
    signed = bool(s) and services.links.allows(object_key, e, s, name, utc_now())
    with services.uow.read(System.PUBLIC) as tx:
        file = services.assets.media(tx, object_key, signed=signed)
        if file is None and signed:
            file = services.logos.media(tx, object_key) or services.references.media(tx, object_key) \
                or services.privacy.media(tx, object_key)
        if file is None and not signed:
            file = services.avatars.media(tx, object_key)
    if file is None:
        raise NotFound
    caching = "private, max-age=3600" if signed or not file.public else _FOREVER
    tag = f'"{object_key}"'  # the bytes under a key never change
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"Cache-Control": caching, "ETag": tag})
    response = _file(services, file, caching)
    response.headers["ETag"] = tag
    if name and signed:
        response.headers["Content-Disposition"] = f'attachment; filename="{_plain(name)}"'
    return response


@api.head("/asset/{asset_id}", dependencies=[Public], include_in_schema=False)
@api.get("/asset/{asset_id}", dependencies=[Public], tags=["assets"],
         response_class=Response, responses={
             200: {"content": {"image/*": {}, "text/html": {}}, "description": "The picture, or a page around it."},
             404: {"model": ErrorEnvelope, "description": "Not shared, or not there."},
         })
def share(request: Request, asset_id: str, services: Svc, actor: MaybeActor) -> Response:
    """The shared picture itself for image clients, a page around it for browsers."""
    page = "text/html" in request.headers.get("accept", "")
    try:
        with services.uow.read(System.PUBLIC) as tx:
            asset = services.assets.shared(tx, _id(asset_id), actor)
            file = services.assets.main_file(tx, asset.id)
    except NotFound:
        if page:
            return render("gone.html", 404, site=services.settings.site_url)
        raise
    if not page:
        return _file(services, file, "public, max-age=60" if file.public else "private, no-store")
    return _share_page(services, asset)


def _share_page(services: Services, asset: PublicAsset) -> Response:
    label = ASSET_TYPES[asset.asset_type].label
    site = services.settings.site_url
    response = render("share.html", 200, asset=asset, label=label, site=site)
    response.headers["Cache-Control"] = "public, max-age=60" if asset.is_public else "private, no-store"
    response.headers["Vary"] = "Accept, Cookie"
    return response


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NotFound from error


def _file(services: Services, file: MediaFile, caching: str) -> Response:
    headers = {
        "Cache-Control": caching,
        "Content-Security-Policy": _SANDBOX,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Vary": "Accept",
    }
    if (path := services.storage.local_path(file.object_key)) and path.stat().st_size > _LARGE:
        return FileResponse(path, 200, headers, file.content_type)
    return Response(services.storage.get(file.object_key), 200, headers, file.content_type)


def _plain(name: str) -> str:
    return "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_.")) or "download"
