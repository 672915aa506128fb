"""Generation: ask for an asset, watch the job, cancel it; previews."""

from __future__ import annotations

import base64
import uuid
from typing import Annotated, Literal

from fastapi import Depends, Query
from fastapi.responses import Response, StreamingResponse

from studio_app.api.access import CurrentActor, Public, Svc, Visitor, optional_actor
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.previewing import preview_command
from studio_app.api.v1.routing import Cursor, Key, Limit, Offset, pagination, router
from studio_app.api.v1.schemas.assets import AssetOut, JobAssetsOut
from studio_app.api.v1.schemas.common import Text
from studio_app.api.v1.schemas.generation import BatchBody, GenerateBody, JobListOut, JobOut, PreviewBody, PreviewOut
from studio_app.core.actor import Actor
from studio_app.features.assets.types import AssetFilter
from studio_app.features.generation.types import Accepted

api = router("generation")
Status = Annotated[
    Literal["queued", "processing", "completed", "failed", "partial", "cancelled"] | None, Query()
]


@api.post("/generate", status_code=202, response_model=Envelope[JobOut])
def generate(body: GenerateBody, actor: CurrentActor, services: Svc, idempotency_key: Key = None) -> Response:
    """Accept a job and answer at once. The same `Idempotency-Key` gives the same job for 24 hours."""
    return accepted_reply(services.generation.request(actor, body.command(), idempotency_key))


@api.post("/generate/batch", status_code=202, response_model=Envelope[JobOut])
def generate_batch(body: BatchBody, actor: CurrentActor, services: Svc, idempotency_key: Key = None) -> Response:
    """Accept up to 15 assets at once, all or none; the answer is the batch, a job that sums up its `jobs`."""
    return accepted_reply(services.generation.request_batch(actor, body.command(), idempotency_key))


def accepted_reply(accepted: Accepted) -> Response:
    headers = {"Idempotent-Replayed": "true"} if accepted.replayed else None
    return reply(JobOut.of(accepted.job), 202, headers=headers)


@api.post("/previews", dependencies=[Public], response_model=Envelope[PreviewOut])
def preview(
    body: PreviewBody, services: Svc, visitor: Visitor, actor: Annotated[Actor | None, Depends(optional_actor)]
) -> Response:
    """Draw a picture to look at. Nothing is stored or counted."""
    settings = services.settings
    limit, who = (settings.preview_limit, str(actor.user_id)) if actor else (settings.demo_limit, visitor.counted_as)
    services.limiter.hit(limit, "preview", who)
    made = services.previews.draw(preview_command(services, actor, body))
    data = base64.b64encode(made.data).decode()
    return reply(
        PreviewOut(
            image_url=f"data:image/webp;base64,{data}", width=made.width, height=made.height,
            milliseconds=made.milliseconds, layout=made.layout,
        )
    )


@api.get("/jobs", response_model=Envelope[JobListOut])
def list_jobs(
    actor: CurrentActor,
    services: Svc,
    status: Status = None,
    asset_type: Annotated[Text | None, Query(max_length=40)] = None,
    parent_job_id: Annotated[uuid.UUID | None, Query()] = None,
    limit: Limit = 20,
    offset: Offset = 0,
    cursor: Cursor = None,
) -> Response:
    """Jobs and batches, newest first; with `parent_job_id` the jobs of that batch."""
    with services.uow.read(actor) as tx:
        page = services.generation.browse(
            tx, actor, status=status, asset_type=asset_type, parent_job_id=parent_job_id, limit=limit, offset=offset,
            cursor=cursor,
        )
    body = JobListOut(jobs=[JobOut.of(job) for job in page.jobs], total=page.total, limit=limit, offset=offset)
    return reply(body, pagination=pagination(page.next_cursor, page.total))


@api.get("/jobs/{job_id}", response_model=Envelope[JobOut])
def get_job(job_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        return reply(JobOut.of(services.generation.get(tx, actor, job_id)))


@api.get("/jobs/{job_id}/assets", response_model=Envelope[JobAssetsOut])
def job_assets(job_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        services.generation.get(tx, actor, job_id)
        page = services.assets.browse(tx, actor, AssetFilter(job_id=job_id), limit=100)
    return reply(JobAssetsOut(assets=[AssetOut.of(asset) for asset in page.assets]))


@api.get("/jobs/{job_id}/package", response_class=Response, responses={200: {"content": {"application/zip": {}}}})
def job_package(job_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Everything that a job or a batch made as one ZIP: a folder for each platform, upload-ready names, a checklist."""
    with services.uow.read(actor) as tx:
        job = services.generation.get(tx, actor, job_id)
    services.limiter.hit(services.settings.package_limit, "package", str(actor.user_id))
    pieces = services.exports.package_of_job(actor, job_id)
    name = f"streamer-studio-{job.pack or job.asset_type}-{str(job.id)[:8]}.zip".replace("_", "-")
    return StreamingResponse(
        pieces, media_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@api.delete("/jobs/{job_id}", response_model=Envelope[JobOut])
def cancel_job(job_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Cancel a job that has not ended, or all that is left of a batch. Units of what was not made are given back."""
    return reply(JobOut.of(services.generation.cancel(actor, job_id)))


@api.post("/jobs/{job_id}/retry", status_code=202, response_model=Envelope[JobOut])
def retry_job(job_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Ask again for what a job or a batch did not give. A new one is made, and the same one however often it is
    asked."""
    return reply(JobOut.of(services.generation.retry(actor, job_id)), 202)
