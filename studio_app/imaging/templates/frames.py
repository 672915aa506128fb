"""Panels and frames in a style's materials, for everything that lies over a stream."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.colour import BLACK, WHITE, mix
from studio_app.imaging.layout import Area
from studio_app.imaging.templates import layers
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.paint import blur, fill, line, polygon, ramp, rect, rounded, skia
from studio_app.imaging.templates.sheet import Stage

BORDER = 14.0


def shape_of(finish: Finish, area: Area, lean: float = 16.0) -> Any:
    if finish.shape == "slant":
        return polygon(
            [(area.x + lean, area.y), (area.right, area.y), (area.right - lean, area.bottom), (area.x, area.bottom)]
        )
    return rounded(area, 14 if finish.shape == "tube" else 0)


def cut(stage: Stage, hole: Area) -> None:
    """Alpha exactly 0 in the hole, edges included."""
    stage.canvas.drawRect(rect(hole), skia.Paint(BlendMode=skia.BlendMode.kClear))


def panel(stage: Stage, area: Area, finish: Finish) -> None:
    canvas = stage.canvas
    shape = shape_of(finish, area)
    shadow = shape_of(finish, area.moved(0, 6))
    canvas.drawPath(shadow, fill(BLACK, 0.45, MaskFilter=blur(8)))
    canvas.drawPath(
        shape, skia.Paint(AntiAlias=True, Shader=ramp((area.x, 0), (area.right, 0), finish.plate, finish.plate_end))
    )
    if finish.shape == "tube":
        canvas.drawPath(shape, line(finish.border[1], 2.5))
    elif finish.shape == "slant":
        canvas.drawPath(
            polygon([(area.x + 16, area.y), (area.x + 26, area.y), (area.x + 10, area.bottom), (area.x, area.bottom)]),
            fill(finish.accent),
        )
    else:
        canvas.drawRect(rect(area.grown(-2)), line(finish.accent, 4))


def _slant_frame(stage: Stage, hole: Area, finish: Finish) -> None:
    canvas, outer = stage.canvas, hole.grown(BORDER)
    ramped = ramp((outer.x, outer.y), (outer.right, outer.bottom), *finish.border)
    canvas.drawRect(rect(outer), line(finish.halo, 12, 0.8, MaskFilter=blur(12)))
    canvas.drawRect(rect(outer), skia.Paint(AntiAlias=True, Shader=ramped))
    canvas.drawRect(rect(hole.grown(4)), fill(finish.plate))
    for x, y, dx, dy in ((outer.x, outer.y, 1, 1), (outer.right, outer.bottom, -1, -1)):
        wedge = polygon(
            [
                (x - 10 * dx, y - 10 * dy),
                (x + 150 * dx, y - 10 * dy),
                (x + 128 * dx, y + 12 * dy),
                (x + 12 * dx, y + 12 * dy),
                (x + 12 * dx, y + 84 * dy),
                (x - 10 * dx, y + 104 * dy),
            ]
        )
        canvas.drawPath(wedge, fill(finish.accent))
    chance = stage.sheet.random("frame")
    for i in range(7):
        x = outer.right - 160 - i * 22
        canvas.drawPath(
            polygon([(x + 8, outer.y - 2), (x + 18, outer.y - 2), (x + 8, outer.y + 11), (x - 2, outer.y + 11)]),
            fill(WHITE, 0.25 + 0.5 * chance.random()),
        )


def _tube_frame(stage: Stage, hole: Area, finish: Finish) -> None:
    canvas, outer = stage.canvas, hole.grown(BORDER * 0.6)
    for grow, colour in ((0.0, finish.border[1]), (9.0, finish.border[0])):
        path = rounded(outer.grown(grow), 18 + grow)
        canvas.drawPath(path, line(colour, 12, 0.75, MaskFilter=blur(10)))
        canvas.drawPath(path, line(colour, 5))
        canvas.drawPath(path, line(mix(colour, WHITE, 0.75), 1.8))
    for x in (outer.x + 60, outer.right - 60):
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 20, outer.y - 16, 40, 14), 4, 4, fill(finish.plate))


def _block_frame(stage: Stage, hole: Area, finish: Finish) -> None:
    canvas, outer = stage.canvas, hole.grown(BORDER)
    offset = -16 if stage.sheet.look.mirrored else 16
    canvas.drawRect(rect(outer.moved(offset, -16)), fill(finish.border[0]))
    canvas.drawRect(rect(outer), fill(finish.plate))
    canvas.drawRect(rect(outer.grown(-3)), line(finish.accent, 3))
    corner = outer.x if stage.sheet.look.mirrored else outer.right
    canvas.save()
    canvas.clipRect(rect(outer.grown(18)))
    layers.stripes(stage, Area(corner - 60, outer.y - 16, 120, 14), 14, 45, finish.border[2], 1.0)
    canvas.restore()


def frame(stage: Stage, hole: Area, finish: Finish) -> None:
    """A border round `hole`, which stays untouched here: cut it out afterwards."""
    FRAMES[finish.shape](stage, hole, finish)


FRAMES = {
    "slant": _slant_frame, "tube": _tube_frame, "block": _block_frame, "round": _tube_frame, "cut": _slant_frame,
}
