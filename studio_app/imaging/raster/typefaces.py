"""Font files: what they have, the outlines of their glyphs and the pictures of coloured ones, by HarfBuzz."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np
import uharfbuzz as hb

from studio_app.imaging.raster.geometry import Matrix, Rect
from studio_app.imaging.raster.images import Image
from studio_app.imaging.raster.paths import Path

# A colour glyph is drawn this large, and reduced.
_EMOJI_PIXELS = 512


def _drawing() -> hb.DrawFuncs:
    """Callbacks that write an outline into a `Path`."""
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, path: path.moveTo(x, y))
    funcs.set_line_to_func(lambda x, y, path: path.lineTo(x, y))
    funcs.set_quadratic_to_func(lambda x1, y1, x2, y2, path: path.quadTo(x1, y1, x2, y2))
    funcs.set_cubic_to_func(lambda x1, y1, x2, y2, x3, y3, path: path.cubicTo(x1, y1, x2, y2, x3, y3))
    funcs.set_close_path_func(lambda path: path.close())
    return funcs


_DRAWING = _drawing()


class Typeface:
    """One font file; metrics in units of `upem`."""

    def __init__(self, file: str) -> None:
        self.face = hb.Face(hb.Blob.from_file_path(file))
        self.font = hb.Font(self.face)
        self.upem = int(self.face.upem)
        self.coloured = bool(self.face.has_color_paint or self.face.has_color_layers or self.face.has_color_png)

    @staticmethod
    def MakeFromFile(file: str) -> Typeface:
        return Typeface(file)

    def fontStyle(self) -> None:
        """Every alias is one cut: there is no style to choose."""

    @functools.lru_cache(8192)  # noqa: B019 (faces live as long as the process)
    def unicharToGlyph(self, code: int) -> int:
        """0 when the face lacks it."""
        return int(self.font.get_nominal_glyph(code) or 0)

    @functools.lru_cache(4096)  # noqa: B019
    def outline(self, glyph: int) -> Path:
        """In units of `upem`, y down."""
        raw, flipped = Path(), Path()
        self.font.draw_glyph(glyph, _DRAWING, raw)
        raw.transform(Matrix.Scale(1, -1), flipped)
        return flipped

    @functools.lru_cache(256)  # noqa: B019
    def picture(self, glyph: int) -> tuple[Image, Rect] | None:
        """A colour glyph and its box in units of `upem`, y down; None when there is nothing to be seen."""
        painter, scale = hb.RasterPaint(), _EMOJI_PIXELS / self.upem
        painter.transform = (scale, 0.0, 0.0, scale, 0.0, 0.0)
        if (extents := self.font.get_glyph_extents(glyph)) is None or not painter.set_glyph_extents(extents):
            return None
        painter.paint_glyph(self.font, glyph)
        return _read_picture(painter.render(), scale)


@dataclass(frozen=True, slots=True)
class Font:
    typeface: Typeface
    size: float

    def getPath(self, glyph: int) -> Path:
        scale, made = self.size / self.typeface.upem, Path()
        self.typeface.outline(glyph).transform(Matrix.Scale(scale, scale), made)
        return made

    def getBounds(self, glyphs: list[int]) -> list[Rect]:
        """Rounded out to a 64th of an em, as Skia does."""
        step = self.size / 64
        boxes = [self.getPath(glyph).computeTightBounds() for glyph in glyphs]
        return [
            Rect(*(edge * step for edge in Rect(b.l / step, b.t / step, b.r / step, b.b / step).roundOut().edges()))
            for b in boxes
        ]


def _read_picture(raster: Any, scale: float) -> tuple[Image, Rect] | None:
    """Premultiplied BGRA from the lowest row up, as HarfBuzz makes it, as a picture."""
    extents = raster.extents
    if not extents.width or not extents.height:
        return None
    rows = np.frombuffer(raster.buffer, np.uint8).reshape(extents.height, extents.stride)[:, : extents.width * 4]
    pixels = np.ascontiguousarray(rows.reshape(extents.height, extents.width, 4)[::-1, :, [2, 1, 0, 3]])
    left, top = extents.x_origin / scale, -(extents.y_origin + extents.height) / scale
    return Image(pixels), Rect.MakeXYWH(left, top, extents.width / scale, extents.height / scale)
