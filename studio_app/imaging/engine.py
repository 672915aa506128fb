"""From a brief to a picture: plan where things stand, paint the art, set the words."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from PIL import Image

from studio_app.imaging.brief import Brief
from studio_app.imaging.drafting import draw_draft
from studio_app.imaging.layout import Layout
from studio_app.imaging.native import load_skia
from studio_app.imaging.scrim import keep_readable
from studio_app.imaging.templates import editorial, impact, synthwave
from studio_app.imaging.templates.compose import TEMPLATE_VERSION
from studio_app.imaging.templates.sheet import Sheet, Stage, sheet

__all__ = ["TEMPLATE_VERSION", "draft", "draw", "letter", "paint_plate", "plan"]


class Family(Protocol):
    """What a template family offers."""

    def plan(self, sheet: Sheet) -> Layout: ...

    def paint(self, stage: Stage, layout: Layout) -> None: ...

    def letter(self, stage: Stage, layout: Layout) -> None: ...

    def sketch(self, sheet: Sheet, layout: Layout) -> list[Any]: ...


FAMILIES: dict[str, Family] = {"impact": impact, "synthwave": synthwave, "editorial": editorial}


def plan(brief: Brief) -> Layout:
    """Where everything will stand. KeyError for an unknown asset type; an unknown style is the default one."""
    found = sheet(brief)
    return FAMILIES[found.style.id].plan(found)


def _easel(found: Sheet, width: int | None) -> Easel:
    wide = found.asset.width if width is None else max(16, min(width, found.asset.width))
    tall = max(16, round(found.asset.height * wide / found.asset.width))
    return Easel(found, np.zeros((tall, wide, 4), np.uint8))


class Easel:
    """A stage over premultiplied RGBA bytes of shape (height, width, 4); keeps the surface alive with its canvas."""

    def __init__(self, found: Sheet, pixels: np.ndarray, foreign: bool = False) -> None:
        skia = load_skia()
        self.pixels = np.ascontiguousarray(pixels)
        self._surface = skia.Surface(self.pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
        canvas = self._surface.getCanvas()
        scale_x, scale_y = self.pixels.shape[1] / found.asset.width, self.pixels.shape[0] / found.asset.height
        canvas.scale(scale_x, scale_y)
        self.stage = Stage(canvas, found, scale_x, foreign)

    def image(self) -> Image.Image:
        """The picture with straight alpha."""
        self._surface.flushAndSubmit()
        height, width = self.pixels.shape[:2]
        return Image.frombuffer("RGBa", (width, height), self.pixels.tobytes(), "raw", "RGBa", 0, 1).convert("RGBA")


def premultiplied(image: Image.Image) -> np.ndarray:
    """Straight RGBA image to a new premultiplied array of shape (height, width, 4)."""
    return np.array(image.convert("RGBA").convert("RGBa"))


def paint_plate(brief: Brief, layout: Layout, width: int | None = None) -> Image.Image:
    """The art without a word, RGBA, at full size or `width` pixels wide."""
    found = sheet(brief)
    easel = _easel(found, width)
    FAMILIES[found.style.id].paint(easel.stage, layout)
    return easel.image()


def letter(plate: Image.Image, brief: Brief, layout: Layout, *, painted_by_model: bool = False) -> Image.Image:
    """The exact words, tag and logo over any plate of the asset's proportions.

    A plate that a model painted is darkened (or lightened) behind words that would not be readable, and cut to
    the frame for an overlay.
    """
    found = sheet(brief)
    easel = Easel(found, premultiplied(plate), painted_by_model)
    if painted_by_model:
        keep_readable(easel.stage, layout, plate)
    FAMILIES[found.style.id].letter(easel.stage, layout)
    return easel.image()


def draw(brief: Brief, width: int | None = None) -> tuple[Image.Image, Layout]:
    """Plan, plate and words in one go, at full size or straight at `width` pixels wide."""
    found = sheet(brief)
    family = FAMILIES[found.style.id]
    layout = family.plan(found)
    easel = _easel(found, width)
    family.paint(easel.stage, layout)
    family.letter(easel.stage, layout)
    return easel.image(), layout


def draft(brief: Brief, width: int | None = None) -> tuple[Image.Image, Layout]:
    """The layout as a transparent drawing in non-photo blue."""
    found = sheet(brief)
    family = FAMILIES[found.style.id]
    layout = family.plan(found)
    easel = _easel(found, width)
    draw_draft(easel.stage, layout, family.sketch)
    return easel.image(), layout
