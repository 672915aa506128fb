"""The list of pages: address, view, what search engines and previews of a link show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.pages.auth import view as auth
from studio_app.ui.pages.landing import view as landing
from studio_app.ui.pages.legal import view as legal
from studio_app.ui.pages.lost import view as lost

NAME = "Streamer Studio"
SHARE_IMAGE = "/og.png"
DESCRIPTION = (
    "Draw thumbnails, overlays, banners, stories and clip covers in your channel’s own colours and type. "
    "Spelled exactly, sized for every platform. Five a month are free."
)


@dataclass(frozen=True, slots=True)
class Page:
    """`listed` pages may be found by search engines; `options` go to add_page (on_load, for one)."""

    path: str
    view: Callable[[], rx.Component]
    title: str
    description: str = DESCRIPTION
    listed: bool = True
    options: dict[str, Any] = field(default_factory=dict)


PAGES: tuple[Page, ...] = (
    Page(paths.HOME, landing.page, f"Go live looking like yourself · {NAME}"),
    Page(paths.SIGNUP, auth.signup, f"Create your account · {NAME}"),
    Page(paths.LOGIN, auth.login, f"Log in · {NAME}"),
    Page(paths.TERMS, legal.terms, f"Terms · {NAME}", "The agreement between you and Streamer Studio."),
    Page(paths.PRIVACY, legal.privacy, f"Privacy notice · {NAME}", "What we keep, why, and for how long."),
    Page("404", lost.page, f"Not found · {NAME}", listed=False),
)  # fmt: skip


def register(app: rx.App, public_url: str) -> None:
    for page in PAGES:
        options = {"context": {"sitemap": None}, **page.options} if not page.listed else page.options
        app.add_page(page.view, route=page.path, title=page.title, description=page.description,
                     meta=_meta(page, public_url), **options)


def _meta(page: Page, public_url: str) -> list[Any]:
    facts = {
        "og:title": page.title, "og:description": page.description, "og:type": "website", "og:site_name": NAME,
        "og:url": public_url + page.path, "og:image": public_url + SHARE_IMAGE,
    }  # fmt: skip
    tags: list[Any] = [{"property": key, "content": value} for key, value in facts.items() if page.listed]
    tags.append({"name": "twitter:card", "content": "summary_large_image"})
    if page.listed:
        tags.append(rx.el.link(rel="canonical", href=public_url + page.path))
    else:
        tags.append({"name": "robots", "content": "noindex"})
    return tags
