"""What every answer says besides itself: caching, security, the content policy of its page, what is left to ask for."""

from __future__ import annotations

import json
from pathlib import Path

from studio_app.core.config import Settings
from studio_app.ports.request_budget import Budget

_PERMISSIONS = b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def budget_fields(budget: Budget) -> list[tuple[bytes, bytes]]:
    """The fields of draft-ietf-httpapi-ratelimit-headers-10."""
    policy = f'"{budget.policy}";q={budget.limit};w=60'
    return [
        (b"ratelimit-policy", policy.encode()),
        (b"ratelimit", f'"{budget.policy}";r={budget.left};t={budget.resets_in}'.encode()),
    ]


def caching(path: str, api: bool, status: int) -> bytes:
    if status >= 400 and not api:
        return b"no-cache"
    if api:
        return b"no-store"
    if path.startswith("/assets/"):
        return b"public, max-age=31536000, immutable"
    if path.startswith(("/fonts/", "/gallery/", "/img/")):
        return b"public, max-age=86400"
    return b"no-cache"


def page_files(site: Path) -> dict[str, str]:
    """Clean address -> file, so that `/login` is answered without a redirect to an absolute http address."""
    found = {}
    for file in site.rglob("*.html"):
        name = "/" + file.relative_to(site).as_posix()
        if name not in ("/404.html", "/__spa-fallback.html"):
            found[name.removesuffix("/index.html").removesuffix(".html") or "/"] = name
    return found


def security_headers(settings: Settings) -> list[tuple[bytes, bytes]]:
    headers = [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"strict-origin-when-cross-origin"),
        (b"permissions-policy", _PERMISSIONS),
        (b"x-frame-options", b"DENY"),
    ]
    if settings.secure_cookies:
        headers.append((b"strict-transport-security", b"max-age=63072000; includeSubDomains"))
    return headers


def content_policies(site: Path, settings: Settings) -> dict[str, bytes]:
    """The content policy of each page: its own inline scripts by hash, and nothing else inline. Key "" is the rest."""
    stored = site.parent / "csp.json"
    hashes: dict[str, list[str]] = json.loads(stored.read_text()) if stored.exists() else {}
    fallback = sorted({h for name in ("404.html", "__spa-fallback.html") for h in hashes.get(name, [])})
    policies = {"": _policy(fallback, settings)}
    for name, own in hashes.items():
        policies["/" + name] = _policy(own, settings)
    policies["/"] = policies.get("/index.html", policies[""])
    return policies


def _policy(hashes: list[str], settings: Settings) -> bytes:
    images = " ".join(filter(None, ("'self'", "data:", "blob:", settings.cdn_base_url, settings.s3_endpoint_url)))
    if settings.uses_s3 and not settings.s3_endpoint_url:
        images += f" https://*.s3.{settings.s3_region}.amazonaws.com https://s3.{settings.s3_region}.amazonaws.com"
    scripts = " ".join(f"'{h}'" for h in hashes)
    sockets = " ".join(sorted(origin.replace("http", "ws", 1) for origin in settings.origins))
    return (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
        f"img-src {images}; media-src {images}; font-src 'self' data:; connect-src 'self' {sockets}; "
        "worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ).encode()
