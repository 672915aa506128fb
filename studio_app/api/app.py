"""`create_api`: the FastAPI application that stands in front of Reflex."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import Response
from starlette.routing import Match, Mount

from studio_app.api import docs, errors, mailbox, site
from studio_app.api.access import Public
from studio_app.api.budgets import Budgets
from studio_app.api.envelope import refuse
from studio_app.api.health import HealthCheck
from studio_app.api.v1 import (
    accounts,
    assets,
    brand_kits,
    catalog,
    generation,
    keys,
    linking,
    privacy,
    progress,
    recovery,
    references,
    scenes,
    scores,
    second_factor,
    sessions,
    twitch,
    webhooks,
)
from studio_app.api.watches import Watches
from studio_app.bootstrap import Services
from studio_app.core.errors import MethodNotAllowed, NotFound

# What scripts of the allowed origins may send along and read.
_SENT_HEADERS = ["Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", "X-CSRF-Token", "X-Request-ID"]
_READ_HEADERS = ["Idempotent-Replayed", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID"]
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]


def create_api(services: Services) -> FastAPI:
    """Every route of the product's HTTP interface. Paths it does not know fall through to Reflex."""
    documented = not services.settings.production
    app = FastAPI(
        title="Streamer Studio",
        version=services.settings.version,
        docs_url=None,
        openapi_url="/api/openapi.json" if documented else None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.add_middleware(
        CORSMiddleware, allow_origins=sorted(services.settings.origins), allow_credentials=True, allow_methods=_METHODS,
        allow_headers=_SENT_HEADERS, expose_headers=_READ_HEADERS, max_age=600,
    )
    app.state.services = services
    app.state.health = HealthCheck(services)
    app.state.budgets = Budgets(services)
    app.state.watches = Watches(services.events)
    # Routes are tried in this order: the health check and pictures, which are asked for most, stand first.
    for module in (
        site, accounts, recovery, sessions, privacy, second_factor, keys, linking, brand_kits, progress, generation,
        references, assets, scenes, scores, catalog, twitch, webhooks, mailbox,
    ):
        app.include_router(module.api)
    if documented:
        app.include_router(docs.api)
    app.add_api_route(
        "/api/{rest:path}", _unknown, methods=_METHODS, include_in_schema=False, dependencies=[Public]
    )
    errors.install(app)
    return app


async def _unknown(request: Request) -> Response:
    """A 404 in our own shape, or a 405 when the path exists for other methods."""
    # Reflex is mounted behind these and matches everything, so a mount says nothing.
    routes = [
        route
        for route in request.app.router.routes
        if not isinstance(route, Mount) and getattr(route, "endpoint", None) is not _unknown
    ]
    allowed = [
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]
    if not allowed:
        return refuse(NotFound("There is no such address in this API. See /api/docs."))
    response = refuse(MethodNotAllowed())
    response.headers["Allow"] = ", ".join(allowed)
    return response
