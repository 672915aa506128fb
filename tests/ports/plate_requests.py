"""Plate requests as the pipeline makes them."""

from __future__ import annotations

from studio_app.imaging.brief import Brief, KitStyle
from studio_app.ports.image_generation import PlateRequest, Reference

STYLE, CATEGORY, MOTIF = "synthwave", "shooter", "crosshair"
KIT = KitStyle("Default", ("#9146ff", "#00e5ff", "#18181b"), "Anton", "Inter", "bold")


def plate_request(
    asset_type: str = "thumbnail",
    prompt: str = "A neon arcade at night with an empty area on the left",
    seed: int = 7,
    references: tuple[Reference, ...] = (),
) -> PlateRequest:
    brief = Brief(asset_type, STYLE, "Boss rush", KIT, CATEGORY, MOTIF, seed, tag="LIVE", subtitle="Episode 4")
    return PlateRequest(prompt, brief, seed, references)
