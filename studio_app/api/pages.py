"""Pages that are written here and run without scripts: a shared picture, an unsubscription, the outbox."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, select_autoescape

_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' https:; font-src 'self'; base-uri 'none'; " \
    "form-action {}; frame-ancestors 'none'"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=select_autoescape(), trim_blocks=True)


def render(name: str, status: int = 200, *, form: bool = False, **values: Any) -> Response:
    """A page from its template. With `form` it may send a form to us."""
    body = _templates().get_template(name).render(**values)
    policy = _POLICY.format("'self'" if form else "'none'")
    return HTMLResponse(body, status, {"Content-Security-Policy": policy, "Cache-Control": "no-cache"})
