"""Eyes and brows of the mascots. Unit: the skull's radius."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import WHITE
from studio_app.imaging.templates.mascots.moods import Brow, Eye, EyeKind
from studio_app.imaging.templates.mascots.sitter import Sitter
from studio_app.imaging.templates.paint import fill, polygon, skia
from studio_app.imaging.templates.small.shapes import HEART, drawn, oval, placed, star

EyePainter = Callable[[Sitter, Eye, float, float, float, int], None]


def _open(s: Sitter, eye: Eye, x: float, y: float, r: float, side: int) -> None:
    if s.visor:
        lamp = oval(x + eye.gaze[0] * r * 0.4, y + eye.gaze[1] * r * 0.4, r * 0.62, r * 0.82)
        s.canvas.drawPath(_between_lids(lamp, eye, x, y, r, side), fill(s.ink))
        return
    ball = _between_lids(oval(x, y, r * 0.94, r * 1.10), eye, x, y, r, side)
    s.shape(ball, WHITE, 0.85)
    s.canvas.save()
    s.canvas.clipPath(ball, True)
    _pupil(s, eye, x, y, r)
    s.canvas.restore()
    if eye.lid:
        drop = _slope(eye, r, side)
        top = y - r * 1.1 + 2.2 * r * eye.lid
        s.stroke(polygon([(x - r, top - drop * 0.67), (x + r, top + drop * 0.67)]), 1.5)


def _slope(eye: Eye, r: float, side: int) -> float:
    return math.tan(math.radians(eye.slant)) * r * 1.5 * -side


def _between_lids(ball: Any, eye: Eye, x: float, y: float, r: float, side: int) -> Any:
    """The part of the ball that the lids leave open."""
    if not (eye.lid or eye.under):
        return ball
    reach, drop = r * 1.5, _slope(eye, r, side)
    top, bottom = y - r * 1.1 + 2.2 * r * eye.lid, y + r * 1.1 - 2.2 * r * eye.under
    gap = polygon([
        (x - reach, top - drop), (x + reach, top + drop), (x + reach, bottom + 0.01), (x - reach, bottom + 0.01),
    ])
    return skia.Op(ball, gap, skia.PathOp.kIntersect_PathOp)


def _pupil(s: Sitter, eye: Eye, x: float, y: float, r: float) -> None:
    size = r * 0.72 * eye.pupil
    px, py = x + eye.gaze[0] * r * 0.62, y + eye.gaze[1] * r * 0.62
    s.canvas.drawPath(oval(px, py, size, size * 1.14), fill(s.inks.rim))
    if eye.pupil > 0.6:
        s.canvas.drawPath(oval(px - size * 0.38, py - size * 0.46, size * 0.36, size * 0.36), fill(WHITE))
        s.canvas.drawPath(oval(px + size * 0.36, py + size * 0.46, size * 0.17, size * 0.17), fill(WHITE))


def _glad(s: Sitter, eye: Eye, x: float, y: float, r: float, side: int) -> None:
    s.stroke(placed(drawn("M-1 .45 Q0 -1.3 1 .45"), x, y, r), 1.5)


def _shut(s: Sitter, eye: Eye, x: float, y: float, r: float, side: int) -> None:
    s.stroke(placed(drawn("M-1 -.1 Q0 1.1 1 -.1"), x, y, r), 1.5)


def _squint(s: Sitter, eye: Eye, x: float, y: float, r: float, side: int) -> None:
    tip = -side
    chevron = skia.Path()
    chevron.moveTo(x - tip * r * 0.85, y - r * 0.72)
    chevron.lineTo(x + tip * r * 0.75, y)
    chevron.lineTo(x - tip * r * 0.85, y + r * 0.72)
    s.stroke(chevron, 1.5)


def _heart(s: Sitter, eye: Eye, x: float, y: float, r: float, side: int) -> None:
    s.shape(placed(drawn(HEART), x, y, r * 1.16, 6 * side), s.inks.flesh)
    s.canvas.drawPath(oval(x - r * 0.46, y - r * 0.46, r * 0.22, r * 0.18), fill(WHITE))


def _star(s: Sitter, eye: Eye, x: float, y: float, r: float, side: int) -> None:
    s.shape(placed(star(5, 0.52, 0.10), x, y + r * 0.06, r * 1.22, 8 * side), s.inks.spark)


def _cross(s: Sitter, eye: Eye, x: float, y: float, r: float, side: int) -> None:
    s.stroke(placed(drawn("M-.72 -.72 L.72 .72 M.72 -.72 L-.72 .72"), x, y, r), 1.7)


def _swirl(s: Sitter, eye: Eye, x: float, y: float, r: float, side: int) -> None:
    spiral = skia.Path()
    for i in range(46):
        angle, radius = i * 0.30 * -side, r * i / 45
        point = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        spiral.lineTo(*point) if i else spiral.moveTo(*point)
    if not s.visor:
        s.shape(oval(x, y, r * 1.02, r * 1.02), WHITE, 0.85)
    s.stroke(spiral, 0.9)


def _puppy(s: Sitter, eye: Eye, x: float, y: float, r: float, side: int) -> None:
    """A large dark eye full of light, wet below."""
    ball = oval(x, y, r, r * 1.14)
    if s.visor:
        s.stroke(ball, 1.1)
    else:
        s.shape(ball, WHITE, 0.85)
        s.canvas.drawPath(oval(x, y - r * 0.04, r * 0.92, r * 1.02), fill(s.inks.rim))
    s.canvas.save()
    s.canvas.clipPath(ball, True)
    s.canvas.drawPath(oval(x, y + r * 1.04, r * 0.92, r * 0.52), fill(s.inks.water))
    s.canvas.restore()
    s.canvas.drawPath(oval(x - r * 0.32, y - r * 0.42, r * 0.36, r * 0.38), fill(WHITE))
    s.canvas.drawPath(oval(x + r * 0.36, y + r * 0.16, r * 0.17, r * 0.18), fill(WHITE))


_EYES: dict[EyeKind, EyePainter] = {
    "open": _open, "glad": _glad, "shut": _shut, "squint": _squint, "heart": _heart, "star": _star, "cross": _cross,
    "swirl": _swirl, "puppy": _puppy,
}


def paint_eye(s: Sitter, eye: Eye, x: float, y: float, r: float, side: int) -> None:
    """`side` is -1 for the viewer's left, 1 for the right."""
    _EYES[eye.kind](s, eye, x, y, r * eye.size, side)


def paint_brow(s: Sitter, brow: Brow, x: float, y: float, r: float, side: int) -> None:
    bow = placed(drawn("M-.95 .12 Q0 -.28 .95 .12"), x, y - r * brow.lift, r, -side * brow.angle)
    s.stroke(bow, 1.7)
