"""Short names for Skia objects that every layer uses. Colours are RGB floats; lengths are canvas units."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import Any

from studio_app.imaging.colour import RGB
from studio_app.imaging.drawing import load_drawing
from studio_app.imaging.layout import Area

skia = load_drawing()
SMOOTH = skia.SamplingOptions(skia.CubicResampler.Mitchell())
LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
SHARP = skia.SamplingOptions(skia.CubicResampler.CatmullRom())
SCREEN, OVERLAY, PLUS, MULTIPLY, SOFT_LIGHT = (
    skia.BlendMode.kScreen,
    skia.BlendMode.kOverlay,
    skia.BlendMode.kPlus,
    skia.BlendMode.kMultiply,
    skia.BlendMode.kSoftLight,
)
Point = tuple[float, float]


def ink(colour: RGB, alpha: float = 1.0) -> int:
    return int(skia.Color(*(round(c * 255) for c in colour), round(alpha * 255)))


def fill(colour: RGB, alpha: float = 1.0, **more: Any) -> Any:
    return skia.Paint(AntiAlias=True, Color=ink(colour, alpha), **more)


def line(colour: RGB, thickness: float, alpha: float = 1.0, **more: Any) -> Any:
    return skia.Paint(
        AntiAlias=True,
        Color=ink(colour, alpha),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=thickness,
        StrokeJoin=skia.Paint.kRound_Join,
        StrokeCap=skia.Paint.kRound_Cap,
        **more,
    )


def swollen(colour: RGB, thickness: float, alpha: float = 1.0) -> Any:
    """Fill and stroke together: a shape grown by half of `thickness` on each side."""
    return skia.Paint(
        AntiAlias=True,
        Color=ink(colour, alpha),
        Style=skia.Paint.kStrokeAndFill_Style,
        StrokeWidth=thickness,
        StrokeJoin=skia.Paint.kRound_Join,
    )


def blur(sigma: float, style: Any = None) -> Any:
    return skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle if style is None else style, sigma)


def rect(area: Area) -> Any:
    return skia.Rect.MakeXYWH(area.x, area.y, area.width, area.height)


def gradient(start: Point, end: Point, stops: Sequence[tuple[float, RGB, float]], mode: Any = None) -> Any:
    """Linear; `stops` are (position, colour, alpha)."""
    return skia.GradientShader.MakeLinear(
        [start, end],
        [ink(c, a) for _, c, a in stops],
        [p for p, _, _ in stops],
        skia.TileMode.kClamp if mode is None else mode,
    )


def ramp(start: Point, end: Point, *colours: RGB) -> Any:
    last = max(1, len(colours) - 1)
    return gradient(start, end, [(i / last, c, 1.0) for i, c in enumerate(colours)])


def glow_shader(x: float, y: float, radius: float, colour: RGB, alpha: float = 1.0) -> Any:
    return skia.GradientShader.MakeRadial(
        (x, y), radius, [ink(colour, alpha), ink(colour, alpha * 0.42), ink(colour, 0)], [0, 0.42, 1]
    )


def polygon(points: Sequence[Point]) -> Any:
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], True)
    return path


def ring(x: float, y: float, radius: float) -> Any:
    path = skia.Path()
    path.addCircle(x, y, radius)
    return path


def rounded(area: Area, radius: float) -> Any:
    path = skia.Path()
    path.addRoundRect(rect(area), radius, radius)
    return path


def effect(source: str) -> Any:
    return skia.RuntimeEffect.MakeForShader(source)


def uniforms(made: Any, *values: float) -> Any:
    """The shader of a runtime effect; AssertionError when the uniforms do not match its declaration."""
    shader = made.makeShader(skia.Data.MakeWithCopy(struct.pack(f"<{len(values)}f", *values)))
    assert shader is not None, "uniform count does not match the shader"
    return shader


def softened(
    canvas: Any,
    scale: float,
    area: Area,
    draw: Callable[[Any], None],
    sigma: float,
    colour: RGB,
    alpha: float,
    dx: float = 0.0,
    dy: float = 0.0,
) -> None:
    """What `draw` paints, blurred and in one colour. Done at a quarter of full size: same look, a sixth of the time.

    `area` bounds the drawing in canvas units and must leave room for about three `sigma` of blur.
    """
    reduced = min(1.0, max(0.25, 2.0 / max(sigma * scale, 0.5))) * scale
    width, height = int(area.width * reduced) + 2, int(area.height * reduced) + 2
    surface = skia.Surface(width, height)
    inner = surface.getCanvas()
    inner.scale(reduced, reduced)
    inner.translate(-area.x, -area.y)
    draw(inner)
    blurred = skia.Surface(width, height)
    paint = skia.Paint(
        ImageFilter=skia.ImageFilters.Blur(sigma * reduced, sigma * reduced),
        ColorFilter=skia.ColorFilters.Blend(ink(colour), skia.BlendMode.kSrcIn),
        Alphaf=alpha,
    )
    blurred.getCanvas().drawImage(surface.makeImageSnapshot(), 0, 0, skia.SamplingOptions(), paint)
    target = skia.Rect.MakeXYWH(area.x + dx, area.y + dy, width / reduced, height / reduced)
    # What is blurred has no edge that a costlier filter could keep.
    canvas.drawImageRect(blurred.makeImageSnapshot(), target, LINEAR)
