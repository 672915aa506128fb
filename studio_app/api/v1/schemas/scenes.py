from __future__ import annotations

import base64
import uuid
from typing import Any

from pydantic import BaseModel, Field

from studio_app.api.v1.schemas.common import Body, Moment, Text
from studio_app.api.v1.schemas.generation import JobOut
from studio_app.features.assets.types import RevisionView, ScenePreview, SceneView


class SceneBody(Body):
    """`edits` is merged into what was edited before, field by field; null sets a field back. With `revision`, the
    change is made only when nobody edited the asset since."""

    edits: dict[str, Any]
    revision: int | None = Field(default=None, ge=1)


class ScenePreviewBody(Body):
    edits: dict[str, Any] = {}
    width: int = Field(default=960, ge=64, le=1280)


class SceneOut(BaseModel):
    """`scene.brief` is what was asked for, `scene.edits` what was changed since, `layout` where everything stands."""

    asset_id: uuid.UUID
    revision: int
    scene: dict[str, Any]
    layout: dict[str, Any]

    @classmethod
    def of(cls, scene: SceneView) -> SceneOut:
        shown = {name: value for name, value in scene.scene.items() if not name.endswith("_key")}
        return cls(asset_id=scene.asset_id, revision=scene.revision, scene=shown, layout=scene.layout)


class ScenePreviewOut(BaseModel):
    image_url: str
    width: int
    height: int
    layout: dict[str, Any]

    @classmethod
    def of(cls, preview: ScenePreview) -> ScenePreviewOut:
        data = base64.b64encode(preview.data).decode()
        return cls(
            image_url=f"data:image/webp;base64,{data}", width=preview.width, height=preview.height,
            layout=preview.layout,
        )


class RevisionOut(BaseModel):
    number: int
    cause: str
    title: str
    edits: dict[str, Any]
    created_at: Moment

    @classmethod
    def of(cls, revision: RevisionView) -> RevisionOut:
        return cls(
            number=revision.number, cause=revision.cause, title=revision.title, edits=revision.edits,
            created_at=revision.created_at,
        )


class RevisionsOut(BaseModel):
    asset_id: uuid.UUID
    revisions: list[RevisionOut]


class ChangeBody(Body):
    """A change in plain words, such as "make the title bigger" or "only warmer light"."""

    instruction: Text = Field(min_length=1, max_length=2000)


class ChangeOut(BaseModel):
    """What of the wish was understood by rule and done at once; `job` is there when an image model works on it."""

    asset_id: uuid.UUID
    understood: list[str]
    not_understood: list[str]
    edited: bool
    job: JobOut | None
