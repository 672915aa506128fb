"""What a shape is drawn with, under Skia's names."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio_app.imaging.raster.blending import BLENDS, BlendMode
from studio_app.imaging.raster.fields import Field, premultiplied, straight
from studio_app.imaging.raster.outlines import Cap, Contour, Join, Pen, dashed, stroked
from studio_app.imaging.raster.paths import Path, contours

ColorBLACK = 0xFF000000


def Color(red: int, green: int, blue: int, alpha: int = 255) -> int:
    """Packed as ARGB."""
    return alpha << 24 | red << 16 | green << 8 | blue


class Style(enum.Enum):
    kFill_Style = 0
    kStroke_Style = 1
    kStrokeAndFill_Style = 2


@dataclass(frozen=True, slots=True)
class MaskFilter:
    """A blur of a shape's coverage; `sigma` in canvas units."""

    sigma: float

    @staticmethod
    def MakeBlur(_style: int, sigma: float) -> MaskFilter:
        return MaskFilter(sigma)


@dataclass(frozen=True, slots=True)
class ImageFilter:
    """A blur of, or a rim round, all that is drawn; lengths in canvas units."""

    kind: str
    size: float


class ImageFilters:
    @staticmethod
    def Blur(sigma: float, _sigma_y: float) -> ImageFilter:
        return ImageFilter("blur", sigma)

    @staticmethod
    def Dilate(radius: float, _radius_y: float) -> ImageFilter:
        return ImageFilter("dilate", radius)


@dataclass(frozen=True, slots=True)
class ColorFilter:
    colour: int
    mode: BlendMode

    def applied(self, pixels: np.ndarray) -> np.ndarray:
        above = np.broadcast_to(premultiplied(np.array(straight(self.colour))), pixels.shape)
        return np.asarray(BLENDS[self.mode](above, pixels), np.float32)


class ColorFilters:
    @staticmethod
    def Blend(colour: int, mode: BlendMode) -> ColorFilter:
        return ColorFilter(colour, mode)


@dataclass(frozen=True, slots=True)
class DashPathEffect:
    intervals: tuple[float, ...]
    phase: float

    @staticmethod
    def Make(intervals: Sequence[float], phase: float) -> DashPathEffect:
        return DashPathEffect(tuple(intervals), phase)


_OPTIONS = {
    "AntiAlias": False, "Color": ColorBLACK, "Style": Style.kFill_Style, "StrokeWidth": 0.0,
    "StrokeJoin": Join.kMiter_Join, "StrokeCap": Cap.kButt_Cap, "StrokeMiter": 4.0, "Shader": None,
    "BlendMode": BlendMode.kSrcOver, "MaskFilter": None, "ImageFilter": None, "ColorFilter": None,
    "PathEffect": None, "Dither": False, "Alphaf": None,
}


class Paint:
    """Options by keyword; TypeError for one that does not exist."""

    kFill_Style, kStroke_Style, kStrokeAndFill_Style = Style
    kMiter_Join, kRound_Join = Join
    kButt_Cap, kRound_Cap, kSquare_Cap = Cap

    def __init__(self, **options: Any) -> None:
        if unknown := set(options) - set(_OPTIONS):
            raise TypeError(f"unknown paint options: {', '.join(sorted(unknown))}")
        self.options = {**_OPTIONS, **options}

    def __getattr__(self, name: str) -> Any:
        """`setShader(value)` and the like."""
        option = name.removeprefix("set")
        if name.startswith("set") and option in _OPTIONS:
            return lambda value: self.options.__setitem__(option, value)
        raise AttributeError(name)

    def getColor(self) -> int:
        return int(self.options["Color"])

    @property
    def shader(self) -> Field | None:
        shader: Field | None = self.options["Shader"]
        return shader

    @property
    def alpha(self) -> float:
        """0..1."""
        own = self.options["Alphaf"]
        return straight(self.options["Color"])[3] if own is None else float(own)

    @property
    def colour(self) -> np.ndarray:
        """Premultiplied, of shape (4,)."""
        red, green, blue, _ = straight(self.options["Color"])
        return premultiplied(np.array([red, green, blue, self.alpha]))

    def outline(self, path: Path, tolerance: float) -> list[np.ndarray]:
        """The polygons that this paint covers of a path."""
        found: list[Contour] = contours(path, tolerance)
        style = self.options["Style"]
        if style is Style.kFill_Style:
            return [points for points, _ in found]
        if (dash := self.options["PathEffect"]) is not None:
            found = dashed(found, dash.intervals, dash.phase)
        surface = [points for points, _ in found] if style is Style.kStrokeAndFill_Style else ()
        # The thinnest pen covers about a pixel.
        width = self.options["StrokeWidth"] or tolerance * 10
        pen = Pen(width, self.options["StrokeJoin"], self.options["StrokeCap"], self.options["StrokeMiter"])
        return stroked(found, pen, tolerance, surface)

    def getFillPath(self, path: Path, result: Path) -> bool:
        box = path.getBounds()
        for points in self.outline(path, max(box.width(), box.height(), 1e-6) / 3000):
            result.addPoly(points.tolist(), True)
        return True
