"""Drawing without Skia, by numpy, OpenCV, Clipper, HarfBuzz and Pillow: the names that we use of Skia's interface.

Slower than Skia, and for machines where it cannot be loaded: `studio_app.imaging.drawing` chooses.
"""

from studio_app.imaging.raster import typeset as textlayout
from studio_app.imaging.raster.blending import BlendMode
from studio_app.imaging.raster.canvas import Canvas, ClipOp
from studio_app.imaging.raster.fields import Data, GradientShader, RuntimeEffect, TileMode
from studio_app.imaging.raster.geometry import Matrix, Point, Rect
from studio_app.imaging.raster.images import (
    AlphaType,
    ColorType,
    CubicResampler,
    FilterMode,
    Image,
    ImageInfo,
    MipmapMode,
    SamplingOptions,
)
from studio_app.imaging.raster.outlines import Op, PathOp
from studio_app.imaging.raster.paints import (
    Color,
    ColorBLACK,
    ColorFilters,
    DashPathEffect,
    ImageFilters,
    MaskFilter,
    Paint,
)
from studio_app.imaging.raster.paths import Path, PathDirection, PathFillType
from studio_app.imaging.raster.surface import Surface
from studio_app.imaging.raster.typefaces import Font, Typeface
from studio_app.imaging.raster.typeset import Unicodes

kNormal_BlurStyle = 0
kPremul_AlphaType = AlphaType.kPremul_AlphaType
kRGBA_8888_ColorType = ColorType.kRGBA_8888_ColorType
kAlpha_8_ColorType = ColorType.kAlpha_8_ColorType

__all__ = [
    "BlendMode", "Canvas", "ClipOp", "Color", "ColorBLACK", "ColorFilters", "CubicResampler", "DashPathEffect", "Data",
    "FilterMode", "Font", "GradientShader", "Image", "ImageFilters", "ImageInfo", "MaskFilter", "Matrix", "MipmapMode",
    "Op", "Paint", "Path", "PathDirection", "PathFillType", "PathOp", "Point", "Rect", "RuntimeEffect",
    "SamplingOptions", "Surface", "TileMode", "Typeface", "Unicodes", "kAlpha_8_ColorType", "kNormal_BlurStyle",
    "kPremul_AlphaType", "kRGBA_8888_ColorType", "textlayout",
]
