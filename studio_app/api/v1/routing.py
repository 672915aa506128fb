"""How routers of this version are made: one error shape documented on every route."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query

from studio_app.api.envelope import ErrorEnvelope, Pagination

Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Cursor = Annotated[str | None, Query(max_length=400)]
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=255)]

_DOCUMENTED = {
    400: "The body is not valid JSON.",
    401: "Not signed in, or the session has ended.",
    403: "Not allowed, or the plan's limit is reached.",
    404: "Not found, or not yours.",
    409: "The state does not allow it.",
    413: "The body is too large.",
    415: "The body is not application/json.",
    422: "A field does not fit; `details.fields` says which.",
    429: "Too many requests; `Retry-After` says when to come back.",
    503: "A part of the service is away; `Retry-After` says when to come back.",
}


def router(tag: str) -> APIRouter:
    responses: dict[int | str, dict[str, Any]] = {
        status: {"model": ErrorEnvelope, "description": text} for status, text in _DOCUMENTED.items()
    }
    return APIRouter(prefix="/api/v1", tags=[tag], responses=responses)


def pagination(next_cursor: str | None, total: int | None) -> Pagination:
    return Pagination(next_cursor=next_cursor, has_more=next_cursor is not None, total=total)
