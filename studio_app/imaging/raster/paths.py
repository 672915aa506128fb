"""Outlines of lines and Bézier curves, under Skia's names."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from studio_app.imaging.raster.geometry import Matrix, Point, Rect, bounds_of

# Control points of a quarter of a circle as cubic curve.
_QUARTER = 0.5522847498
# How far, in units of the picture, a polygon may lie beside its curve; and the parts a curve is cut into at most.
TOLERANCE, _MOST_PARTS = 0.08, 96


class _Verb(enum.Enum):
    kMove_Verb = 0
    kLine_Verb = 1
    kQuad_Verb = 2
    kCubic_Verb = 4
    kClose_Verb = 5
    kDone_Verb = 6


class PathFillType(enum.Enum):
    kWinding = 0
    kEvenOdd = 1


class PathDirection(enum.Enum):
    kCW = 0
    kCCW = 1


class _ArcSize(enum.Enum):
    kSmall_ArcSize = 0
    kLarge_ArcSize = 1


Segment = tuple[_Verb, tuple[tuple[float, float], ...]]


class Path:
    """Contours; every one starts with a move."""

    Verb = _Verb
    ArcSize = _ArcSize

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.fill_type = PathFillType.kWinding
        self._polygons: tuple[int, list[np.ndarray]] = (-1, [])

    def setFillType(self, fill_type: PathFillType) -> None:
        self.fill_type = fill_type

    def isEmpty(self) -> bool:
        return not self.segments

    def moveTo(self, x: float, y: float) -> None:
        self.segments.append((_Verb.kMove_Verb, ((x, y),)))

    def _add(self, verb: _Verb, *points: tuple[float, float]) -> None:
        if not self.segments:
            self.moveTo(0.0, 0.0)
        elif self.segments[-1][0] is _Verb.kClose_Verb:
            self.moveTo(*self._start())
        self.segments.append((verb, points))

    def _start(self) -> tuple[float, float]:
        return next(points[0] for verb, points in reversed(self.segments) if verb is _Verb.kMove_Verb)

    def lineTo(self, x: float, y: float) -> None:
        self._add(_Verb.kLine_Verb, (x, y))

    def quadTo(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self._add(_Verb.kQuad_Verb, (x1, y1), (x2, y2))

    def cubicTo(self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None:
        self._add(_Verb.kCubic_Verb, (x1, y1), (x2, y2), (x3, y3))

    def close(self) -> None:
        if self.segments and self.segments[-1][0] is not _Verb.kClose_Verb:
            self.segments.append((_Verb.kClose_Verb, ()))

    def arcTo(
        self, rx: float, ry: float, turn: float, size: _ArcSize, way: PathDirection, x: float, y: float
    ) -> None:
        """An arc of an ellipse as SVG has it (appendix B.2.4 of SVG 2), from the current point to (x, y)."""
        start_x, start_y = self.segments[-1][1][-1]
        for curve in _arc((start_x, start_y), rx, ry, turn, size is _ArcSize.kLarge_ArcSize,
                          way is PathDirection.kCW, (x, y)):
            self.cubicTo(*curve)

    def addPoly(self, points: Sequence[tuple[float, float]], closed: bool) -> None:
        self.moveTo(*points[0])
        for x, y in points[1:]:
            self.lineTo(x, y)
        if closed:
            self.close()

    def addRect(self, rect: Rect) -> None:
        self.addPoly([(rect.l, rect.t), (rect.r, rect.t), (rect.r, rect.b), (rect.l, rect.b)], True)

    def addOval(self, rect: Rect) -> None:
        self.addRoundRect(rect, rect.width() / 2, rect.height() / 2)

    def addCircle(self, x: float, y: float, radius: float) -> None:
        self.addOval(Rect(x - radius, y - radius, x + radius, y + radius))

    def addRoundRect(self, rect: Rect, rx: float, ry: float) -> None:
        """Radii are reduced, both in the same way, to what the box has room for."""
        share = min(1.0, rect.width() / (2 * rx) if rx > 0 else 0.0, rect.height() / (2 * ry) if ry > 0 else 0.0)
        rx, ry = rx * share, ry * share
        if rx <= 0 or ry <= 0:
            self.addRect(rect)
            return
        kx, ky = rx * (1 - _QUARTER), ry * (1 - _QUARTER)
        left, top, right, bottom = rect.l, rect.t, rect.r, rect.b
        self.moveTo(left + rx, top)
        self.lineTo(right - rx, top)
        self.cubicTo(right - kx, top, right, top + ky, right, top + ry)
        self.lineTo(right, bottom - ry)
        self.cubicTo(right, bottom - ky, right - kx, bottom, right - rx, bottom)
        self.lineTo(left + rx, bottom)
        self.cubicTo(left + kx, bottom, left, bottom - ky, left, bottom - ry)
        self.lineTo(left, top + ry)
        self.cubicTo(left, top + ky, left + kx, top, left + rx, top)
        self.close()

    def addPath(self, other: Path, dx: float = 0.0, dy: float = 0.0) -> None:
        self.segments += [(verb, tuple((x + dx, y + dy) for x, y in points)) for verb, points in other.segments]

    def transform(self, matrix: Matrix, result: Path) -> None:
        (a, b, c), (d, e, f) = matrix.rows.tolist()
        result.segments = [
            (verb, tuple((a * x + b * y + c, d * x + e * y + f) for x, y in points)) for verb, points in self.segments
        ]
        result.fill_type, result._polygons = self.fill_type, (-1, [])

    def getBounds(self) -> Rect:
        """The box round all control points."""
        return bounds_of(np.array([point for _, points in self.segments for point in points]).reshape(-1, 2))

    def computeTightBounds(self) -> Rect:
        """The box round the curves themselves."""
        polygons = self._fine()
        return bounds_of(np.concatenate(polygons)) if polygons else bounds_of(np.empty((0, 2)))

    def contains(self, x: float, y: float) -> bool:
        winding = 0
        for points in self._fine():
            ahead = np.roll(points, -1, axis=0)
            side = (ahead[:, 0] - points[:, 0]) * (y - points[:, 1]) - (x - points[:, 0]) * (ahead[:, 1] - points[:, 1])
            up, down = (points[:, 1] <= y) & (ahead[:, 1] > y), (points[:, 1] > y) & (ahead[:, 1] <= y)
            winding += int((up & (side > 0)).sum() - (down & (side < 0)).sum())
        return bool(winding % 2 if self.fill_type is PathFillType.kEvenOdd else winding)

    def _fine(self) -> list[np.ndarray]:
        """Polygons that are true to a thousandth of the whole."""
        if self._polygons[0] != len(self.segments):
            box = self.getBounds()
            tolerance = max(box.width(), box.height(), 1e-6) / 4000
            self._polygons = len(self.segments), [points for points, _ in contours(self, tolerance)]
        return self._polygons[1]


class Iter:
    """A path's segments one after the other, each with the point it starts from."""

    def __init__(self, path: Path, _force_close: bool) -> None:
        self._left = self._walk(path)

    def next(self) -> tuple[_Verb, list[Point]]:
        return next(self._left, (_Verb.kDone_Verb, []))

    @staticmethod
    def _walk(path: Path) -> Iterator[tuple[_Verb, list[Point]]]:
        last: tuple[float, float] = (0.0, 0.0)
        for verb, points in path.segments:
            before = [] if verb is _Verb.kMove_Verb else [Point(*last)]
            yield verb, [*before, *(Point(*point) for point in points)]
            last = points[-1] if points else last


Path.Iter = Iter  # type: ignore[attr-defined]  # Skia nests it


def contours(path: Path, tolerance: float) -> list[tuple[np.ndarray, bool]]:
    """(polygon, whether it was closed) of every contour; curves lie within `tolerance` of theirs."""
    found: list[tuple[list[np.ndarray], bool]] = []
    for verb, points in path.segments:
        if verb is _Verb.kMove_Verb:
            found.append(([np.array(points)], False))
        elif verb is _Verb.kClose_Verb:
            found[-1] = (found[-1][0], True)
        elif verb is _Verb.kLine_Verb:
            found[-1][0].append(np.array(points))
        else:
            found[-1][0].append(_curve(np.array([found[-1][0][-1][-1], *points]), tolerance))
    return [(np.concatenate(parts), closed) for parts, closed in found if sum(map(len, parts)) > 1]


def _curve(control: np.ndarray, tolerance: float) -> np.ndarray:
    """Points on a Bézier curve of degree 2 or 3, its first one left out."""
    bend = float(np.abs(np.diff(control, 2, axis=0)).sum(1).max())
    parts = min(_MOST_PARTS, max(2, math.ceil(math.sqrt(0.75 * bend / tolerance)))) if bend > tolerance / 8 else 1
    t = np.linspace(0, 1, parts + 1)[1:, None]
    if len(control) == 3:
        return np.asarray((1 - t) ** 2 * control[0] + 2 * t * (1 - t) * control[1] + t**2 * control[2])
    first, second, third, last = control
    return np.asarray((1 - t) ** 3 * first + 3 * t * (1 - t) ** 2 * second + 3 * t**2 * (1 - t) * third + t**3 * last)


def _arc(
    start: tuple[float, float], rx: float, ry: float, turn: float, large: bool, clockwise: bool,
    end: tuple[float, float],
) -> Iterable[tuple[float, float, float, float, float, float]]:
    """Cubic curves (six numbers each) along the arc."""
    axes = Matrix.RotateDeg(turn)
    half = axes.rows[:, :2].T @ ((np.array(start) - np.array(end)) / 2)
    rx, ry = abs(rx), abs(ry)
    if not (rx and ry) or not half.any():
        return [(*start, *end, *end)]
    grown = max(1.0, math.hypot(half[0] / rx, half[1] / ry))
    rx, ry = rx * grown, ry * grown
    x, y = half / (rx, ry)
    far = math.sqrt(max(0.0, 1 / (x * x + y * y) - 1)) * (1 if large != clockwise else -1)
    middle = np.array([far * y, -far * x])
    first = math.atan2(y - middle[1], x - middle[0])
    swept = math.atan2(-y - middle[1], -x - middle[0]) - first
    swept += 2 * math.pi if clockwise and swept < 0 else -2 * math.pi if not clockwise and swept > 0 else 0.0
    centre = (np.array(start) + np.array(end)) / 2 + axes.rows[:, :2] @ (middle * (rx, ry))
    place = Matrix.Translate(*centre).preConcat(axes).preScale(rx, ry)
    return _arc_curves(place, first, swept)


def _arc_curves(place: Matrix, first: float, swept: float) -> list[tuple[float, float, float, float, float, float]]:
    """Curves along the unit circle from the angle `first` on, mapped by `place`."""
    count = max(1, math.ceil(abs(swept) / (math.pi / 2) - 1e-9))
    step = swept / count
    reach = 4 / 3 * math.tan(step / 4)
    curves = []
    for i in range(count):
        a, b = first + i * step, first + (i + 1) * step
        points = place.apply(np.array([
            (math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            (math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            (math.cos(b), math.sin(b)),
        ]))
        curves.append(tuple(points.ravel().tolist()))
    return curves
