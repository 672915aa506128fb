"""Composes motifs from several icons, and writes Skia paths as SVG path data."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from studio_app.imaging.icon_sources import Layer
from studio_app.imaging.icons import _contours  # the parser that draws them, so what is baked is what is seen
from studio_app.imaging.native import load_skia

SIDE = 256
_UNIONS = {True: "kDifference_PathOp", False: "kUnion_PathOp"}


def _joined(paths: Iterable[Any], operation: str) -> Any:
    skia = load_skia()
    return functools.reduce(lambda one, two: skia.Op(one, two, getattr(skia.PathOp, operation)), paths)


def _centred(path: Any, size: float, x: float = 0.0, y: float = 0.0) -> Any:
    """`path` with its larger side `size` long and the middle of its box on (x, y)."""
    skia, bounds = load_skia(), path.computeTightBounds()
    scale = size / max(bounds.width(), bounds.height())
    result = skia.Path()
    place = skia.Matrix.Translate(x, y).preScale(scale, scale).preTranslate(-bounds.centerX(), -bounds.centerY())
    path.transform(place, result)
    return result


def outline(paths: list[str]) -> Any:
    """SVG path data as one path, its larger side 1 and its middle on the origin."""
    whole = load_skia().Path()
    for data in paths:
        for contour in _contours(data):
            whole.addPath(contour)
    return _centred(whole, 1)


def solid(paths: list[str]) -> Any:
    """Like `outline` with all holes filled."""
    return _centred(_joined((contour for data in paths for contour in _contours(data)), "kUnion_PathOp"), 1)


def inside(paths: list[str]) -> Any:
    """What the lines of an outline icon enclose: a face becomes a disc with its features cut out."""
    lines = load_skia().Simplify(outline(paths))
    return _centred(_joined((solid(paths), lines), "kDifference_PathOp"), 1)


def layered(base: Any, layers: Iterable[tuple[Layer, Any]]) -> Any:
    """`base` with other icons added or cut out, each at its place in units of the base's larger side."""
    for layer, path in layers:
        placed = _centred(path, layer.size, layer.x, layer.y)
        base = _joined((base, placed), _UNIONS[layer.cut])
    return _centred(base, 1)


def path_data(path: Any) -> str:
    """Absolute SVG path data in a square of `SIDE`, one decimal: a tenth of a pixel at this size is never seen."""
    skia = load_skia()
    place = skia.Matrix.Translate(SIDE / 2, SIDE / 2).preScale(SIDE, SIDE)
    wound = skia.Path()
    (skia.AsWinding(path) or path).transform(place, wound)
    return "".join(_segments(wound))


def _segments(path: Any) -> Iterator[str]:
    skia = load_skia()
    verbs, iterator = skia.Path.Verb, skia.Path.Iter(path, False)
    letters = {verbs.kMove_Verb: "M", verbs.kLine_Verb: "L", verbs.kQuad_Verb: "Q", verbs.kCubic_Verb: "C"}
    verb, points = iterator.next()
    while verb != verbs.kDone_Verb:
        if verb == verbs.kClose_Verb:
            yield "Z"
        elif verb == verbs.kConic_Verb:
            yield from _quads(points, iterator.conicWeight())
        else:
            own = points if verb == verbs.kMove_Verb else points[1:]
            yield letters[verb] + " ".join(_number(v) for point in own for v in (point.x(), point.y()))
        verb, points = iterator.next()


def _quads(points: Any, weight: float) -> Iterator[str]:
    """A conic as two quadratics; the error stays under a hundredth of the radius."""
    made = load_skia().Path.ConvertConicToQuads(*points, weight, 1)
    for control, end in zip(made[1::2], made[2::2], strict=True):
        yield "Q" + " ".join(_number(v) for point in (control, end) for v in (point.x(), point.y()))


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
