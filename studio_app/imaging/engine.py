"""From a brief to a picture: plan where things stand, paint the art, set the words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PIL import Image

from studio_app.catalog.asset_types import AssetType
from studio_app.imaging.adjust import adjusted
from studio_app.imaging.brief import Brief
from studio_app.imaging.drafting import draw_draft
from studio_app.imaging.drawing import load_drawing
from studio_app.imaging.edits import Edits
from studio_app.imaging.layout import Layout, Warning
from studio_app.imaging.scrim import keep_readable
from studio_app.imaging.templates.compose import TEMPLATE_VERSION
from studio_app.imaging.templates.registry import composer_of, treatment_of
from studio_app.imaging.templates.sheet import Sheet, Stage, sheet

__all__ = ["TEMPLATE_VERSION", "at_own_size", "draft", "draw", "letter", "paint_plate", "plan", "working_size"]
# Small things are drawn larger and reduced: at their own size strokes would fall between pixels.
SMALL_SIDE, OVERSAMPLE = 400, 4
MOST_PIXELS_WIDE = 4096
CACHED_WIDTH = 800


PHOTO_UNUSED = Warning(
    "photo_unused", "This composition has no place for your picture. Try another one, or another format."
)
_WITHOUT_PHOTOS = frozenset({"overlay", "panel", "badge"})
_WITH_HEROES = frozenset(
    {"thumbnail", "clip_cover", "banner", "story", "scene", "post", "schedule", "end_screen", "stinger"}
)


def plan(brief: Brief) -> Layout:
    """Where everything will stand. KeyError for an unknown asset type; an unknown style is the default one."""
    return _planned(sheet(brief))


def _planned(found: Sheet) -> Layout:
    layout = composer_of(found).plan(found, treatment_of(found))
    if found.brief.photo is None or not _leaves_out(found, layout):
        return layout
    return replace(layout, warnings=(*layout.warnings, PHOTO_UNUSED))


def _leaves_out(found: Sheet, layout: Layout) -> bool:
    """Whether a photo stands nowhere in the picture."""
    return found.form in _WITHOUT_PHOTOS or (found.form in _WITH_HEROES and layout.box("hero") is None)


def working_size(asset: AssetType) -> tuple[int, int]:
    """The size to draw an asset at: several times its own where strokes would fall between pixels."""
    more = OVERSAMPLE if max(asset.size) <= SMALL_SIDE else 1
    return asset.width * more, asset.height * more


def at_own_size(picture: Image.Image, asset: AssetType) -> Image.Image:
    """A picture drawn at its working size, reduced; Pillow premultiplies RGBA while it resizes."""
    return picture if picture.size == asset.size else picture.resize(asset.size, Image.Resampling.LANCZOS)


def _size(found: Sheet, width: int | None) -> tuple[int, int]:
    wide = found.asset.width if width is None else max(16, min(width, MOST_PIXELS_WIDE))
    return wide, max(16, round(found.asset.height * wide / found.asset.width))


class Easel:
    """A stage over premultiplied RGBA bytes of shape (height, width, 4); keeps the surface alive with its canvas."""

    def __init__(self, found: Sheet, pixels: np.ndarray, foreign: bool = False) -> None:
        skia = load_drawing()
        self.pixels = np.ascontiguousarray(pixels)
        self._surface = skia.Surface(self.pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
        canvas = self._surface.getCanvas()
        scale_x, scale_y = self.pixels.shape[1] / found.asset.width, self.pixels.shape[0] / found.asset.height
        canvas.scale(scale_x, scale_y)
        self.stage = Stage(canvas, found, scale_x, foreign)

    def finished(self) -> np.ndarray:
        """The premultiplied pixels with everything drawn so far."""
        self._surface.flushAndSubmit()
        return self.pixels

    def image(self) -> Image.Image:
        """The picture with straight alpha."""
        pixels = self.finished()
        height, width = pixels.shape[:2]
        return Image.frombuffer("RGBa", (width, height), pixels.tobytes(), "raw", "RGBa", 0, 1).convert("RGBA")


def premultiplied(image: Image.Image) -> np.ndarray:
    """Straight RGBA image to a new premultiplied array of shape (height, width, 4)."""
    return np.array(image.convert("RGBA").convert("RGBa"))


def _blank(found: Sheet, size: tuple[int, int]) -> Easel:
    return Easel(found, np.zeros((size[1], size[0], 4), np.uint8))


def _painted(found: Sheet, layout: Layout, size: tuple[int, int]) -> np.ndarray:
    """The art in premultiplied pixels. Small pictures are remembered: while a title is typed, the art stays."""
    if size[0] > CACHED_WIDTH:
        return _paint(found, layout, size)
    key = replace(found.brief, title="", tag="", subtitle="", edits=Edits(hero=found.brief.edits.hero))
    boxes = tuple((named.name, named.box) for named in layout.boxes)
    kept = _KEPT.get((key, found.look, boxes, size))
    if kept is None:
        kept = _KEPT.setdefault((key, found.look, boxes, size), _paint(found, layout, size))
        while len(_KEPT) > _MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)))
    return kept.copy()


_KEPT: dict[object, np.ndarray] = {}
_MOST_KEPT = 16


def _paint(found: Sheet, layout: Layout, size: tuple[int, int]) -> np.ndarray:
    easel = _blank(found, size)
    composer_of(found).paint(easel.stage, layout, treatment_of(found))
    return easel.finished()


def _lettered(found: Sheet, layout: Layout, pixels: np.ndarray, foreign: bool = False) -> Easel:
    easel = Easel(found, adjusted(pixels, found.brief.edits, clear=found.asset.alpha), foreign)
    if foreign:
        keep_readable(easel.stage, layout, easel.image())
    composer_of(found).letter(easel.stage, layout, treatment_of(found))
    return easel


def paint_plate(brief: Brief, layout: Layout, width: int | None = None) -> Image.Image:
    """The art without a word, RGBA, at its working size or `width` pixels wide."""
    found = sheet(brief)
    size = working_size(found.asset) if width is None else _size(found, width)
    easel = Easel(found, _paint(found, layout, size))
    return easel.image()


def letter(plate: Image.Image, brief: Brief, layout: Layout, *, painted_by_model: bool = False) -> Image.Image:
    """The exact words, tag and logo over any plate of the asset's proportions.

    A plate that a model painted is darkened (or lightened) behind words that would not be readable, and cut to
    the frame for an overlay.
    """
    return _lettered(sheet(brief), layout, premultiplied(plate), painted_by_model).image()


def draw(brief: Brief, width: int | None = None) -> tuple[Image.Image, Layout]:
    """Plan, plate and words in one go, at full size or straight at `width` pixels wide (at most 4096).

    What people see at the size of a letter is drawn larger and reduced.
    """
    found = sheet(brief)
    layout = _planned(found)
    wide, tall = _size(found, width)
    more = OVERSAMPLE if max(found.asset.size) <= SMALL_SIDE and max(wide, tall) <= SMALL_SIDE else 1
    picture = _lettered(found, layout, _painted(found, layout, (wide * more, tall * more)))
    if more == 1:
        return picture.image(), layout
    # Pillow premultiplies RGBA while it resizes.
    return picture.image().resize((wide, tall), Image.Resampling.LANCZOS), layout


def draft(brief: Brief, width: int | None = None) -> tuple[Image.Image, Layout]:
    """The layout as a transparent drawing in non-photo blue."""
    found = sheet(brief)
    composer, treatment, layout = composer_of(found), treatment_of(found), _planned(found)
    easel = _blank(found, _size(found, width))
    draw_draft(easel.stage, layout, lambda: composer.sketch(found, layout, treatment))
    return easel.image(), layout

