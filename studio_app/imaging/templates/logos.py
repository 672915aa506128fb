"""The kit's logo on a picture: clear of its own margins, never sunk into its ground; the kit's initial without one."""

from __future__ import annotations

import functools
import io
from typing import Any

import numpy as np
from PIL import Image, UnidentifiedImageError

from studio_app.imaging.colour import BLACK, RGB, WHITE, wcag
from studio_app.imaging.fonts import headline, reach
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates.paint import blur, fill, line, rect, rounded, skia, softened
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.text import graphemes, paint_line, width

# Alpha, 0..255, from which on a pixel is to be seen; and the contrast below which a logo sinks into its ground.
_SEEN = 8
_SINKS = 1.8
# The share of ink below which, or the proportion from which on, a logo is thin lines, which need more contrast.
_THIN, _WORDMARK, _THIN_SINKS = 0.27, 3.0, 3.0
# In so many parts the ground under a logo is looked at.
_PARTS = 4
# Mean alpha from which on a place is painted.
_PAINTED = 128


@functools.lru_cache(16)
def _logo(data: bytes) -> tuple[Any, RGB, float] | None:
    """The logo without its clear margins, the colour that most of it has, and how much of its box is painted (0..1);
    None where nothing is to be seen."""
    try:
        image = Image.open(io.BytesIO(data)).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError):
        return None
    box = seen_box(image)
    if box is None:
        return None
    image = image.crop(box)
    pixels = np.asarray(image).reshape(-1, 4)
    red, green, blue = (float(value) / 255 for value in np.median(pixels[pixels[:, 3] > _SEEN][:, :3], axis=0))
    premultiplied = image.convert("RGBa")
    made = skia.Image.frombytes(
        premultiplied.tobytes(), premultiplied.size, colorType=skia.kRGBA_8888_ColorType,
        alphaType=skia.kPremul_AlphaType,
    )
    return made, (red, green, blue), float(pixels[:, 3].mean()) / 255


def logo_ratio(data: bytes | None) -> float:
    """Width over height of what is to be seen of a logo; 1.0 without one."""
    found = _logo(data) if data else None
    return found[0].width() / found[0].height() if found else 1.0


def _sunk(stage: Stage, area: Area, most: RGB, otherwise: RGB, least: float) -> bool:
    """Whether a logo of the colour `most` has less than the `least` contrast with any part of what is under it."""
    step = area.width / _PARTS
    parts = (Area(area.x + i * step, area.y, step, area.height) for i in range(_PARTS))
    return any(wcag(most, _under(stage, part, otherwise)) < least for part in parts)


def _under(stage: Stage, area: Area, otherwise: RGB) -> RGB:
    """The mean colour that is painted there already; `otherwise` where the page shows through."""
    device = stage.canvas.getTotalMatrix().mapRect(rect(area)).roundOut()
    pixels = np.zeros((max(1, device.height()), max(1, device.width()), 4), np.uint8)
    info = skia.ImageInfo.Make(
        pixels.shape[1], pixels.shape[0], skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType
    )
    if not stage.canvas.readPixels(info, pixels, pixels.strides[0], device.left(), device.top()):
        return otherwise
    red, green, blue, alpha = (float(value) for value in pixels.reshape(-1, 4).mean(axis=0))
    return (red / alpha, green / alpha, blue / alpha) if alpha > _PAINTED else otherwise


def seen_box(image: Image.Image) -> tuple[int, int, int, int] | None:
    """The part of an RGBA picture in which anything is to be seen."""
    return image.getchannel("A").point(lambda value: 255 if value > _SEEN else 0).getbbox()


def logo(stage: Stage, area: Area, ground: RGB, letter: RGB, edge: RGB | None = None, radius: float = 0.26) -> None:
    """The kit's logo fitted into `area`; without one (or when it cannot be read) the kit's initial on a tile."""
    kit = stage.sheet.brief.kit
    found = _logo(kit.logo) if kit.logo else None
    if found is not None:
        image, most, inked = found
        thin = inked < _THIN or image.width() > image.height() * _WORDMARK
        share = min(area.width / image.width(), area.height / image.height())
        wide, tall = image.width() * share, image.height() * share
        x, y = area.center
        target = Area(x - wide / 2, y - tall / 2, wide, tall)
        options = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        sinks = _sunk(stage, target, most, ground, _THIN_SINKS if thin else _SINKS)
        short = min(area.width, area.height)
        if thin and sinks:
            # A rim round thin strokes would close what is between them.
            plate = max((stage.sheet.roles.paper, stage.sheet.roles.night), key=lambda colour: wcag(colour, most))
            pad = min(wide, tall) * 0.09
            stage.canvas.drawPath(rounded(target, pad * 2), fill(plate))
            inner = target.scaled(1 - 2 * pad / min(wide, tall))
            stage.canvas.drawImageRect(image, rect(inner), options)
            return

        def shade(sigma: float, colour: RGB, alpha: float, down: float) -> None:
            softened(
                stage.canvas, stage.scale, area.grown(short * 0.3),
                lambda c: c.drawImageRect(image, rect(target), options), short * sigma, colour, alpha, 0,
                short * down,
            )

        if not thin:
            shade(0.05, BLACK, 0.55, 0.04)
        if sinks:
            # A rim of light, or of dark, round what would sink into its ground.
            rim = max((WHITE, BLACK), key=lambda colour: wcag(colour, most))
            for _ in range(3):
                shade(0.02, rim, 1.0, 0)
        stage.canvas.drawImageRect(image, rect(target), options)
        return
    _initial(stage, area, ground, letter, edge, radius)


def mark(
    stage: Stage, layout: Layout, ground: RGB, letter: RGB, edge: RGB | None = None, radius: float = 0.26
) -> None:
    """The logo where the layout has one: a person may have hidden it."""
    area = layout.box("logo")
    if area is not None:
        logo(stage, area, ground, letter, edge, radius)


def _initial(stage: Stage, area: Area, ground: RGB, letter: RGB, edge: RGB | None, radius: float) -> None:
    sheet, canvas = stage.sheet, stage.canvas
    corner = area.width * radius
    canvas.drawPath(
        rounded(area.moved(0, area.width * 0.04), corner), fill(BLACK, 0.4, MaskFilter=blur(area.width * 0.06))
    )
    canvas.drawPath(rounded(area, corner), fill(ground))
    if edge is not None:
        inset = area.width * 0.045
        canvas.drawPath(rounded(area.grown(-inset), corner - inset), line(edge, area.width * 0.03, 0.9))
    name = sheet.brief.kit.name.strip() or "S"
    initial = graphemes(name)[0]
    initial = initial.upper() if len(initial.upper()) == len(initial) else initial
    alias = headline(sheet.headline)
    up, down = reach(initial, alias)
    size = min(area.width * 0.52 / (up + down), area.width * 0.66 / max(0.2, width(initial, alias)))
    x, y = area.center
    paint_line(
        canvas, initial, alias, size, fill(letter), x - width(initial, alias) * size / 2, y + (up - down) * size / 2
    )
