"""Points, boxes and affine matrices, under Skia's names. Angles in degrees, y down."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


class Point(tuple[float, float]):
    """(x, y) that can also be asked for x() and y()."""

    __slots__ = ()

    def __new__(cls, x: float, y: float) -> Point:
        return super().__new__(cls, (float(x), float(y)))

    def x(self) -> float:
        return self[0]

    def y(self) -> float:
        return self[1]


@dataclass(frozen=True, slots=True)
class Rect:
    """A box by its edges."""

    l: float  # noqa: E741 (methods have the long names)
    t: float
    r: float
    b: float

    @staticmethod
    def MakeXYWH(x: float, y: float, width: float, height: float) -> Rect:
        return Rect(x, y, x + width, y + height)

    @staticmethod
    def MakeLTRB(left: float, top: float, right: float, bottom: float) -> Rect:
        return Rect(left, top, right, bottom)

    @staticmethod
    def MakeWH(width: float, height: float) -> Rect:
        return Rect(0.0, 0.0, width, height)

    def left(self) -> float:
        return self.l

    def top(self) -> float:
        return self.t

    def right(self) -> float:
        return self.r

    def bottom(self) -> float:
        return self.b

    def width(self) -> float:
        return self.r - self.l

    def height(self) -> float:
        return self.b - self.t

    def centerX(self) -> float:
        return (self.l + self.r) / 2

    def centerY(self) -> float:
        return (self.t + self.b) / 2

    def roundOut(self) -> Rect:
        """The whole pixels that the box touches; its edges are integers."""
        return Rect(math.floor(self.l), math.floor(self.t), math.ceil(self.r), math.ceil(self.b))

    def edges(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom)"""
        return self.l, self.t, self.r, self.b

    def corners(self) -> np.ndarray:
        """(4, 2), clockwise."""
        return np.array([(self.l, self.t), (self.r, self.t), (self.r, self.b), (self.l, self.b)])


def bounds_of(points: np.ndarray) -> Rect:
    """The box round (n, 2) points; empty at the origin without any."""
    if not len(points):
        return Rect(0.0, 0.0, 0.0, 0.0)
    (left, top), (right, bottom) = points.min(0), points.max(0)
    return Rect(float(left), float(top), float(right), float(bottom))


class Matrix:
    """An affine map as 2 rows of 3; `pre…` applies the other one first."""

    __slots__ = ("rows",)

    def __init__(self, rows: ArrayLike = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))) -> None:
        self.rows = np.asarray(rows, np.float64)

    @staticmethod
    def Translate(dx: float, dy: float) -> Matrix:
        return Matrix(((1, 0, dx), (0, 1, dy)))

    @staticmethod
    def Scale(x: float, y: float) -> Matrix:
        return Matrix(((x, 0, 0), (0, y, 0)))

    @staticmethod
    def RotateDeg(angle: float) -> Matrix:
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        return Matrix(((cos, -sin, 0), (sin, cos, 0)))

    @staticmethod
    def Skew(x: float, y: float) -> Matrix:
        return Matrix(((1, x, 0), (y, 1, 0)))

    def preConcat(self, other: Matrix) -> Matrix:
        linear = self.rows[:, :2] @ other.rows
        linear[:, 2] += self.rows[:, 2]
        return Matrix(linear)

    def preTranslate(self, dx: float, dy: float) -> Matrix:
        return self.preConcat(Matrix.Translate(dx, dy))

    def preScale(self, x: float, y: float) -> Matrix:
        return self.preConcat(Matrix.Scale(x, y))

    def preRotate(self, angle: float) -> Matrix:
        return self.preConcat(Matrix.RotateDeg(angle))

    def apply(self, points: np.ndarray) -> np.ndarray:
        """(…, 2) points mapped."""
        return np.asarray(points @ self.rows[:, :2].T + self.rows[:, 2])

    def mapXY(self, x: float, y: float) -> Point:
        return Point(*self.apply(np.array([x, y])))

    def mapRect(self, rect: Rect) -> Rect:
        return bounds_of(self.apply(rect.corners()))

    def mapRadius(self, radius: float) -> float:
        return radius * self.scale()

    def inverse(self) -> Matrix | None:
        """None when it flattens the plane."""
        linear = self.rows[:, :2]
        if abs(np.linalg.det(linear)) < 1e-12:
            return None
        back = np.linalg.inv(linear)
        return Matrix(np.column_stack([back, -back @ self.rows[:, 2]]).tolist())

    def scale(self) -> float:
        """How many times longer lengths become, as a mean of both ways."""
        return math.sqrt(abs(float(np.linalg.det(self.rows[:, :2]))))
