"""`/api/docs`: the interactive documentation, served whole from here: no other host, no inline script."""

from __future__ import annotations

from pathlib import Path

import fastapi_offline
from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.responses import FileResponse

from studio_app.api.access import Public
from studio_app.core.errors import NotFound

api = APIRouter(prefix="/api/docs", include_in_schema=False, dependencies=[Public])
_STATIC = Path(fastapi_offline.__file__).parent / "static"
_FILES = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>API · Streamer Studio</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>"""
_START = 'SwaggerUIBundle({url: "/api/openapi.json", dom_id: "#ui", deepLinking: true, persistAuthorization: false});'


@api.get("")
async def page() -> Response:
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})


@api.get("/start.js")
async def start() -> Response:
    return Response(_START, media_type="text/javascript")


@api.get("/{name}")
async def file(name: str) -> Response:
    if name not in _FILES:
        raise NotFound
    return FileResponse(_STATIC / name, media_type=_FILES[name], headers={"Cache-Control": "public, max-age=86400"})
