"""The application: pages by Reflex, `/api/v1` in front of it, one guard before every event."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import reflex as rx

from studio_app.api.app import create_api
from studio_app.api.middleware import EdgeMiddleware
from studio_app.bootstrap import default_services
from studio_app.imaging.drawing import report_fallback
from studio_app.observability.logging import configure_logging
from studio_app.ui import routes, theme
from studio_app.ui.faults import answer_fault
from studio_app.ui.guard import Guard
from studio_app.ui.head import head

SITE = Path(__file__).resolve().parent.parent / ".web" / "build" / "client"
services = default_services()
api = create_api(services)


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Once per server process. FastAPI's own start-up hooks do not run when it is mounted."""
    configure_logging(services.settings.logged_level)
    report_fallback()
    services.previews.warm_up()
    yield
    for part in (*services.offloads, services.events):
        part.close()


app = rx.App(
    html_lang="en",
    head_components=head(),
    stylesheets=list(theme.STYLESHEETS),
    reset_style=False,
    toaster=None,
    app_wraps={},
    backend_exception_handler=answer_fault,
    api_transformer=[
        api,
        partial(
            EdgeMiddleware, settings=services.settings, authenticator=services.authenticator, site=SITE,
            budgets=api.state.budgets, health=api.state.health,
        ),
    ],
)
app.add_middleware(Guard())
app.register_lifespan_task(lifespan)
routes.register(app, services.settings.site_url)
