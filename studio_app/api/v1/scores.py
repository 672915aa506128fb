"""Measuring assets: viral score and brand consistency with one-click fixes; thumbs; how prompt versions do."""

from __future__ import annotations

import uuid

from fastapi.responses import Response

from studio_app.api.access import AdminActor, CurrentActor, Svc
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.assets import AssetOut
from studio_app.api.v1.schemas.common import Message
from studio_app.api.v1.schemas.scores import (
    FeedbackBody,
    FeedbackOut,
    FixBody,
    ScoreOut,
    ScorePointOut,
    ScoresOut,
    VersionResultOut,
    VersionResultsOut,
)
from studio_app.bootstrap import Services
from studio_app.core.actor import Actor, System
from studio_app.core.errors import NotFound

api = router("scores")


@api.post("/assets/{asset_id}/score", response_model=Envelope[ScoreOut])
def score_asset(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Measure the asset as it is now."""
    services.limiter.hit(services.settings.edit_limit, "score", str(actor.user_id))
    services.scores.score(actor, asset_id)
    return reply(_opinion(services, actor, asset_id))


@api.get("/assets/{asset_id}/score", response_model=Envelope[ScoreOut])
def get_score(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """The last measurement; 404 when there is none yet."""
    return reply(_opinion(services, actor, asset_id))


@api.get("/assets/{asset_id}/scores", response_model=Envelope[ScoresOut])
def list_scores(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Every measurement, oldest first."""
    with services.uow.read(actor) as tx:
        points = services.scores.history(tx, actor, asset_id)
    return reply(ScoresOut(asset_id=asset_id, scores=[ScorePointOut.of(point) for point in points]))


@api.post("/assets/{asset_id}/fixes", response_model=Envelope[AssetOut])
def fix_asset(asset_id: uuid.UUID, body: FixBody, actor: CurrentActor, services: Svc) -> Response:
    """Carry out a suggestion: the asset is drawn and measured again."""
    services.limiter.hit(services.settings.edit_limit, "edit", str(actor.user_id))
    services.scores.fix(actor, asset_id, body.kind, body.index, revision=body.revision)
    with services.uow.read(actor) as tx:
        return reply(AssetOut.of(services.assets.get(tx, actor, asset_id)))


@api.put("/assets/{asset_id}/feedback", response_model=Envelope[FeedbackOut])
def give_feedback(asset_id: uuid.UUID, body: FeedbackBody, actor: CurrentActor, services: Svc) -> Response:
    """A thumb up or down, with a reason. A second one replaces the first."""
    with services.uow.write(actor) as tx:
        given = services.feedback.give(tx, actor, asset_id, body.rating, body.reason, body.comment)
    return reply(FeedbackOut.of(given))


@api.get("/assets/{asset_id}/feedback", response_model=Envelope[FeedbackOut])
def get_feedback(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """The thumb given; 404 when there is none yet."""
    with services.uow.read(actor) as tx:
        found = services.feedback.of(tx, actor, asset_id)
    if found is None:
        raise NotFound
    return reply(FeedbackOut.of(found))


@api.delete("/assets/{asset_id}/feedback", response_model=Envelope[Message])
def take_feedback_back(asset_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """No thumb any more."""
    with services.uow.write(actor) as tx:
        services.feedback.take_back(tx, actor, asset_id)
    return reply(Message(message="Your thumb is taken back."))


@api.get("/admin/prompt-versions", response_model=Envelope[VersionResultsOut])
def prompt_versions(actor: AdminActor, services: Svc) -> Response:
    """Score, thumbs and how often people asked again, per prompt version and asset type."""
    with services.uow.read(System.WORKER) as tx:
        results = services.feedback.results(tx)
    return reply(VersionResultsOut(results=[VersionResultOut.of(result) for result in results]))


def _opinion(services: Services, actor: Actor, asset_id: uuid.UUID) -> ScoreOut:
    with services.uow.read(actor) as tx:
        opinion = services.scores.opinion(tx, actor, asset_id)
    if opinion is None:
        raise NotFound("This asset was not measured yet.")
    return ScoreOut.of(asset_id, opinion)
