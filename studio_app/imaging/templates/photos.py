"""A person's own picture in the place of the motif: as a print, a cut-out or inside a shape."""

from __future__ import annotations

import functools
import io
from typing import Any

import numpy as np
from PIL import Image

from studio_app.imaging.colour import BLACK, RGB
from studio_app.imaging.faces import find_faces
from studio_app.imaging.fit import saliency, window
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.logos import seen_box
from studio_app.imaging.templates.paint import SHARP, blur, fill, line, rect, ring, rounded, skia
from studio_app.imaging.templates.sheet import Stage

_CLEAR = 0.12
# How much more a place in a face weighs than another.
_FACE = 30.0


@functools.lru_cache(8)
def _picture(data: bytes) -> tuple[Any, bool, Image.Image]:
    """(Skia image, whether it is a cut-out, Pillow image); `data` was decoded and encoded by us before."""
    image = Image.open(io.BytesIO(data), formats=["PNG"]).convert("RGBA")
    image = image.crop(seen_box(image))  # a figure in the middle of nothing is as large as itself
    alpha = image.getchannel("A")
    histogram = alpha.histogram()
    clear = sum(histogram[:16]) / (image.width * image.height)
    premultiplied = image.convert("RGBa")
    made = skia.Image.frombytes(
        premultiplied.tobytes(), premultiplied.size, colorType=skia.kRGBA_8888_ColorType,
        alphaType=skia.kPremul_AlphaType,
    )
    return made, clear > _CLEAR, image


def is_cut_out(data: bytes) -> bool:
    """Whether a good part of the picture is transparent."""
    return _picture(data)[1]


@functools.lru_cache(16)
def _window(data: bytes, ratio: float) -> tuple[float, float, float, float]:
    """The part of the picture, in its pixels, that shows most of what matters at this proportion."""
    image = _picture(data)[2]
    wide, tall = min(image.width, image.height * ratio), min(image.height, image.width / ratio)
    weights = saliency(image) ** 1.5
    x, y = image.width / weights.shape[1], image.height / weights.shape[0]
    weights = weights * _interest(data, weights.shape)
    left, top, _ = window(weights, wide / x, tall / y)
    # A figure's head is at its top.
    top = 0 if is_cut_out(data) else top
    return min(left * x, image.width - wide), min(top * y, image.height - tall), wide, tall


@functools.lru_cache(8)
def _interest(data: bytes, shape: tuple[int, int]) -> np.ndarray:
    """Where a crop must not cut, as factors for an array of `shape`: faces with the hair above them; without a face
    rather the upper half, where people have theirs."""
    image = _picture(data)[2]
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
    factors = np.asarray(np.exp(-(((rows / shape[0] - 0.4) / 0.6) ** 2)))
    for face in find_faces(np.asarray(image.convert("RGB"))):
        box = Area(face.box.x, face.box.y - face.box.height * 0.5, face.box.width, face.box.height * 1.7).grown(
            face.box.width * 0.2)
        across = columns * image.width / shape[1]
        down = rows * image.height / shape[0]
        inside = (across >= box.x) & (across <= box.right) & (down >= box.y) & (down <= box.bottom)
        factors = factors + inside * _FACE
    return factors


def cover(stage: Stage, data: bytes, area: Area, clip: Any = None) -> None:
    """The photo filling `area`, cropped round what matters, inside `clip` (a path) when given."""
    made, _, _ = _picture(data)
    x, y, wide, tall = _window(data, round(area.width / area.height, 3))
    stage.canvas.save()
    if clip is not None:
        stage.canvas.clipPath(clip, True)
    options = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    shrinks = wide > area.width * stage.scale * 1.5
    stage.canvas.drawImageRect(
        made, skia.Rect.MakeXYWH(x, y, wide, tall), rect(area), options if shrinks else SHARP, skia.Paint(),
        skia.Canvas.SrcRectConstraint.kFast_SrcRectConstraint,
    )
    stage.canvas.restore()


def filling(stage: Stage, data: bytes, area: Area, edge: RGB) -> None:
    """A cut-out standing in `area`, any other photo filling it."""
    if is_cut_out(data):
        cut_out(stage, data, Area(area.x, area.y + area.height * 0.05, area.width, area.height * 0.95), edge)
    else:
        cover(stage, data, area)


def disc(stage: Stage, data: bytes, area: Area, edge: RGB) -> None:
    """The photo in a circle with a rim."""
    x, y = area.center
    radius = min(area.width, area.height) / 2 * 0.94
    canvas = stage.canvas
    canvas.drawCircle(x, y + radius * 0.05, radius, fill(BLACK, 0.5, MaskFilter=blur(radius * 0.07)))
    cover(stage, data, Area(x - radius, y - radius, 2 * radius, 2 * radius), ring(x, y, radius))
    canvas.drawCircle(x, y, radius, line(edge, radius * 0.055))


def cut_out(stage: Stage, data: bytes, area: Area, edge: RGB) -> None:
    """A transparent photo standing on the lower edge of `area`, with a die-cut rim."""
    made, _, image = _picture(data)
    share = min(area.width / image.width, area.height / image.height)
    wide, tall = image.width * share, image.height * share
    target = Area(area.center[0] - wide / 2, area.bottom - tall, wide, tall)
    rim = max(2.0, min(wide, tall) * 0.018)
    options = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    spread = skia.Paint(
        ImageFilter=skia.ImageFilters.Dilate(rim, rim),
        ColorFilter=skia.ColorFilters.Blend(skia.Color(*(round(c * 255) for c in edge)), skia.BlendMode.kSrcIn),
    )
    stage.canvas.drawImageRect(made, rect(target), options, spread)
    stage.canvas.drawImageRect(made, rect(target), options)


def print_of(stage: Stage, data: bytes, area: Area, angle: float, edge: RGB, under: RGB) -> None:
    """The photo as a tilted print with a white edge over a card in another colour."""
    canvas, u = stage.canvas, stage.sheet.unit
    x, y = area.center
    card = area.scaled(0.86)
    canvas.save()
    canvas.rotate(angle, x, y)
    canvas.drawPath(rounded(card.moved(0, 14 * u), 16 * u), fill(BLACK, 0.6, MaskFilter=blur(18 * u)))
    canvas.drawPath(rounded(card.moved(12 * u, 12 * u).grown(6 * u), 16 * u), fill(under))
    canvas.drawPath(rounded(card.grown(9 * u), 16 * u), fill(edge))
    cover(stage, data, card, rounded(card, 10 * u))
    canvas.restore()


def hero(stage: Stage, data: bytes, area: Area, angle: float, edge: RGB, under: RGB) -> None:
    """The photo as its own shape asks for: standing free when it is a cut-out, else as a print."""
    if is_cut_out(data):
        cut_out(stage, data, area, edge)
    else:
        print_of(stage, data, area, angle, edge, under)
