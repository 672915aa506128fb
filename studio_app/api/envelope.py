"""The one envelope of every answer: `{data, meta}` or `{error, meta}`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from fastapi.responses import Response
from pydantic import BaseModel

from studio_app.api.context import current
from studio_app.core.clock import iso, utc_now
from studio_app.core.errors import StudioError

T = TypeVar("T")


class Pagination(BaseModel):
    next_cursor: str | None
    has_more: bool
    total: int | None = None


class Meta(BaseModel):
    request_id: str
    timestamp: str
    pagination: Pagination | None = None


class Envelope(BaseModel, Generic[T]):
    data: T
    meta: Meta


class ErrorBody(BaseModel):
    message: str
    code: str
    details: dict[str, Any] | None


class ErrorEnvelope(BaseModel):
    error: ErrorBody
    meta: Meta


def reply(
    data: BaseModel,
    status: int = 200,
    *,
    pagination: Pagination | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A success. The model is written once, straight to bytes."""
    body = data.model_dump_json()
    if not current().bare:
        page = f',"pagination":{pagination.model_dump_json()}' if pagination else ""
        body = f'{{"data":{body},"meta":{_meta()}{page}}}}}'
    return Response(body, status, headers, "application/json")


def refuse(fault: StudioError) -> Response:
    """A fault. Errors keep the envelope everywhere, `/compat` included."""
    error = json.dumps({"message": fault.message, "code": fault.code, "details": fault.details})
    headers = {"Retry-After": str(max(1, round(fault.retry_after)))} if fault.retry_after else None
    return Response(f'{{"error":{error},"meta":{_meta()}}}}}', fault.status, headers, "application/json")


def _meta() -> str:
    """The opening of a meta object: the caller closes the brace."""
    return f'{{"request_id":"{current().request_id}","timestamp":"{iso(utc_now())}"'
