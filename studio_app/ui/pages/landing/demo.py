"""The live demo: first a picture made beforehand, then whatever the visitor types."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.ui import paths
from studio_app.ui.pages.landing import content
from studio_app.ui.pages.landing.browser import demo_studio

INITIAL = {"title": "I beat Elden Ring with one hand", "colors": ["#C0177F", "#FACC15"], "style": "impact"}
STYLES = [{"id": "impact", "label": "Impact"}, {"id": "synthwave", "label": "Synthwave"},
          {"id": "editorial", "label": "Editorial"}]  # fmt: skip
DRAWN: tuple[tuple[str, content.Shown, int], ...] = (
    ("thumbnail", content.IMPACT, 808),
    ("story_graphic", content.STORY, 256),
    ("overlay", content.OVERLAY, 480),
)


def demo_section() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            demo_studio(initial=INITIAL, pictures=_pictures(), styles=STYLES, facts=_facts(), signup=paths.SIGNUP),
            class_name="pg wide",
        ),
        class_name="demo",
        aria_label="Try it",
    )


def _pictures() -> list[dict[str, object]]:
    return [
        {"type": kind, "src": shown.src, "label": ASSET_TYPES[kind].label, "width": width,
         "height": round(width / ASSET_TYPES[kind].ratio)}
        for kind, shown, width in DRAWN
    ]  # fmt: skip


def _facts() -> list[dict[str, str]]:
    facts = []
    for kind, _, _ in DRAWN:
        asset = ASSET_TYPES[kind]
        limit = f"{asset.formats[0].upper()}, at most {asset.max_bytes // 1_000_000} MB"
        facts.append({"label": asset.label, "size": f"{asset.width} × {asset.height}", "limit": limit})
    return facts
