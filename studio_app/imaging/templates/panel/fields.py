"""The field of a panel with a quiet pattern in the style's manner."""

from __future__ import annotations

from collections.abc import Callable

from studio_app.imaging.colour import RGB, mix
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.paint import fill, line, polygon, ramp, rect, rounded, skia
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.manners import Shade

Painter = Callable[[Stage, Inks, Finish], None]


def field(stage: Stage, own: Inks, finish: Finish) -> None:
    """The whole panel in the style's plate with a quiet pattern towards one end; rounded where it is transparent."""
    sheet, canvas = stage.sheet, stage.canvas
    wide, tall = sheet.asset.size
    if sheet.asset.alpha:
        canvas.clipPath(rounded(sheet.full, tall * 0.16 * own.manner.corner + 2), True)
    shader = ramp((0, 0), (wide, 0), finish.plate, finish.plate, finish.plate_end)
    canvas.drawRect(rect(sheet.full), skia.Paint(Shader=shader))
    tone = mix(finish.plate_end, own.body, 0.30)
    _PATTERNS[own.manner.shade](stage, tone, wide, tall)


def _dots(stage: Stage, tone: RGB, wide: float, tall: float) -> None:
    path, pitch = skia.Path(), tall * 0.085
    columns = round(wide * 0.42 / pitch)
    for column in range(columns):
        radius = pitch * 0.46 * (column + 1) / columns
        for row in range(round(tall / pitch) + 2):
            y = (row + (0.5 if column % 2 else 0.0)) * pitch
            path.addCircle(wide - (columns - column - 0.5) * pitch, y, radius)
    stage.canvas.drawPath(path, fill(tone))


def _grid(stage: Stage, tone: RGB, wide: float, tall: float) -> None:
    path = skia.Path()
    for i in range(-8, 9):
        path.moveTo(wide * 0.5 + i * tall * 0.16, tall * 0.62)
        path.lineTo(wide * 0.5 + i * tall * 0.62, tall)
    for i in range(5):
        y = tall * (0.62 + 0.38 * (i / 4.6) ** 1.7)
        path.moveTo(0, y)
        path.lineTo(wide, y)
    stage.canvas.drawPath(path, line(tone, tall * 0.012, 0.8))


def _stripes(stage: Stage, tone: RGB, wide: float, tall: float) -> None:
    canvas = stage.canvas
    for i in range(7):
        x = wide - i * tall * 0.20
        canvas.drawPath(polygon([(x, 0), (x + tall * 0.07, 0), (x - tall * 0.43, tall), (x - tall * 0.50, tall)]),
                        fill(tone, 1 - i / 7.5))


def _rule(stage: Stage, tone: RGB, wide: float, tall: float) -> None:
    path = skia.Path()
    for i in range(1, 7):
        path.moveTo(0, tall * i / 7)
        path.lineTo(wide, tall * i / 7)
    stage.canvas.drawPath(path, line(tone, tall * 0.008, 0.35))


def _nothing(stage: Stage, tone: RGB, wide: float, tall: float) -> None:
    """A flat field."""


_PATTERNS: dict[Shade, Callable[[Stage, RGB, float, float], None]] = {
    "cel": _dots, "neon": _grid, "print": _nothing, "flat": _nothing, "split": _stripes, "hatch": _rule,
    "gloss": _stripes,
}
