"""What Twitch takes: single assets under their short names, packs, sizes."""

from __future__ import annotations

import math
import uuid

from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Public, Svc
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import Key, router
from studio_app.api.v1.schemas.assets import AssetOut
from studio_app.api.v1.schemas.generation import JobOut
from studio_app.api.v1.schemas.twitch import DimensionOut, DimensionsOut, PackBody, PackOut, TwitchBody, TwitchJobOut
from studio_app.bootstrap import Services
from studio_app.catalog.asset_types import ASSET_TYPES, AssetType
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound
from studio_app.features.assets.types import AssetFilter
from studio_app.features.generation.types import Accepted, JobView
from studio_app.imaging.engine import working_size

api = router("twitch")


@api.post("/twitch/generate", status_code=202, response_model=Envelope[TwitchJobOut])
def twitch_generate(body: TwitchBody, actor: CurrentActor, services: Svc, idempotency_key: Key = None) -> Response:
    """Accept one Twitch asset; watch the job as any other."""
    accepted = services.generation.request(actor, body.command(), idempotency_key)
    job = accepted.job
    out = TwitchJobOut(job_id=job.id, id=job.id, status=job.status, asset_type=job.asset_type)
    return reply(out, 202, headers=_replayed(accepted))


@api.post("/twitch/packs", status_code=202, response_model=Envelope[PackOut])
def order_pack(body: PackBody, actor: CurrentActor, services: Svc, idempotency_key: Key = None) -> Response:
    """Accept a whole pack, all of it or nothing. With `master_asset_id` every asset takes over the look of that one."""
    accepted = services.generation.request_pack(actor, body.pack_type, body.wish(), idempotency_key)
    return reply(_pack(services, actor, accepted.job), 202, headers=_replayed(accepted))


@api.get("/twitch/packs/{pack_id}", response_model=Envelope[PackOut])
def get_pack(pack_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        job = services.generation.get(tx, actor, pack_id)
    if not job.pack or not job.children:
        raise NotFound
    return reply(_pack(services, actor, job))


@api.get("/twitch/dimensions", dependencies=[Public], response_model=Envelope[DimensionsOut])
def dimensions() -> Response:
    """The sizes at which Twitch assets are drawn and delivered."""
    twitch = [kind for kind in ASSET_TYPES.values() if "twitch" in kind.platforms]
    return reply(DimensionsOut(dimensions=[_dimension(kind) for kind in twitch]))


def _dimension(kind: AssetType) -> DimensionOut:
    width, height = working_size(kind)
    common = math.gcd(kind.width, kind.height)
    return DimensionOut(
        asset_type=kind.id, label=kind.label, generation_size=f"{width}x{height}",
        export_size=f"{kind.width}x{kind.height}", aspect_ratio=f"{kind.width // common}:{kind.height // common}",
    )


def _pack(services: Services, actor: Actor, job: JobView) -> PackOut:
    with services.uow.read(actor) as tx:
        page = services.assets.browse(tx, actor, AssetFilter(job_id=job.id, sort="oldest"), limit=100)
    return PackOut(
        pack_id=job.id, id=job.id, pack_type=job.pack, status=job.status,  # type: ignore[arg-type]
        progress=job.progress_percent, total_assets=job.total_assets, completed_assets=job.completed_assets,
        failed_assets=job.failed_assets, assets=[AssetOut.of(asset) for asset in page.assets],
        jobs=[JobOut.of(child) for child in job.children],
    )


def _replayed(accepted: Accepted) -> dict[str, str] | None:
    return {"Idempotent-Replayed": "true"} if accepted.replayed else None
