"""The one tree of expected faults: each has a stable code, a status and a sentence a user can act on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class StudioError(Exception):
    """An expected fault. `message` is shown to people as it stands; `details` is machine-readable JSON."""

    code = "INTERNAL"
    status = 500
    message = "Something went wrong on our side. Try again; if it stays, send us the request id."

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        details: Mapping[str, Any] | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.message = message or type(self).message
        self.code = code or type(self).code
        self.details = dict(details) if details else None
        self.retry_after = retry_after
        super().__init__(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by its state: faults cross process borders, and a subclass may take other arguments than these."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(kind: type[StudioError], args: tuple[Any, ...], state: dict[str, Any]) -> StudioError:
    fault = kind.__new__(kind, *args)
    fault.__dict__.update(state)
    return fault


class MalformedRequest(StudioError):
    code, status = "MALFORMED_REQUEST", 400
    message = "The request could not be read. Send valid JSON."


class Unauthenticated(StudioError):
    code, status = "UNAUTHENTICATED", 401
    message = "Sign in to go on."


class InvalidToken(StudioError):
    code, status = "INVALID_TOKEN", 401
    message = "Your session has ended. Sign in again."


class Forbidden(StudioError):
    code, status = "FORBIDDEN", 403
    message = "You may not do this."


class CsrfFailed(StudioError):
    code, status = "CSRF_FAILED", 403
    message = "This request did not come from our page. Reload the page and try again."


class NotFound(StudioError):
    code, status = "NOT_FOUND", 404
    message = "We could not find that. It may have been deleted, or the link is wrong."


class MethodNotAllowed(StudioError):
    code, status = "METHOD_NOT_ALLOWED", 405
    message = "This address does not take that method."


class Conflict(StudioError):
    code, status = "CONFLICT", 409
    message = "Something else changed this first. Reload and try again."


class PayloadTooLarge(StudioError):
    code, status = "PAYLOAD_TOO_LARGE", 413
    message = "That is too large. Send something smaller."


class UnsupportedMediaType(StudioError):
    code, status = "UNSUPPORTED_MEDIA_TYPE", 415
    message = "Send the body as application/json."


class ValidationFailed(StudioError):
    code, status = "VALIDATION_ERROR", 422
    message = "Some of what you sent does not fit. See details."


class RateLimited(StudioError):
    code, status = "RATE_LIMITED", 429
    message = "Too many requests. Wait a moment and try again."


class Unavailable(StudioError):
    code, status = "SERVICE_UNAVAILABLE", 503
    message = "We are overloaded right now. Try again in a few seconds."
