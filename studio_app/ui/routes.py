"""The list of pages: address, view, what search engines and previews of a link show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.pages.assets import view as assets
from studio_app.ui.pages.auth import view as auth
from studio_app.ui.pages.batch import view as batch
from studio_app.ui.pages.brand_kits import editor_view as kit
from studio_app.ui.pages.brand_kits import view as kits
from studio_app.ui.pages.brand_kits.editor import KitState
from studio_app.ui.pages.brand_kits.state import KitsState
from studio_app.ui.pages.create import view as create
from studio_app.ui.pages.dashboard import view as dashboard
from studio_app.ui.pages.dashboard.state import TodayState
from studio_app.ui.pages.jobs import view as jobs
from studio_app.ui.pages.landing import view as landing
from studio_app.ui.pages.legal import view as legal
from studio_app.ui.pages.library import view as library
from studio_app.ui.pages.lost import view as lost
from studio_app.ui.pages.settings import data, developers, notices, security_view
from studio_app.ui.pages.settings import view as settings
from studio_app.ui.pages.settings.hooks import HooksState
from studio_app.ui.pages.settings.notices import NoticesState
from studio_app.ui.pages.settings.security import SecurityState
from studio_app.ui.pages.settings.state import SettingsState
from studio_app.ui.pages.welcome import view as welcome
from studio_app.ui.pages.welcome.state import WelcomeState
from studio_app.ui.session import SessionState

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


def _loads(*loads: Any) -> dict[str, Any]:
    """What a page of the app reads when it opens: the frame around it, then its own."""
    return {"on_load": [SessionState.load_shell, *loads]}


PAGES: tuple[Page, ...] = (
    Page(paths.HOME, landing.page, f"Go live looking like yourself · {NAME}"),
    Page(paths.SIGNUP, auth.signup, f"Create your account · {NAME}"),
    Page(paths.LOGIN, auth.login, f"Log in · {NAME}"),
    Page(paths.RESET, auth.reset, f"New password · {NAME}", listed=False),
    Page(paths.VERIFY, auth.verify, f"Confirm your e-mail · {NAME}", listed=False),
    Page(paths.TERMS, legal.terms, f"Terms · {NAME}", "The agreement between you and Streamer Studio."),
    Page(paths.PRIVACY, legal.privacy, f"Privacy notice · {NAME}", "What we keep, why, and for how long."),
    Page(paths.CREDITS, legal.credits_page, f"Credits · {NAME}", "Whose icons and typefaces are in what we draw."),
    Page(paths.CREATE, create.page, f"Create · {NAME}", listed=False, options={"on_load": create.ON_LOAD}),
    Page(paths.BATCH, batch.page, f"Batch and packs · {NAME}", listed=False, options={"on_load": batch.ON_LOAD}),
    Page(paths.JOBS, jobs.jobs_page, f"Jobs · {NAME}", listed=False, options={"on_load": jobs.JOBS_ON_LOAD}),
    Page(paths.JOB, jobs.job_page, f"Job · {NAME}", listed=False, options={"on_load": jobs.JOB_ON_LOAD}),
    Page(paths.LIBRARY, library.page, f"Library · {NAME}", listed=False, options={"on_load": library.ON_LOAD}),
    Page(paths.ASSET, assets.page, f"Asset · {NAME}", listed=False, options={"on_load": assets.ON_LOAD}),
    Page(paths.WELCOME, welcome.page, f"Welcome · {NAME}", listed=False, options=_loads(WelcomeState.load)),
    Page(paths.DASHBOARD, dashboard.page, f"Today · {NAME}", listed=False, options=_loads(TodayState.load)),
    Page(paths.BRAND_KITS, kits.page, f"Kits · {NAME}", listed=False, options=_loads(KitsState.load)),
    Page(paths.BRAND_KIT, kit.page, f"Kit · {NAME}", listed=False, options=_loads(KitState.load)),
    Page(paths.SETTINGS, settings.page, f"Settings · {NAME}", listed=False,
         options=_loads(SettingsState.load)),
    Page(paths.SECURITY, security_view.page, f"Security · {NAME}", listed=False,
         options=_loads(SettingsState.load, SecurityState.load)),
    Page(paths.NOTIFICATIONS, notices.page, f"Notifications · {NAME}", listed=False,
         options=_loads(NoticesState.load)),
    Page(paths.DEVELOPERS, developers.page, f"Developers · {NAME}", listed=False,
         options=_loads(SettingsState.load, HooksState.load)),
    Page(paths.DATA, data.page, f"Your data · {NAME}", listed=False, options=_loads(SettingsState.load)),
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
