from __future__ import annotations

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from studio_app.api.v1.schemas.common import Body, Moment
from studio_app.features.privacy.types import ExportView


class ConfirmBody(Body):
    """`password` may be left out by who signs in elsewhere and has none: her session must be fresh instead."""

    password: Annotated[str, StringConstraints(strip_whitespace=False, max_length=10_000)] = ""


class CloseBody(ConfirmBody):
    confirmation: Literal["DELETE"]


class ClosingOut(BaseModel):
    message: str
    purge_after: Moment


class ExportOut(BaseModel):
    """`status` is queued, ready or failed. A ready one can be downloaded until `expires_at`."""

    id: uuid.UUID
    status: str
    file_size: int | None
    created_at: Moment
    expires_at: Moment | None

    @classmethod
    def of(cls, view: ExportView) -> ExportOut:
        return cls(
            id=view.id, status=view.status, file_size=view.file_size, created_at=view.created_at,
            expires_at=view.expires_at,
        )


class ExportsOut(BaseModel):
    exports: list[ExportOut]


class ExportLinkOut(BaseModel):
    url: str
    download_url: str
    expires_at: Moment
