"""How a picture is held at a moment of a movement, and how it is kept inside its frame."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

cv2.setNumThreads(1)
_DIRECTIONS = 48
_SEEN = 8
# Cubic sampling costs five times as much as linear, and is seen in small pictures only.
_FINE_PIXELS = 640 * 640


@dataclass(frozen=True, slots=True)
class Pose:
    """Scales, a turn in degrees (clockwise) and a shift in shares of the frame, about the anchor of a `Figure`."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    angle: float = 0.0
    right: float = 0.0
    down: float = 0.0


STILL = Pose()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture to be moved: premultiplied pixels (height, width, 4), the outermost points of what is seen in it
    (n x 2, pixels), and the point about which it moves.
    """

    image: Image.Image
    pixels: np.ndarray
    points: np.ndarray
    anchor: tuple[float, float]


def _ends(seen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Columns and rows of the first and the last pixel seen in every row; the frame's corners when there are none."""
    height, width = seen.shape
    rows = np.flatnonzero(seen.any(1))
    if not len(rows):
        return np.array([0, width - 1]), np.array([0, height - 1])
    first, last = seen[rows].argmax(1), width - 1 - seen[rows, ::-1].argmax(1)
    return np.concatenate([first, last]), np.concatenate([rows, rows])


def figure(image: Image.Image, *, on_feet: bool) -> Figure:
    """Anchored at the middle of the lower edge of what is seen when `on_feet`; else in the middle of the picture."""
    pixels = np.asarray(image.convert("RGBa"))
    columns, rows = _ends(pixels[..., 3] > _SEEN)
    corners = np.concatenate([np.stack([columns + dx, rows + dy], 1) for dx in (0, 1) for dy in (0, 1)])
    angles = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
    furthest = [int((corners @ direction).argmax()) for direction in np.stack([np.cos(angles), np.sin(angles)], 1)]
    points = corners[np.unique(furthest)].astype(float)
    middle = (image.width / 2, image.height / 2)
    feet = ((points[:, 0].min() + points[:, 0].max()) / 2, points[:, 1].max())
    return Figure(image, pixels, points, feet if on_feet else middle)


def _matrix(pose: Pose) -> np.ndarray:
    cos, sin = math.cos(math.radians(pose.angle)), math.sin(math.radians(pose.angle))
    return np.array([[cos * pose.scale_x, -sin * pose.scale_y], [sin * pose.scale_x, cos * pose.scale_y]])


def _room(size: tuple[int, int], moved: np.ndarray, at: np.ndarray) -> float:
    """The largest factor of at most 1 by which `moved` (about `at`) stays inside the frame."""
    far = np.where(moved > 0, np.array(size) - at, -at)
    with np.errstate(divide="ignore", invalid="ignore"):
        factors = np.where(np.abs(moved) > 1e-9, far / moved, np.inf)
    return float(min(1.0, max(0.05, factors.min())))


def posed(figure: Figure, pose: Pose) -> Image.Image:
    """The figure held in `pose`, RGBA, made smaller where it would leave the frame; the very picture when still."""
    image, anchor = figure.image, np.array(figure.anchor)
    if pose == STILL:
        return image
    at = anchor + np.array([pose.right * image.width, pose.down * image.height])
    matrix = _matrix(pose)
    matrix = matrix * _room(image.size, (figure.points - anchor) @ matrix.T, at)
    # OpenCV counts from the centres of pixels, everything else here from their corners.
    shift = at - matrix @ anchor + matrix @ (0.5, 0.5) - 0.5
    kernel = cv2.INTER_CUBIC if image.width * image.height <= _FINE_PIXELS else cv2.INTER_LINEAR
    moved = cv2.warpAffine(figure.pixels, np.column_stack([matrix, shift]), image.size, flags=kernel)
    # Cubic weights overshoot at edges: no colour may be stronger than its alpha.
    moved = cv2.min(moved, cv2.cvtColor(np.ascontiguousarray(moved[..., 3]), cv2.COLOR_GRAY2RGBA))
    return Image.frombuffer("RGBa", image.size, moved.tobytes(), "raw", "RGBa", 0, 1).convert("RGBA")
