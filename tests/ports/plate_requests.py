"""Plate requests as the pipeline makes them."""

from __future__ import annotations

import io

from PIL import Image

from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.keying.keys import Key
from studio_app.ports.image_generation import PlateRequest, Reference, Turn

STYLE, CATEGORY, MOTIF = "synthwave", "shooter", "crosshair"
KIT = KitStyle("Default", ("#9146ff", "#00e5ff", "#18181b"), "Anton", "Inter", "bold")


def plate_request(
    asset_type: str = "thumbnail",
    prompt: str = "A neon arcade at night with an empty area on the left",
    seed: int = 7,
    references: tuple[Reference, ...] = (),
    key: Key | None = None,
    turns: tuple[Turn, ...] = (),
) -> PlateRequest:
    brief = Brief(asset_type, STYLE, "Boss rush", KIT, CATEGORY, MOTIF, seed, tag="LIVE", subtitle="Episode 4")
    return PlateRequest(prompt, brief, seed, references, key, turns)


def turn(
    instruction: str = "A neon arcade", size: tuple[int, int] = (1376, 768), color: str = "#223344", kind: str = "PNG"
) -> Turn:
    """An earlier exchange that was answered with a plain picture."""
    file = io.BytesIO()
    Image.new("RGB", size, color).save(file, kind)
    return Turn(instruction, file.getvalue(), Image.MIME[kind])
