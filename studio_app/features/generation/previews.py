"""Pictures to look at while typing: drawn small by the local renderer, never stored."""

from __future__ import annotations

import threading
import time

import structlog

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.core.errors import StudioError
from studio_app.core.text import clean_line
from studio_app.features.assets.rendering import webp
from studio_app.features.generation.making import kit_style, make_brief
from studio_app.features.generation.prompts import topic_of
from studio_app.features.generation.rules import DEFAULT_KIT, SUBTITLE_LIMIT, clean_items, clean_title
from studio_app.features.generation.types import Preview, PreviewCommand
from studio_app.imaging import engine
from studio_app.ports.offload import Offload

log = structlog.get_logger(__name__)
SAMPLE = PreviewCommand("thumbnail", "impact", "Ready", DEFAULT_KIT, width=64)


class PreviewService:
    def __init__(self, offload: Offload) -> None:
        self._offload = offload

    def draw(self, command: PreviewCommand) -> Preview:
        """Raises `Unavailable` when the renderer is too busy to answer within five seconds."""
        return self._offload.run(draw_preview, command, timeout=5.0)

    def warm_up(self) -> None:
        """Start the renderer and load its fonts in the background, so that the first preview is as fast as the rest."""
        threading.Thread(target=self._first, name="warm-up", daemon=True).start()

    def _first(self) -> None:
        try:
            self._offload.run(draw_preview, SAMPLE, timeout=30.0)
        except StudioError as fault:
            log.warning("previews.not_warm", code=fault.code)


def draw_preview(command: PreviewCommand) -> Preview:
    """Runs in the offload process."""
    began = time.perf_counter()
    topic = topic_of(ASSET_TYPES[command.asset_type].form, command.game, command.idea, command.title, command.seed)
    brief = make_brief(
        command.asset_type, command.style, clean_title(command.title), kit_style(command.kit, command.logo),
        topic, command.seed, command.game, subtitle=clean_line(command.subtitle, SUBTITLE_LIMIT),
        items=tuple(clean_items(command.items)), photo=command.photo,
    )
    picture, layout = (engine.draft if command.draft else engine.draw)(brief, width=command.width)
    data = webp(picture)
    spent = round((time.perf_counter() - began) * 1000)
    return Preview(data, picture.width, picture.height, layout.to_dict(), spent)
