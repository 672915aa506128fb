"""Outlines that small things are made of, as Skia paths. Unit shapes fit a circle of radius 1 about the origin."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from typing import Any

from studio_app.imaging.icons import commands
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.paint import Point, polygon, skia

_METHODS = {"M": "moveTo", "L": "lineTo", "Q": "quadTo", "C": "cubicTo"}


@functools.lru_cache(256)
def drawn(data: str) -> Any:
    """SVG path data of absolute M, L, Q, C and Z as a path."""
    path = skia.Path()
    for letter, numbers in commands(data):
        if letter == "Z":
            path.close()
        else:
            getattr(path, _METHODS[letter])(*numbers)
    return path


def oval(x: float, y: float, wide: float, tall: float) -> Any:
    """An ellipse by its centre and half axes."""
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - wide, y - tall, x + wide, y + tall))
    return path


def placed(path: Any, x: float, y: float, size: float = 1.0, angle: float = 0.0, tall: float = 1.0) -> Any:
    """`path` stretched by `tall` in height, scaled by `size`, turned by `angle` degrees and moved to (x, y)."""
    matrix = skia.Matrix.Translate(x, y).preRotate(angle).preScale(size, size * tall)
    result = skia.Path()
    path.transform(matrix, result)
    return result


def mirrored(path: Any) -> Any:
    """Left and right of x = 0 exchanged."""
    result = skia.Path()
    path.transform(skia.Matrix.Scale(-1, 1), result)
    return result


def joined(paths: Iterable[Any]) -> Any:
    """The union of the paths' surfaces."""
    whole = skia.Path()
    for path in paths:
        whole = skia.Op(whole, path, skia.PathOp.kUnion_PathOp)
    return whole


def together(*paths: Any) -> Any:
    """Several outlines as one path, drawn with one paint."""
    whole = skia.Path()
    for path in paths:
        whole.addPath(path)
    return whole


def bounds(paths: Iterable[Any]) -> Area:
    """The tight box round all paths that have ink."""
    found = [path.computeTightBounds() for path in paths if not path.isEmpty()]
    left, top = min(b.left() for b in found), min(b.top() for b in found)
    return Area(left, top, max(b.right() for b in found) - left, max(b.bottom() for b in found) - top)


def softened_corners(points: Sequence[Point], radius: float) -> Any:
    """A closed polygon whose corners are rounded by up to `radius`."""
    path = skia.Path()
    count = len(points)
    for i, (x, y) in enumerate(points):
        before, after = points[i - 1], points[(i + 1) % count]
        start, end = _towards((x, y), before, radius), _towards((x, y), after, radius)
        if i:
            path.lineTo(*start)
        else:
            path.moveTo(*start)
        path.quadTo(x, y, *end)
    path.close()
    return path


def _towards(start: Point, end: Point, far: float) -> Point:
    long = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    share = min(0.5, far / long)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def spokes(count: int, inner: float, turn: float = 0.0, outer: Sequence[float] = (1.0,)) -> list[Point]:
    """Points of a star: tips at the radii of `outer` in turn, notches at `inner`; a tip points up at `turn` 0."""
    points: list[Point] = []
    for i in range(2 * count):
        radius = inner if i % 2 else outer[(i // 2) % len(outer)]
        angle = math.radians(turn - 90) + math.pi * i / count
        points.append((radius * math.cos(angle), radius * math.sin(angle)))
    return points


@functools.lru_cache(64)
def star(count: int = 5, inner: float = 0.5, corner: float = 0.12, turn: float = 0.0) -> Any:
    return softened_corners(spokes(count, inner, turn), corner)


@functools.lru_cache(32)
def regular(count: int, turn: float = 0.0, corner: float = 0.1) -> Any:
    """A regular polygon with a corner up at `turn` 0."""
    angles = [math.radians(turn - 90 + 360 * i / count) for i in range(count)]
    return softened_corners([(math.cos(a), math.sin(a)) for a in angles], corner)


@functools.cache
def squircle() -> Any:
    """A superellipse of exponent 4."""
    points = []
    for i in range(96):
        cos, sin = math.cos(math.tau * i / 96), math.sin(math.tau * i / 96)
        points.append((math.copysign(abs(cos) ** 0.5, cos), math.copysign(abs(sin) ** 0.5, sin)))
    return polygon(points)


HEART = "M0 .92 C-.42 .62 -1 .22 -1 -.3 C-1 -.66 -.74 -.88 -.46 -.88 C-.24 -.88 -.08 -.76 0 -.58 " \
        "C.08 -.76 .24 -.88 .46 -.88 C.74 -.88 1 -.66 1 -.3 C1 .22 .42 .62 0 .92 Z"
DROP = "M0 -1 C.2 -.5 .62 -.1 .62 .38 C.62 .76 .34 1 0 1 C-.34 1 -.62 .76 -.62 .38 C-.62 -.1 -.2 -.5 0 -1 Z"
BOLT = "M.16 -1 L-.56 .16 L-.08 .16 L-.24 1 L.58 -.28 L.1 -.28 L.42 -1 Z"
SHIELD = "M0 -1 C.3 -.82 .62 -.74 .9 -.74 C.92 .1 .66 .68 0 1 C-.66 .68 -.92 .1 -.9 -.74 C-.62 -.74 -.3 -.82 0 -1 Z"
SPARKLE = "M0 -1 C.1 -.3 .3 -.1 1 0 C.3 .1 .1 .3 0 1 C-.1 .3 -.3 .1 -1 0 C-.3 -.1 -.1 -.3 0 -1 Z"
