"""The outermost layer of the server, one plain ASGI callable: request ids, sizes, media types, headers, clean URLs,
and the identity of a websocket."""

from __future__ import annotations

import re
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import Response

from studio_app.api.access import caller_address
from studio_app.api.answer_headers import budget_fields, caching, content_policies, page_files, security_headers
from studio_app.api.budgets import Budgets
from studio_app.api.context import CURRENT, RequestContext
from studio_app.api.cookies import SessionCookies
from studio_app.api.envelope import refuse
from studio_app.api.health import HealthCheck
from studio_app.api.sockets import FRAME_BYTES, STRANGERS_FRAME_BYTES, OpenSockets, limited
from studio_app.core.actor import ADDRESS_HEADER, Client
from studio_app.core.config import Settings
from studio_app.core.errors import (
    Forbidden,
    InvalidToken,
    PayloadTooLarge,
    RateLimited,
    StudioError,
    Unauthenticated,
    UnsupportedMediaType,
)
from studio_app.core.secrets import sha256_hex
from studio_app.features.accounts.authenticator import Authenticator
from studio_app.features.accounts.keys import PREFIX

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

JSON_LIMIT = 1_000_000
UPLOAD_LIMIT = 52_000_000
_ADDRESS = ADDRESS_HEADER.encode()
# Before the hash of an API key, in the header that replaces it inside of here (see `Authenticator.by_identity`).
_KEY = b"key "
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_API = ("/api/", "/compat/")
_UPLOADS = re.compile(r"/api/v1/(?:references|auth/me/avatar|brand-kits/(?:analyze|[^/]+/logos))")
_WRITES = {"POST", "PUT", "PATCH", "DELETE"}


class EdgeMiddleware:
    """Wraps the whole application, Reflex included. `site` is the folder of the built pages; `health` is answered
    here, and answers that no route counted are counted for their address."""

    def __init__(
        self, app: App, settings: Settings, authenticator: Authenticator, site: Path, budgets: Budgets,
        health: HealthCheck | None = None,
    ) -> None:
        self._app = app
        self._budgets = budgets
        self._health = health
        self._authenticator = authenticator
        self._mint = authenticator.mint
        self._access_name = SessionCookies(settings.secure_cookies).access_name
        self._origins = settings.origins
        self._hops = settings.trusted_proxy_hops
        self._sockets = OpenSockets()
        self._pages = page_files(site)
        self._headers = security_headers(settings)
        self._policies = content_policies(site, settings)
        self._api_policy = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        headers = dict(scope["headers"])
        context = RequestContext(_request_id(headers.get(b"x-request-id")))
        api = path.startswith(_API)
        if path.startswith("/compat/"):
            context.bare = True
            scope = {**scope, "path": path.removeprefix("/compat"), "raw_path": None}
        elif not api:
            page = self._pages.get(path.rstrip("/") or "/")
            if page is not None and scope["method"] in ("GET", "HEAD"):
                scope = {**scope, "path": page, "raw_path": page.encode()}
        CURRENT.set(context)
        structlog.contextvars.bind_contextvars(request_id=context.request_id)
        send = self._decorated(send, scope, api, context)
        if path == "/health" and self._health and (answer := self._health.fresh()):
            # Load balancers ask several times a second: no need to wake the router for what is known.
            await Response(answer, media_type="application/json")(scope, receive, send)  # type: ignore[arg-type]
            return
        fault = self._unacceptable(scope, headers) if api else None
        if fault is None and api and _uploads(scope["path"]) and scope["method"] in _WRITES:
            fault = await self._unknown_key(headers)
        if fault is not None:
            await refuse(fault)(scope, receive, send)  # type: ignore[arg-type]
            return
        limit = UPLOAD_LIMIT if _uploads(scope["path"]) else JSON_LIMIT
        await self._app(scope, _capped(receive, limit) if api else receive, send)

    def _unacceptable(self, scope: Scope, headers: dict[bytes, bytes]) -> StudioError | None:
        """Why a body should not even be read."""
        if scope["method"] not in _WRITES:
            return None
        length = headers.get(b"content-length", b"0")
        kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
        upload = _uploads(scope["path"])
        limit = UPLOAD_LIMIT if upload else JSON_LIMIT
        if length.isdigit() and int(length) > limit:
            return PayloadTooLarge(f"That is more than {limit // 1_000_000} MB. Send something smaller.")
        if upload and (stranger := self._stranger(headers)):
            return stranger
        has_body = length != b"0" or b"transfer-encoding" in headers
        if has_body and kind != (b"multipart/form-data" if upload else b"application/json"):
            return UnsupportedMediaType("Send the pictures as multipart/form-data." if upload else None)
        return None

    def _stranger(self, headers: dict[bytes, bytes]) -> StudioError | None:
        """Why an upload is refused unread: FastAPI takes a form in whole before it asks who sends it."""
        if b"authorization" in headers:
            scheme, _, token = headers[b"authorization"].decode("latin-1").partition(" ")
            token = token.strip() if scheme.lower() == "bearer" else ""
        else:
            token = cookie_value(headers.get(b"cookie", b"").decode("latin-1"), self._access_name) or ""
            if not token:
                return Unauthenticated()
        if token.startswith(PREFIX):
            return None  # see `_unknown_key`
        try:
            self._mint.read(token)
        except InvalidToken as fault:
            return fault
        return None

    async def _unknown_key(self, headers: dict[bytes, bytes]) -> StudioError | None:
        """The same for an API key, which only the database knows."""
        token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")[2].strip()
        if not token.startswith(PREFIX):
            return None
        try:
            await run_in_threadpool(self._authenticator.by_key, token)
        except StudioError as fault:
            return fault
        return None

    def _decorated(self, send: Send, scope: Scope, api: bool, context: RequestContext) -> Send:
        path, request_id = scope["path"], context.request_id.encode()
        extra = [(b"x-request-id", request_id), *self._headers]

        async def decorated(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"] = list(message.get("headers", ()))
                present = {name.lower() for name, _ in headers}
                headers += [pair for pair in extra if pair[0] not in present]
                if api and context.budget is None:  # refused before a route asked who calls
                    context.budget = await self._budgets.note_stranger(self._visitor(scope))
                if context.budget is not None:
                    headers += budget_fields(context.budget)
                if b"content-security-policy" not in present:
                    policy = self._api_policy if api else self._policies.get(path, self._policies[""])
                    headers.append((b"content-security-policy", policy))
                if b"cache-control" not in present:
                    headers.append((b"cache-control", caching(path, api, message["status"])))
            await send(message)

        return decorated

    def _visitor(self, scope: Scope) -> Client:
        forwarded = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
        return Client(ip=caller_address((scope.get("client") or ("",))[0], forwarded, self._hops))

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse foreign origins and crowds; replace cookie, token and key by the id of the session or the hash of the
        key, worthless outside of here."""
        kept, cookies, origin, forwarded, bearer = [], b"", None, [], ""
        for name, value in scope["headers"]:
            if name == b"x-forwarded-for":
                forwarded.append(value.decode("latin-1"))
            if name == b"cookie":
                cookies += value + b"; "
            elif name == b"origin":
                origin = value.decode("latin-1")
                kept.append((name, value))
            elif name == _ADDRESS:
                continue
            elif name == b"authorization":
                bearer = value.decode("latin-1") if scope["path"].startswith(_API) else ""
            else:
                kept.append((name, value))
        address = caller_address((scope.get("client") or ("",))[0], forwarded, self._hops)
        foreign = origin is not None and origin not in self._origins
        visitor = Client(ip=address)
        identity = None if foreign else self._identity(bearer, cookies)
        if foreign or await self._opens_too_often(identity, visitor) or not self._sockets.enter(visitor.counted_as):
            await receive()
            code, reason = (4403, Forbidden.code) if foreign else (4429, RateLimited.code)
            await send({"type": "websocket.close", "code": code, "reason": reason})
            return
        try:
            if identity:
                kept.append((b"authorization", identity))
            kept.append((_ADDRESS, address.encode("latin-1")))
            most = FRAME_BYTES if identity else STRANGERS_FRAME_BYTES
            await self._app({**scope, "headers": kept}, limited(receive, most), send)
        finally:
            self._sockets.leave(visitor.counted_as)

    async def _opens_too_often(self, identity: bytes | None, visitor: Client) -> bool:
        """Every new socket of a page is a state that is kept for an hour. Nobody can tell a key from an invented one
        without asking the database, so those count as what strangers ask."""
        if identity is None:
            return (await self._budgets.note_socket(visitor.counted_as)).spent
        if identity.startswith(_KEY):
            return (await self._budgets.note_stranger(visitor)).spent
        return (await self._budgets.note_socket(identity.split()[1].decode())).spent

    def _identity(self, bearer: str, cookies: bytes) -> bytes | None:
        cookie = cookie_value(cookies.decode("latin-1"), self._access_name)
        token = bearer.partition(" ")[2].strip() if bearer else cookie
        if not token:
            return None
        if bearer and token.startswith(PREFIX):
            return _KEY + sha256_hex(token).encode()
        try:
            claims = self._mint.read(token)
        except InvalidToken:
            return None
        return f"session {claims.session_id} {claims.expires_at}".encode()


def cookie_value(cookies: str, name: str) -> str | None:
    """By the parser that the HTTP routes use: strange cookies of others on this host must not hide ours."""
    return cookie_parser(cookies).get(name)


def _request_id(given: bytes | None) -> str:
    if given is not None and _REQUEST_ID.fullmatch(given):
        return given.decode()
    return str(uuid.uuid4())


def _uploads(path: str) -> bool:
    return _UPLOADS.fullmatch(path) is not None


def _capped(receive: Receive, limit: int) -> Receive:
    """A body without a length is counted as it comes."""
    taken = 0

    async def capped() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(PayloadTooLarge.status)  # the one kind that FastAPI's body reader lets through
        return message

    return capped
