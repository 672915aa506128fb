"""Fills a shape the way a style does, and cuts it out with a dark and a light outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from studio_app.imaging.colour import WHITE, mix
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.paint import fill, line, polygon, ramp, rect, skia, swollen
from studio_app.imaging.templates.small.inks import Inks, Shades
from studio_app.imaging.templates.small.manners import Shade

Filler = Callable[[Any, Any, Area, Shades, float], None]


def die_cut(canvas: Any, shapes: Sequence[Any], inks: Inks, unit: float) -> None:
    """Outlines behind `shapes`: light outside, dark inside. `unit` is the shorter side in canvas units."""
    rim = 2 * inks.manner.rim * unit
    for shape in shapes:
        canvas.drawPath(shape, swollen(inks.edge, rim + 2 * inks.manner.edge * unit))
    for shape in shapes:
        canvas.drawPath(shape, swollen(inks.rim, rim))


def reach(inks: Inks) -> float:
    """How far the outlines go beyond a shape, as a share of the shorter side."""
    return inks.manner.rim + inks.manner.edge


def shaded(canvas: Any, shape: Any, tones: Shades, shade: Shade, unit: float) -> None:
    """`shape` filled in the style's manner. Its upper right shoulder always shows `tones.body` unchanged."""
    canvas.drawPath(shape, fill(tones.body))
    found = shape.computeTightBounds()
    canvas.save()
    canvas.clipPath(shape, True)
    _FILLERS[shade](canvas, shape, Area(found.left(), found.top(), found.width(), found.height()), tones, unit)
    canvas.restore()


def _crescent(canvas: Any, shape: Any, dx: float, dy: float) -> None:
    """Clips to what a copy of the shape, moved by (dx, dy), leaves free."""
    moved = skia.Path()
    shape.transform(skia.Matrix.Translate(dx, dy), moved)
    canvas.clipPath(moved, skia.ClipOp.kDifference, True)


def _cel(canvas: Any, shape: Any, box: Area, tones: Shades, unit: float) -> None:
    shine = polygon([
        (box.x, box.y), (box.x + box.width * 0.44, box.y), (box.x + box.width * 0.10, box.bottom), (box.x, box.bottom),
    ])
    canvas.drawPath(shine, fill(tones.lit))
    _crescent(canvas, shape, -0.035 * unit, -0.045 * unit)
    canvas.drawRect(rect(box), fill(tones.dark))


def _neon(canvas: Any, shape: Any, box: Area, tones: Shades, unit: float) -> None:
    middle = box.y + box.height * 0.42
    canvas.drawRect(
        skia.Rect.MakeLTRB(box.x, middle, box.right, box.bottom),
        skia.Paint(Shader=ramp((0, middle), (0, box.bottom), tones.body, tones.dark)),
    )
    bar, y = 0.016 * unit, box.bottom
    while y > box.y + box.height * 0.60:
        canvas.drawRect(skia.Rect.MakeXYWH(box.x, y - bar, box.width, bar), fill(tones.dark, 0.8))
        y, bar = y - 0.055 * unit, bar * 0.82
    canvas.drawPath(shape, line(mix(tones.lit, WHITE, 0.6), 0.034 * unit))


def _print(canvas: Any, shape: Any, box: Area, tones: Shades, unit: float) -> None:
    """A screen of dots that grow to the lower right."""
    pitch = 0.045 * unit
    dots = skia.Path()
    for row in range(round(box.height / pitch) + 1):
        for column in range(round(box.width / pitch) + 1):
            x, y = column * pitch, row * pitch
            depth = (x / box.width * 0.7 + y / box.height - 0.85) * 1.1
            if depth > 0:
                shift = pitch / 2 if row % 2 else 0.0
                dots.addCircle(box.x + x + shift, box.y + y, min(0.62, 0.25 + depth * 0.5) * pitch)
    canvas.drawPath(dots, fill(tones.dark))


def _flat(canvas: Any, shape: Any, box: Area, tones: Shades, unit: float) -> None:
    """Nothing: the colour itself."""


def _split(canvas: Any, shape: Any, box: Area, tones: Shades, unit: float) -> None:
    top, foot = box.x + box.width * 0.80, box.x + box.width * 0.30
    canvas.drawPath(polygon([(top, box.y), (box.right, box.y), (box.right, box.bottom), (foot, box.bottom)]),
                    fill(tones.dark))
    canvas.drawLine(top, box.y, foot, box.bottom, line(tones.lit, 0.022 * unit))


def _hatch(canvas: Any, shape: Any, box: Area, tones: Shades, unit: float) -> None:
    """Pencil strokes on the shadow side."""
    _crescent(canvas, shape, -0.075 * unit, -0.075 * unit)
    strokes = skia.Path()
    pitch, far = 0.042 * unit, box.width + box.height
    for i in range(round(far / pitch)):
        strokes.moveTo(box.x + i * pitch, box.y)
        strokes.lineTo(box.x + i * pitch - box.height, box.bottom)
    canvas.drawPath(strokes, line(tones.dark, 0.020 * unit))


def _gloss(canvas: Any, shape: Any, box: Area, tones: Shades, unit: float) -> None:
    middle = box.y + box.height * 0.48
    canvas.drawRect(
        skia.Rect.MakeLTRB(box.x, middle, box.right, box.bottom),
        skia.Paint(Shader=ramp((0, middle), (0, box.bottom), tones.body, tones.dark)),
    )
    canvas.save()
    canvas.translate(box.x + box.width * 0.28, box.y + box.height * 0.17)
    canvas.rotate(-32)
    canvas.drawOval(skia.Rect.MakeLTRB(-box.width * 0.15, -box.height * 0.07, box.width * 0.15, box.height * 0.07),
                    fill(WHITE, 0.75))
    canvas.restore()
    canvas.save()
    _crescent(canvas, shape, 0.0, -0.022 * unit)
    canvas.drawRect(rect(box), fill(tones.lit, 0.55))
    canvas.restore()


_FILLERS: dict[Shade, Filler] = {
    "cel": _cel, "neon": _neon, "print": _print, "flat": _flat, "split": _split, "hatch": _hatch, "gloss": _gloss,
}
