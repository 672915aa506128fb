"""Colours that change over a surface: gradients, pictures and programmes, as functions of places on the canvas.

Every field maps x and y (arrays of one shape, in canvas units) to premultiplied floats of shape (…, 4).
"""

from __future__ import annotations

import enum
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from studio_app.imaging.effects import TWINS, Twin
from studio_app.imaging.raster.geometry import Matrix

Field = Callable[[np.ndarray, np.ndarray], np.ndarray]


class TileMode(enum.Enum):
    kClamp = "clamp"
    kRepeat = "repeat"


def straight(colour: int) -> tuple[float, float, float, float]:
    """(red, green, blue, alpha), 0..1, of a packed ARGB colour."""
    red, green, blue, alpha = (colour >> shift & 255 for shift in (16, 8, 0, 24))
    return red / 255, green / 255, blue / 255, alpha / 255


def premultiplied(colours: np.ndarray) -> np.ndarray:
    return np.concatenate([colours[..., :3] * colours[..., 3:], colours[..., 3:]], axis=-1).astype(np.float32)


# Steps of a gradient's table: finer than eight bits can tell apart.
_STEPS = 2048


def _ramp(colours: Sequence[int], places: Sequence[float] | None) -> np.ndarray:
    stops = np.array([straight(colour) for colour in colours])
    at = np.linspace(0, 1, len(colours)) if places is None else np.asarray(places, np.float64)
    # Two stops at one place are an edge; `interp` wants them apart.
    at = np.maximum.accumulate(at + np.arange(len(at)) * 1e-9)
    t = (np.arange(_STEPS) + 0.5) / _STEPS
    return premultiplied(np.column_stack([np.interp(t, at, stops[:, channel]) for channel in range(4)]))


def _looked_up(table: np.ndarray, t: np.ndarray, mode: TileMode) -> np.ndarray:
    t = t % 1.0 if mode is TileMode.kRepeat else t
    return np.asarray(table[np.clip(t * _STEPS, 0, _STEPS - 1).astype(np.int32)])


class GradientShader:
    @staticmethod
    def MakeLinear(
        points: Sequence[tuple[float, float]], colours: Sequence[int], places: Sequence[float] | None = None,
        mode: TileMode = TileMode.kClamp,
    ) -> Field:
        (x0, y0), (x1, y1) = points
        dx, dy = x1 - x0, y1 - y0
        length, table = dx * dx + dy * dy or 1e-12, _ramp(colours, places)
        return lambda x, y: _looked_up(table, ((x - x0) * dx + (y - y0) * dy) / length, mode)

    @staticmethod
    def MakeRadial(
        centre: tuple[float, float], radius: float, colours: Sequence[int], places: Sequence[float] | None = None,
        mode: TileMode = TileMode.kClamp,
    ) -> Field:
        (x0, y0), table = centre, _ramp(colours, places)
        return lambda x, y: _looked_up(table, np.hypot(x - x0, y - y0) / max(radius, 1e-9), mode)


def tiled(pixels: np.ndarray, modes: tuple[TileMode, TileMode], smooth: bool, local: Matrix | None) -> Field:
    """A premultiplied picture of bytes over the whole plane."""
    back = (local or Matrix()).inverse() or Matrix()
    height, width = pixels.shape[:2]

    def whole(values: np.ndarray, size: int, mode: TileMode) -> np.ndarray:
        return values % size if mode is TileMode.kRepeat else np.clip(values, 0, size - 1)

    def at(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        place = back.apply(np.stack([x, y], axis=-1))
        u, v = place[..., 0] - 0.5 * smooth, place[..., 1] - 0.5 * smooth
        column, row = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
        columns = [whole(column + i, width, modes[0]) for i in (0, 1)]
        rows = [whole(row + i, height, modes[1]) for i in (0, 1)]
        if not smooth:
            return np.asarray(pixels[rows[0], columns[0]] / np.float32(255))
        across, down = (u - column)[..., None], (v - row)[..., None]
        top = pixels[rows[0], columns[0]] * (1 - across) + pixels[rows[0], columns[1]] * across
        foot = pixels[rows[1], columns[0]] * (1 - across) + pixels[rows[1], columns[1]] * across
        return np.asarray((top * (1 - down) + foot * down) / 255, np.float32)

    return at


class Data:
    @staticmethod
    def MakeWithCopy(data: bytes) -> bytes:
        return data


@dataclass(frozen=True)
class RuntimeEffect:
    twin: Twin

    @staticmethod
    def MakeForShader(source: str) -> RuntimeEffect:
        """Raises KeyError for a source without a twin."""
        return RuntimeEffect(TWINS[source])

    def makeShader(self, data: bytes) -> Field:
        uniforms = struct.unpack(f"<{len(data) // 4}f", data)
        return lambda x, y: self.twin(x, y, uniforms)
