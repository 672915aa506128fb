"""Create: choose a format, say the words, see the picture, ask for it."""

from __future__ import annotations

import reflex as rx

from studio_app.features.generation.service import GenerationService
from studio_app.ui import paths
from studio_app.ui.components.formats import FORMATS, LOOKS, STUDIO_LOOK
from studio_app.ui.layout import app_shell
from studio_app.ui.pages.create.browser import create_desk
from studio_app.ui.pages.create.state import CreateState
from studio_app.ui.session import SessionState

ON_LOAD = [CreateState.load, SessionState.load_shell]


def page() -> rx.Component:
    return app_shell(
        "Create",
        create_desk(
            formats=FORMATS, looks=LOOKS, fonts=STUDIO_LOOK, kits=CreateState.kits, active_kit=CreateState.kit_id,
            quota=CreateState.quota, answer=CreateState.answer, inks=CreateState.inks,
            kits_href=paths.BRAND_KITS,
            limits={"title": GenerationService.title_limit, "idea": GenerationService.idea_limit, "game": 120},
            on_generate=CreateState.generate,
        ),
        active=paths.CREATE,
    )  # fmt: skip
