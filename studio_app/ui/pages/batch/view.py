"""Batch: choose a pack or say what is wanted row by row, see every picture, order all of it at once."""

from __future__ import annotations

from typing import Any

import reflex as rx

from studio_app.catalog.packs import PACKS
from studio_app.features.generation.service import GenerationService
from studio_app.features.generation.types import MAX_BATCH
from studio_app.ui import paths
from studio_app.ui.components.formats import FORMATS, GROUPS, LOOKS, STUDIO_LOOK
from studio_app.ui.layout import app_shell
from studio_app.ui.pages.batch.browser import batch_desk
from studio_app.ui.pages.batch.state import BatchState
from studio_app.ui.session import SessionState

ON_LOAD = [BatchState.load, SessionState.load_shell]
_PACKS: list[dict[str, Any]] = [
    {
        "id": pack.id, "label": pack.label, "summary": pack.summary, "idea": pack.idea,
        "items": [{"type": item.asset_type, "words": item.words, "idea": item.idea} for item in pack.items],
    }
    for pack in PACKS.values()
]  # fmt: skip
CATALOGUE: dict[str, Any] = {
    "formats": FORMATS, "groups": GROUPS, "packs": _PACKS, "looks": LOOKS,
    "limits": {
        "rows": MAX_BATCH, "title": GenerationService.title_limit, "idea": GenerationService.idea_limit, "game": 120,
    },
}  # fmt: skip


def page() -> rx.Component:
    return app_shell(
        "Batch and packs",
        batch_desk(
            catalogue=CATALOGUE, fonts=STUDIO_LOOK, kits=BatchState.kits, active_kit=BatchState.kit_id,
            quota=BatchState.quota, masters=BatchState.masters, answer=BatchState.answer,
            on_generate=BatchState.generate,
        ),
        active=paths.CREATE, crumb=("Create", paths.CREATE),
    )  # fmt: skip
