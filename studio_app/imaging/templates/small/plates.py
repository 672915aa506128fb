"""What stands behind the words or the motif of a small thing: bursts, coins, bubbles and brush strokes."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.layout import Area
from studio_app.imaging.templates.paint import polygon, rounded, skia
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.manners import Shade
from studio_app.imaging.templates.small.shapes import (
    drawn,
    joined,
    oval,
    regular,
    softened_corners,
    spokes,
    squircle,
    star,
)

_BUBBLE_TAIL = {1: ((0.20, 0.66), (0.16, 1.0), (0.46, 0.74)), -1: ((0.80, 0.66), (0.84, 1.0), (0.54, 0.74))}


def _jagged() -> Any:
    return softened_corners(spokes(13, 0.74, 6, (1.0, 0.86, 0.95)), 0.02)


def burst_shape(shade: Shade) -> Any:
    """The style's loudest plate, in the unit circle."""
    return {
        "cel": _jagged(), "neon": star(8, 0.84, 0.16, 22.5), "print": star(24, 0.88, 0.0), "flat": star(12, 0.84, 0.22),
        "split": star(4, 0.72, 0.0, 45), "hatch": star(18, 0.86, 0.06), "gloss": star(11, 0.70, 0.05, 8),
    }[shade]


def coin_shape(shade: Shade) -> Any:
    """The style's calm plate, in the unit circle."""
    return {
        "cel": regular(6, 0, 0.16), "neon": oval(0, 0, 1, 1), "print": oval(0, 0, 1, 1), "flat": squircle(),
        "split": regular(4, 0, 0.08), "hatch": star(20, 0.93, 0.1), "gloss": oval(0, 0, 1, 1),
    }[shade]


def over(path: Any, area: Area) -> Any:
    """A unit shape stretched over `area`."""
    box = path.computeTightBounds()
    x, y = area.width / box.width(), area.height / box.height()
    result = skia.Path()
    path.transform(skia.Matrix.Translate(area.x, area.y).preScale(x, y).preTranslate(-box.left(), -box.top()), result)
    return result


def bubble_shape(area: Area, inks: Inks, side: int) -> Any:
    """A speech bubble whose tail, at the foot of `area`, points left (1) or right (-1)."""
    body = Area(area.x, area.y, area.width, area.height * 0.78)
    shade = inks.manner.shade
    if shade in ("gloss", "flat"):
        shape = oval(*body.center, body.width / 2, body.height / 2)
    elif shade == "cel":
        shape = over(star(15, 0.84, 0.0), body)
    elif shade == "split":
        lean = body.width * 0.05
        shape = polygon([(body.x + lean, body.y), (body.right, body.y), (body.right - lean, body.bottom),
                         (body.x, body.bottom)])
    else:
        shape = rounded(body, body.height * 0.5 * inks.manner.corner)
    tail = [(area.x + area.width * x, area.y + area.height * y) for x, y in _BUBBLE_TAIL[side]]
    return joined([shape, polygon(tail)])


def swoosh_shape(area: Area, side: int) -> Any:
    """A brush stroke that tapers to the right (1) or left (-1)."""
    data = "M0 .72 C.2 .1 .62 -.06 1 .04 C.96 .3 .9 .36 .8 .4 C.86 .44 .84 .56 .76 .6 C.5 .5 .24 .64 .02 1 Z"
    path = drawn(data)
    if side < 0:
        flipped = skia.Path()
        path.transform(skia.Matrix.Translate(1, 0).preScale(-1, 1), flipped)
        path = flipped
    return over(path, area)
