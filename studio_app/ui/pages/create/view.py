"""Create: choose a format, say the words, see the picture, ask for it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components.formats import FORMATS, GROUPS, LOOKS, STUDIO_LOOK
from studio_app.ui.layout import app_shell
from studio_app.ui.pages.create.browser import create_desk
from studio_app.ui.pages.create.forms import FACES, FORMS, LADDER_STEPS, LIMITS, STYLE_TIPS
from studio_app.ui.pages.create.shelves import GAME_CHOICES, HOOK_CHOICES, SHELVES
from studio_app.ui.pages.create.state import CreateState
from studio_app.ui.session import SessionState

ON_LOAD = [CreateState.load, SessionState.load_shell]
CATALOGUE: dict[str, Any] = {
    "formats": FORMATS, "groups": GROUPS, "shelves": SHELVES, "forms": FORMS, "looks": LOOKS, "hooks": HOOK_CHOICES,
    "games": GAME_CHOICES, "faces": FACES, "steps": LADDER_STEPS, "tips": STYLE_TIPS, "limits": LIMITS,
}  # fmt: skip


def page() -> rx.Component:
    return app_shell(
        "Create",
        create_desk(
            catalogue=CATALOGUE, fonts=STUDIO_LOOK, kits=CreateState.kits, active_kit=CreateState.kit_id,
            quota=CreateState.quota, answer=CreateState.answer, inks=CreateState.inks,
            kits_href=paths.BRAND_KITS, on_generate=CreateState.generate,
        ),
        active=paths.CREATE,
    )  # fmt: skip
