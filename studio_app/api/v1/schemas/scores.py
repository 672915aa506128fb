from __future__ import annotations

import uuid
from typing import Any, Literal

from pydantic import BaseModel, Field

from studio_app.api.v1.schemas.common import Body, Moment, Text
from studio_app.features.assets.types import FeedbackView, Opinion, ScorePoint, VersionResult


class ModelOpinionOut(BaseModel):
    """What a model that looked at the picture said of it. `emotion`, `clarity` and `appeal` are its guesses, 0 to 100,
    and count for nothing in any score."""

    judged: Literal["model"]
    provider: str
    model: str
    emotion: int
    clarity: int
    appeal: int
    summary: str
    advice: list[str]


class ScoreOut(BaseModel):
    """`viral_score` is a potential by rules, never a promise of clicks. `parts` are the sub-scores with their raw
    measures, `marks` boxes in pixels of the asset; a suggestion with a `fix` can be carried out by `POST …/fixes`.
    `opinion` is null unless a model looked at this revision."""

    asset_id: uuid.UUID
    viral_score: int
    viral_suggestions: list[str]
    version: str
    profile: str
    parts: list[dict[str, Any]]
    marks: list[dict[str, Any]]
    suggestions: list[dict[str, Any]]
    consistency_score: int | None
    consistency: dict[str, Any]
    opinion: ModelOpinionOut | None

    @classmethod
    def of(cls, asset_id: uuid.UUID, opinion: Opinion) -> ScoreOut:
        score = opinion.score
        return cls(
            asset_id=asset_id, viral_score=opinion.total,
            viral_suggestions=[suggestion["message"] for suggestion in score["suggestions"]],
            version=score["version"], profile=score["profile"], parts=score["parts"], marks=score["marks"],
            suggestions=score["suggestions"], consistency_score=opinion.consistency, consistency=opinion.brand,
            opinion=ModelOpinionOut(**opinion.by_model) if opinion.by_model else None,
        )


class ScorePointOut(BaseModel):
    revision: int
    version: str
    viral_score: int
    consistency_score: int | None
    parts: dict[str, int]
    measured_at: Moment

    @classmethod
    def of(cls, point: ScorePoint) -> ScorePointOut:
        return cls(
            revision=point.revision, version=point.version, viral_score=point.total,
            consistency_score=point.consistency, parts=point.parts, measured_at=point.measured_at,
        )


class ScoresOut(BaseModel):
    asset_id: uuid.UUID
    scores: list[ScorePointOut]


class FixBody(Body):
    """Which suggestion of the last measurement to carry out: of the viral score or of brand consistency."""

    kind: Literal["score", "consistency"] = "score"
    index: int = Field(ge=0, le=20)
    revision: int | None = Field(default=None, ge=1)


class FeedbackBody(Body):
    rating: Literal[-1, 1]
    reason: Text = Field(default="", max_length=40)
    comment: Text = Field(default="", max_length=500)


class FeedbackOut(BaseModel):
    rating: int
    reason: str
    comment: str
    given_at: Moment

    @classmethod
    def of(cls, feedback: FeedbackView) -> FeedbackOut:
        return cls(
            rating=feedback.rating, reason=feedback.reason, comment=feedback.comment, given_at=feedback.given_at
        )


class VersionResultOut(BaseModel):
    prompt_version: str
    asset_type: str
    assets: int
    mean_score: float | None
    thumbs_up: int
    thumbs_down: int
    regenerate_rate: float

    @classmethod
    def of(cls, result: VersionResult) -> VersionResultOut:
        return cls(
            prompt_version=result.prompt_version, asset_type=result.asset_type, assets=result.assets,
            mean_score=None if result.mean_score is None else round(result.mean_score, 1), thumbs_up=result.thumbs_up,
            thumbs_down=result.thumbs_down, regenerate_rate=round(result.regenerated / result.assets, 4),
        )


class VersionResultsOut(BaseModel):
    results: list[VersionResultOut]
