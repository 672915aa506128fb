"""Motif icons as Skia paths in a unit square, and their filled silhouettes."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studio_app.imaging.drawing import load_drawing

FOLDER = Path(__file__).with_name("icons")
DEFAULT_MOTIF = "gamepad"
_TOKEN = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
Command = tuple[str, tuple[float, ...]]


@functools.cache
def _library() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads((FOLDER / "motifs.json").read_text())
    return loaded


def names() -> tuple[str, ...]:
    return tuple(_library())


def _arc_numbers(text: str) -> list[float]:
    """An arc's numbers; its two flags may stand without separators (`a1 1 0 0110 5`)."""
    number = r"([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)[\s,]*"
    return [float(v) for arc in re.findall(number * 3 + r"([01])[\s,]*([01])[\s,]*" + number * 2, text) for v in arc]


def commands(data: str) -> Iterator[Command]:
    """SVG path data as (letter, numbers), one entry per segment; repeated segments get their letter back."""
    for letter, tail in re.findall(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)", data):
        numbers = _arc_numbers(tail) if letter in "Aa" else [float(v) for v in _TOKEN.findall(tail)]
        size = _ARITY[letter.upper()]
        if not size:
            yield letter, ()
        for start in range(0, len(numbers) - size + 1, size or 1):
            if not size:
                break
            yield letter, tuple(numbers[start : start + size])
            letter = {"M": "L", "m": "l"}.get(letter, letter)


class _Pen:
    """Feeds SVG segments to Skia paths, one path per contour."""

    def __init__(self) -> None:
        self.skia = load_drawing()
        self.contours: list[Any] = []
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.control: tuple[str, float, float] = ("", 0.0, 0.0)

    def segment(self, letter: str, v: tuple[float, ...]) -> None:
        kind, dx, dy = letter.upper(), *((self.x, self.y) if letter.islower() else (0.0, 0.0))
        if kind == "M":
            self.contours.append(self.skia.Path())
            self.start_x, self.start_y = v[0] + dx, v[1] + dy
            self._to("moveTo", (self.start_x, self.start_y))
        elif kind == "Z":
            self.contours[-1].close()
            self.x, self.y = self.start_x, self.start_y
        elif kind == "H":
            self._to("lineTo", (v[0] + dx, self.y))
        elif kind == "V":
            self._to("lineTo", (self.x, v[0] + dy))
        elif kind == "A":
            self._arc(v, dx, dy)
        else:
            points = tuple(n + (dy if i % 2 else dx) for i, n in enumerate(v))
            self._curve(kind, points)

    def _to(self, method: str, points: tuple[float, ...]) -> None:
        getattr(self.contours[-1], method)(*points)
        self.x, self.y = points[-2:]
        self.control = ("", 0.0, 0.0)

    def _mirrored(self, kinds: str) -> tuple[float, float]:
        kind, x, y = self.control
        return (2 * self.x - x, 2 * self.y - y) if kind and kind in kinds else (self.x, self.y)

    def _curve(self, kind: str, points: tuple[float, ...]) -> None:
        if kind == "S":
            points = (*self._mirrored("CS"), *points)
        elif kind == "T":
            points = (*self._mirrored("QT"), *points)
        self._to({2: "lineTo", 4: "quadTo", 6: "cubicTo"}[len(points)], points)
        if len(points) > 2:
            self.control = (kind, points[-4], points[-3])

    def _arc(self, v: tuple[float, ...], dx: float, dy: float) -> None:
        size = self.skia.Path.ArcSize.kLarge_ArcSize if v[3] else self.skia.Path.ArcSize.kSmall_ArcSize
        way = self.skia.PathDirection.kCW if v[4] else self.skia.PathDirection.kCCW
        self.contours[-1].arcTo(v[0], v[1], v[2], size, way, v[5] + dx, v[6] + dy)
        self.x, self.y = v[5] + dx, v[6] + dy
        self.control = ("", 0.0, 0.0)


def _contours(data: str) -> list[Any]:
    pen = _Pen()
    for letter, numbers in commands(data):
        pen.segment(letter, numbers)
    return pen.contours


@functools.lru_cache(128)
def motif(name: str) -> Any:
    """The icon as a path that fits a box of width or height 1 centred on the origin; an unknown name is a gamepad."""
    return _shapes(name)[0]


@functools.lru_cache(128)
def silhouette(name: str) -> Any:
    """Like `motif` with all its holes filled: what a die cut would leave."""
    return _shapes(name)[1]


@functools.lru_cache(128)
def _shapes(name: str) -> tuple[Any, Any]:
    skia = load_drawing()
    entry = _library().get(name) or _library()[DEFAULT_MOTIF]
    whole, solid = skia.Path(), skia.Path()
    for data in entry["paths"]:
        for contour in _contours(data):
            whole.addPath(contour)
            if solid.isEmpty():
                solid.addPath(contour)
            else:
                solid = skia.Op(solid, contour, skia.PathOp.kUnion_PathOp) or solid
    bounds = whole.computeTightBounds()
    scale = 1 / max(bounds.width(), bounds.height())
    place = skia.Matrix.Scale(scale, scale).preTranslate(-bounds.centerX(), -bounds.centerY())
    return _placed(whole, place), _placed(solid, place)


def _placed(path: Any, matrix: Any) -> Any:
    skia = load_drawing()
    result = skia.Path()
    path.transform(matrix, result)
    return result
