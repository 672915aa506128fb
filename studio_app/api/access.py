"""Who may call a route. Every route names exactly one of `Public`, `CurrentActor` and `AdminActor`."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, WebSocket
from fastapi.requests import HTTPConnection
from fastapi.security import HTTPBearer
from starlette.concurrency import run_in_threadpool

from studio_app.api.budgets import budgets_of
from studio_app.api.cookies import SessionCookies
from studio_app.bootstrap import Services
from studio_app.catalog.scopes import READ, needed
from studio_app.core.actor import Actor, Client
from studio_app.core.config import Settings
from studio_app.core.errors import CsrfFailed, Forbidden, InvalidToken, Unauthenticated
from studio_app.features.accounts.keys import PREFIX

_SAFE = {"GET", "HEAD", "OPTIONS"}
# Only so that the published document names the scheme; what counts is read below.
_BEARER = HTTPBearer(auto_error=False, description="An access token, or an API key.")
_API = ("/api/", "/compat/")
_PERSONAL = {"accounts", "webhooks"}
_ME = "/api/v1/auth/me"


def get_services(connection: HTTPConnection) -> Services:
    services: Services = connection.app.state.services
    return services


async def public(request: Request) -> None:
    """Anyone. Writes by a browser must still come from our own pages."""
    if request.url.path.startswith(_API):
        await _count(request)
    if request.method not in _SAFE:
        check_origin(request, get_services(request).settings)


async def _count(request: Request) -> None:
    """One request less for whoever it is: pictures and pages, which come in dozens, are not counted."""
    try:
        actor, by_cookie = await _identify(request)
    except (Unauthenticated, InvalidToken):
        await budgets_of(request).of_stranger(client_of(request))
    else:
        await budgets_of(request).of_person(actor, page=by_cookie)


async def signed_in(request: Request, _named: Annotated[object, Depends(_BEARER)] = None) -> Actor:
    """A person with a live session, by bearer token (never falling back to cookies) or by cookie and CSRF token; or a
    program with an API key that opens this route."""
    try:
        actor, by_cookie = await _identify(request)
    except (Unauthenticated, InvalidToken):
        await budgets_of(request).of_stranger(client_of(request))
        raise
    await budgets_of(request).of_person(actor, page=by_cookie)
    if actor.scopes is not None:
        _require_scope(request, actor.scopes)
    if by_cookie and request.method not in _SAFE:
        services = get_services(request)
        check_origin(request, services.settings)
        presented = request.headers.get("x-csrf-token", "")
        if not services.authenticator.mint.csrf_matches(actor.session_id, presented):
            raise CsrfFailed
    return actor


async def optional_actor(request: Request) -> Actor | None:
    """Who is looking, when somebody is signed in or has a key that may read. For routes without effects: no CSRF token
    is asked for."""
    try:
        actor, _ = await _identify(request)
    except (Unauthenticated, InvalidToken):
        return None
    return actor if actor.scopes is None or READ in actor.scopes else None


async def _identify(request: Request) -> tuple[Actor, bool]:
    """The caller, and whether a cookie said so."""
    header = request.headers.get("authorization")
    if header is not None:
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer":
            raise InvalidToken
        return await _actor(get_services(request), token.strip()), False
    settings = get_services(request).settings
    token = request.cookies.get(SessionCookies(settings.secure_cookies).access_name, "")
    if not token:
        raise Unauthenticated
    return await _actor(get_services(request), token), True


def _require_scope(request: Request, scopes: frozenset[str]) -> None:
    """A key opens what its scopes name; account, webhooks and keys need a person."""
    tags = frozenset(getattr(request.scope.get("route"), "tags", ()))
    scope = needed(tags, writes=request.method not in _SAFE)
    personal = tags & _PERSONAL and request.url.path.removeprefix("/compat") != _ME
    if scope is None or personal:
        raise Forbidden("An API key cannot do this. Sign in.")
    if scope not in scopes:
        raise Forbidden(f"This key lacks the scope `{scope}`.", details={"scope": scope})


async def socket_actor(websocket: WebSocket) -> Actor | None:
    """Who opened a websocket, by the identity that the edge wrote into its headers; None for strangers."""
    services: Services = websocket.app.state.services
    try:
        return await run_in_threadpool(
            services.authenticator.by_identity, websocket.headers.get("authorization", "")
        )
    except InvalidToken:
        return None


async def admin(actor: Annotated[Actor, Depends(signed_in)]) -> Actor:
    if actor.role != "admin":
        raise Forbidden
    return actor


async def _actor(services: Services, token: str) -> Actor:
    """From memory without leaving the event loop, else by one query in a thread."""
    authenticator = services.authenticator
    if token.startswith(PREFIX):
        return await run_in_threadpool(authenticator.by_key, token)
    claims = authenticator.mint.read(token)
    actor = authenticator.remembered(claims.session_id)
    if actor is None or actor.user_id != claims.user_id:
        actor = await run_in_threadpool(authenticator.by_token, token)
    return actor


def check_origin(request: Request, settings: Settings) -> None:
    """Refuse writes that a browser makes for another site."""
    origin = request.headers.get("origin")
    if origin is None and (referer := request.headers.get("referer")):
        try:
            parts = urlsplit(referer)
        except ValueError as error:
            raise CsrfFailed from error
        origin = f"{parts.scheme}://{parts.netloc}"
    if origin is not None and origin not in settings.origins:
        raise CsrfFailed
    if request.headers.get("sec-fetch-site") in ("cross-site",):
        raise CsrfFailed


def client_of(request: Request) -> Client:
    """The caller's address, through as many proxies as are trusted, and her browser: its name, and what it keeps."""
    settings = get_services(request).settings
    socket = request.client.host if request.client else ""
    forwarded = request.headers.getlist("x-forwarded-for")
    return Client(
        request.headers.get("user-agent", ""), caller_address(socket, forwarded, settings.trusted_proxy_hops),
        request.cookies.get(SessionCookies(settings.secure_cookies).browser_name, ""), from_page(request),
    )


def from_page(request: Request) -> bool:
    """Whether a browser asks: it sets this header itself, and native clients do not have it."""
    return "sec-fetch-mode" in request.headers


def caller_address(socket: str, forwarded: list[str], hops: int) -> str:
    """The address that the last `hops` proxies vouch for; the socket's own where they say nothing of use."""
    named = [part.strip() for part in ",".join(forwarded).split(",") if part.strip()]
    if not hops or len(named) < hops:
        return socket
    try:
        return str(ip_address(named[-hops]))
    except ValueError:
        return socket


Svc = Annotated[Services, Depends(get_services)]
Public = Depends(public)
SocketActor = Annotated[Actor | None, Depends(socket_actor)]
CurrentActor = Annotated[Actor, Depends(signed_in)]
AdminActor = Annotated[Actor, Depends(admin)]
Visitor = Annotated[Client, Depends(client_of)]
