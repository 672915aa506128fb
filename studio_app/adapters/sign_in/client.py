"""Talking to a company's token endpoint by authlib, which would take an error for a token (it looks for a key named
"error" only): every answer is checked first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client

from studio_app.ports.sign_in import SignInRefused, SignInUnavailable

_SECONDS = 10.0
_MOST_BYTES = 1_000_000


@contextmanager
def oauth_client(client_id: str, secret: str, scope: str, redirect_uri: str) -> Iterator[OAuth2Client]:
    """A client for one exchange. The secret goes in the body: not every company takes it in a header."""
    with OAuth2Client(
        client_id, secret, scope=scope, redirect_uri=redirect_uri, token_endpoint_auth_method="client_secret_post",  # noqa: S106
        timeout=_SECONDS, trust_env=False, follow_redirects=False,
    ) as client:
        client.register_compliance_hook("access_token_response", _checked)
        yield client


@contextmanager
def faults() -> Iterator[None]:
    """What goes wrong out there, as the port's two faults; neither carries a code, a token or an address."""
    try:
        yield
    except OAuthError as error:
        raise SignInRefused(details={"reason": str(error.error)[:60]}) from error
    except httpx2.HTTPStatusError as error:
        kind = SignInUnavailable if error.response.status_code >= 500 else SignInRefused
        raise kind(details={"reason": f"HTTP {error.response.status_code}"}) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise SignInUnavailable(details={"reason": type(error).__name__}) from error


def read_json(response: httpx2.Response) -> dict[str, Any]:
    """The object in a good answer; raises as `faults` expects."""
    response.raise_for_status()
    if len(response.content) > _MOST_BYTES:
        raise OAuthError("too_large")
    try:
        found = response.json()
    except ValueError as error:
        raise OAuthError("no_json") from error
    if not isinstance(found, dict):
        raise OAuthError("no_object")
    return found


def _checked(response: httpx2.Response) -> httpx2.Response:
    if response.status_code >= 500:
        response.raise_for_status()
    try:
        found = response.json()
    except ValueError as error:
        raise OAuthError("no_json") from error
    if response.status_code >= 400 or not isinstance(found, dict) or not found.get("access_token"):
        raise OAuthError(str(found.get("error") or "no_token") if isinstance(found, dict) else "no_object")
    return response
