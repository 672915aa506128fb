"""Editing an asset afterwards: its scene, a live preview of a change, its revisions."""

from __future__ import annotations

import contextlib
import uuid
from typing import Annotated

from fastapi import Path
from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Svc
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import Key, router
from studio_app.api.v1.schemas.assets import AssetOut
from studio_app.api.v1.schemas.generation import JobOut
from studio_app.api.v1.schemas.scenes import (
    ChangeBody,
    ChangeOut,
    RevisionOut,
    RevisionsOut,
    SceneBody,
    SceneOut,
    ScenePreviewBody,
    ScenePreviewOut,
)
from studio_app.features.generation.types import NotPainted

api = router("scenes")
Number = Annotated[int, Path(ge=1, le=1_000_000)]


@api.get("/assets/{asset_id}/scene", response_model=Envelope[SceneOut])
def get_scene(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        return reply(SceneOut.of(services.scenes.get(tx, actor, asset_id)))


@api.patch("/assets/{asset_id}/scene", response_model=Envelope[AssetOut])
def edit_scene(asset_id: uuid.UUID, body: SceneBody, actor: CurrentActor, services: Svc) -> Response:
    """Change text, fonts, colours, logo or crop and draw the asset again, at no cost. The files get new addresses."""
    services.limiter.hit(services.settings.edit_limit, "edit", str(actor.user_id))
    services.scenes.edit(actor, asset_id, body.edits, revision=body.revision)
    with services.uow.read(actor) as tx:
        return reply(AssetOut.of(services.assets.get(tx, actor, asset_id)))


@api.post("/assets/{asset_id}/scene/preview", response_model=Envelope[ScenePreviewOut])
def preview_scene(asset_id: uuid.UUID, body: ScenePreviewBody, actor: CurrentActor, services: Svc) -> Response:
    """What the asset would look like with these edits. Nothing is stored."""
    services.limiter.hit(services.settings.preview_limit, "preview", str(actor.user_id))
    return reply(ScenePreviewOut.of(services.scenes.preview(actor, asset_id, body.edits, body.width)))


@api.get("/assets/{asset_id}/revisions", response_model=Envelope[RevisionsOut])
def list_revisions(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        found = services.scenes.history(tx, actor, asset_id)
    return reply(RevisionsOut(asset_id=asset_id, revisions=[RevisionOut.of(revision) for revision in found]))


@api.post("/assets/{asset_id}/revisions/{number}/restore", response_model=Envelope[AssetOut])
def restore_revision(asset_id: uuid.UUID, number: Number, actor: CurrentActor, services: Svc) -> Response:
    """Draw an earlier revision again, as a new one."""
    services.limiter.hit(services.settings.edit_limit, "edit", str(actor.user_id))
    services.scenes.revert(actor, asset_id, number)
    with services.uow.read(actor) as tx:
        return reply(AssetOut.of(services.assets.get(tx, actor, asset_id)))


@api.post("/assets/{asset_id}/changes", response_model=Envelope[ChangeOut])
def change_asset(
    asset_id: uuid.UUID, body: ChangeBody, actor: CurrentActor, services: Svc, idempotency_key: Key = None
) -> Response:
    """Change an asset in plain words. What our own rules understand is done at once and costs nothing. The rest goes to
    the image model when it painted the asset: then a new asset is made, which costs one unit."""
    services.limiter.hit(services.settings.edit_limit, "edit", str(actor.user_id))
    wish = services.scenes.wish(actor, asset_id, body.instruction)
    job = None
    if wish.not_understood and services.painter.provider != "local":
        with contextlib.suppress(NotPainted):
            job = services.generation.change(actor, asset_id, body.instruction, idempotency_key).job
    return reply(
        ChangeOut(
            asset_id=asset_id, understood=[*wish.understood], not_understood=[*wish.not_understood],
            edited=wish.edited, job=JobOut.of(job) if job else None,
        )
    )
