"""Strokes, dashes and sums of shapes, by Clipper on integer coordinates."""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyclipper

from studio_app.imaging.raster.paths import Path, PathFillType, contours

# Coordinates go up to this in Clipper, which is exact far beyond it.
_LARGEST = 2.0**26


class Join(enum.Enum):
    kMiter_Join = pyclipper.JT_MITER
    kRound_Join = pyclipper.JT_ROUND


class Cap(enum.Enum):
    kButt_Cap = pyclipper.ET_OPENBUTT
    kRound_Cap = pyclipper.ET_OPENROUND
    kSquare_Cap = pyclipper.ET_OPENSQUARE


class PathOp(enum.Enum):
    kDifference_PathOp = pyclipper.CT_DIFFERENCE
    kIntersect_PathOp = pyclipper.CT_INTERSECTION
    kUnion_PathOp = pyclipper.CT_UNION


Contour = tuple[np.ndarray, bool]


class Pen(NamedTuple):
    """`miter` is how many times half of `width` a sharp corner may reach."""

    width: float
    join: Join
    cap: Cap
    miter: float


def _grid(found: Sequence[np.ndarray], spread: float = 0.0) -> float:
    """How many of Clipper's steps make one unit."""
    reach = max((float(np.abs(points).max()) for points in found if len(points)), default=1.0)
    return _LARGEST / max(reach + spread, 1e-9)


def _scaled(points: np.ndarray, grid: float) -> list[list[int]]:
    return np.rint(points * grid).astype(np.int64).tolist()  # type: ignore[no-any-return]


def Op(first: Path, second: Path, operation: PathOp) -> Path:
    """The union, intersection or difference of two surfaces, as polygons."""
    surfaces = [_surface(first), _surface(second)]
    grid = _grid([points for surface in surfaces for points in surface])
    clipper = pyclipper.Pyclipper()
    for surface, kind in zip(surfaces, (pyclipper.PT_SUBJECT, pyclipper.PT_CLIP), strict=True):
        for points in surface:
            _offered(clipper, _scaled(points, grid), kind)
    rules = [pyclipper.PFT_EVENODD if p.fill_type is PathFillType.kEvenOdd else pyclipper.PFT_NONZERO
             for p in (first, second)]
    return _path(clipper.Execute(operation.value, *rules), grid)


def _offered(clipper: pyclipper.Pyclipper, points: list[list[int]], kind: int) -> None:
    try:
        clipper.AddPath(points, kind, True)
    except pyclipper.ClipperException:
        return  # a contour without a surface has no share in any


def _surface(path: Path) -> list[np.ndarray]:
    box = path.getBounds()
    return [points for points, _ in contours(path, max(box.width(), box.height(), 1e-6) / 3000)]


def _path(polygons: Sequence[Sequence[Sequence[int]]], grid: float) -> Path:
    made = Path()
    for polygon in polygons:
        made.addPoly([(x / grid, y / grid) for x, y in polygon], True)
    return made


def stroked(
    found: Sequence[Contour], pen: Pen, tolerance: float, surface: Sequence[np.ndarray] = ()
) -> list[np.ndarray]:
    """The polygons that a pen covers along contours, and, joined with them, `surface` (nonzero)."""
    grid = _grid([points for points, _ in found], pen.width * pen.miter)
    offset = pyclipper.PyclipperOffset(pen.miter, max(0.25, tolerance * grid))
    for points, closed in found:
        end = pyclipper.ET_CLOSEDLINE if closed and len(points) > 2 else pen.cap.value
        offset.AddPath(_scaled(points, grid), pen.join.value, end)
    drawn = offset.Execute(pen.width / 2 * grid)
    if surface:
        clipper = pyclipper.Pyclipper()
        # As two sides: contours that run the other way would cancel the pen's.
        for polygon in drawn:
            _offered(clipper, polygon, pyclipper.PT_SUBJECT)
        for points in surface:
            _offered(clipper, _scaled(points, grid), pyclipper.PT_CLIP)
        drawn = clipper.Execute(pyclipper.CT_UNION, pyclipper.PFT_NONZERO, pyclipper.PFT_NONZERO)
    return [np.array(polygon, np.float64) / grid for polygon in drawn]


def dashed(found: Sequence[Contour], intervals: Sequence[float], phase: float) -> list[Contour]:
    """The parts of contours that lie on the odd `intervals` (on, off, …), the first `phase` into them."""
    parts: list[Contour] = []
    for points, closed in found:
        line = np.vstack([points, points[:1]]) if closed else points
        ends = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        at, index = -math.fmod(phase, sum(intervals)), 0
        while at < ends[-1]:
            until = at + intervals[index % len(intervals)]
            if index % 2 == 0 and until > 0:
                parts.append((_between(line, ends, max(0.0, at), min(until, float(ends[-1]))), False))
            at, index = until, index + 1
    return parts


def _between(line: np.ndarray, ends: np.ndarray, start: float, stop: float) -> np.ndarray:
    """The part of a polyline from one length along it to another."""
    places = np.concatenate([[start], ends[(ends > start) & (ends < stop)], [stop]])
    return np.column_stack([np.interp(places, ends, line[:, axis]) for axis in (0, 1)])
