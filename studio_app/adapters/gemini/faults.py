"""Turns the vendor's errors into the port's faults.

Nothing of the vendor's own words goes further: its messages can quote the key. Only the HTTP status and names made of
capitals (`RESOURCE_EXHAUSTED`) are kept, in `details`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import httpx2
from google.genai import errors

from studio_app.adapters.gemini.transport import AnswerTooLarge
from studio_app.ports.image_generation import (
    BadProviderOutput,
    GenerationFault,
    ProviderBusy,
    ProviderMisconfigured,
    ProviderUnavailable,
)

_SAFE_NAME = re.compile(r"[A-Z][A-Z0-9_]{1,60}\Z")
_SECONDS = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)s?\Z")
_MAX_DELAY = 86_400.0

_DAILY = "The image model's allowance for today is used up. Your plan was not charged. Try again tomorrow."
_REFUSED = "The image model could not read this request. Your plan was not charged. Use shorter or other words."
_TOO_LARGE = "The image model's answer was far too large to be a picture. Your plan was not charged. Try other words."
_UNREADABLE = "The image model's answer could not be read. Your plan was not charged. Try again in a minute."
_SLOW = "The image model took too long. Your plan was not charged. Try again in a minute."


def to_fault(error: Exception) -> GenerationFault | None:
    """The port's fault for `error`; None when it is not the vendor's and should surface as it is."""
    if isinstance(error, errors.APIError):
        return _api_fault(error)
    if isinstance(error, AnswerTooLarge):
        return BadProviderOutput(_TOO_LARGE, retry=False, details={"reason": "too_large"})
    if isinstance(
        error, (httpx2.LocalProtocolError, httpx2.InvalidURL, httpx2.UnsupportedProtocol, UnicodeEncodeError)
    ):
        # A key or an address with characters that no header or URL can carry.
        return ProviderMisconfigured(details={"reason": type(error).__name__})
    if isinstance(error, httpx2.TimeoutException):
        return ProviderUnavailable(_SLOW, details={"reason": type(error).__name__})
    if isinstance(error, (httpx2.HTTPError, OSError)):
        return ProviderUnavailable(details={"reason": type(error).__name__})
    if isinstance(error, (ValueError, TypeError, LookupError, AttributeError, RecursionError)):
        # The SDK's ways to say that a 200 was not its JSON: bad or bottomless JSON, bad base64, a field of the wrong
        # type.
        return BadProviderOutput(_UNREADABLE, details={"reason": "unreadable_answer", "error": type(error).__name__})
    return None


def _api_fault(error: errors.APIError) -> GenerationFault:
    infos = list(_infos(error.details))
    reason = _safe(next((info["reason"] for info in infos if "reason" in info), None))
    known = {"http_status": error.code, "vendor_status": _safe(error.status), "vendor_reason": reason}
    details: dict[str, object] = {name: value for name, value in known.items() if value is not None}
    if error.code == 429:
        return _quota_fault(infos, details, _header_delay(error))
    if _refuses_us(error.code, error.status, reason):
        return ProviderMisconfigured(details=details)
    if error.code == 503:
        return ProviderBusy(details=details, retry_after=_delay(infos) or _header_delay(error))
    if error.code >= 500 or error.code in (408, 499):
        return ProviderUnavailable(details=details, retry_after=_delay(infos) or _header_delay(error))
    return BadProviderOutput(_REFUSED, retry=False, details=details)


def _refuses_us(code: int, status: object, reason: str | None) -> bool:
    """Key, account, address or model id are wrong: the same for every request until someone changes a setting."""
    if code < 400 or code in (401, 402, 403, 404, 405):
        return True
    return code == 400 and (status == "FAILED_PRECONDITION" or (reason or "").startswith("API_KEY"))


def _quota_fault(
    infos: list[Mapping[str, Any]], details: dict[str, object], header_delay: float | None
) -> GenerationFault:
    quotas = list(_violations(infos))
    if any(str(quota.get("quotaValue")) == "0" for quota in quotas):
        # The key's plan includes no pictures at all; waiting does not help.
        return ProviderMisconfigured(details={**details, "quota": "none"})
    names = [str(quota.get(name)) for quota in quotas for name in ("quotaId", "quota_limit")]
    if any("PerDay" in name for name in names):
        return ProviderBusy(_DAILY, retry=False, details={**details, "quota": "daily"})
    delay = _delay(infos)
    return ProviderBusy(details=details, retry_after=header_delay if delay is None else delay)


def _infos(payload: object) -> Iterator[Mapping[str, Any]]:
    """Every mapping of `error.details`, whatever shape the vendor's body has."""
    error = payload.get("error", payload) if isinstance(payload, Mapping) else None
    details = error.get("details") if isinstance(error, Mapping) else None
    yield from (info for info in details if isinstance(info, Mapping)) if isinstance(details, list) else ()


def _violations(infos: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What was exceeded, from both spellings: QuotaFailure's list and ErrorInfo's metadata."""
    for info in infos:
        listed = info.get("violations")
        yield from (item for item in listed if isinstance(item, Mapping)) if isinstance(listed, list) else ()
        metadata = info.get("metadata")
        if isinstance(metadata, Mapping):
            yield metadata


def _delay(infos: list[Mapping[str, Any]]) -> float | None:
    """Seconds of RetryInfo ("38s", "0.2s"), None without it."""
    return next((_seconds(info["retryDelay"]) for info in infos if "retryDelay" in info), None)


def _header_delay(error: errors.APIError) -> float | None:
    headers = getattr(error.response, "headers", None)
    return _seconds(headers.get("retry-after")) if headers is not None else None


def _seconds(value: object) -> float | None:
    found = _SECONDS.match(str(value))
    return min(float(found[1]), _MAX_DELAY) if found else None


def _safe(value: object) -> str | None:
    return value if isinstance(value, str) and _SAFE_NAME.match(value) else None
