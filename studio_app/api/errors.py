"""Every fault of every kind in the one error shape."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from studio_app.api.envelope import refuse
from studio_app.core import errors
from studio_app.core.errors import StudioError

log = structlog.get_logger(__name__)
_BY_STATUS: dict[int, type[StudioError]] = {
    400: errors.MalformedRequest,
    401: errors.Unauthenticated,
    403: errors.Forbidden,
    404: errors.NotFound,
    405: errors.MethodNotAllowed,
    413: errors.PayloadTooLarge,
    415: errors.UnsupportedMediaType,
    429: errors.RateLimited,
}


def install(app: FastAPI) -> None:
    app.add_exception_handler(StudioError, _expected)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _expected(_request: Request, error: Exception) -> Response:
    assert isinstance(error, StudioError)
    if error.status >= 500:
        log.warning("request.failed", code=error.code, details=error.details)
    return refuse(error)


async def _validation(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if any(problem["type"] == "json_invalid" for problem in error.errors()):
        return refuse(errors.MalformedRequest())
    fields: dict[str, list[dict[str, str]]] = {}
    for problem in error.errors():
        fields.setdefault(_field(problem["loc"]), []).append({"message": _sentence(problem)})
    first_field, first = next(iter(fields.items()))
    return refuse(errors.ValidationFailed(f"{first_field}: {first[0]['message']}", details={"fields": fields}))


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = refuse(_BY_STATUS.get(error.status_code, StudioError)())
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("request.crashed", path=request.url.path, exc_info=error)
    return refuse(StudioError())


def _field(location: tuple[Any, ...]) -> str:
    """`("body", "fonts", "headline")` -> `fonts.headline`."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])


def _sentence(problem: Any) -> str:
    """Pydantic's own words, without what was sent: it may have been a password."""
    message = str(problem["msg"]).removeprefix("Value error, ")
    return message if message.endswith(".") else f"{message}."
