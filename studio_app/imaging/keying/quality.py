"""Judges the transparency of a finished picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from studio_app.imaging.keying.keys import KEYS, Key
from studio_app.imaging.pixels import to_oklab

MOST_FRINGE = 0.1
_HUE_NEAR = 25.0  # degrees
_LEAST_CHROMA = 0.06  # OKLab: below it a hue is not seen
_HOLE_SHARE = 0.00005  # of the picture's area: smaller ones are texture


@dataclass(frozen=True, slots=True)
class AlphaReport:
    """`border` is the highest alpha (0..255) on the outermost pixels; `holes` counts enclosed transparent areas and
    `hole_share` is their part of the figure; `coverage` is the mean alpha, `soft` the share of half-transparent
    pixels in the figure; `fringe` is the share of edge pixels in the hue of `fringe_key` where the inside is not."""

    border: int
    holes: int
    hole_share: float
    coverage: float
    soft: float
    fringe: float
    fringe_key: Key | None

    @property
    def good(self) -> bool:
        """Whether nothing is cut off at the border, something is there, and no key colour shines round it."""
        return self.border == 0 and 0 < self.coverage < 1 and self.fringe < MOST_FRINGE


def alpha_quality(image: Image.Image, key: Key | None = None) -> AlphaReport:
    """The report on an RGBA picture that was cut from `key`; by default the worst of all keys is told."""
    pixels = np.asarray(image.convert("RGBA"))
    alpha = pixels[..., 3]
    rim = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    figure = max(1, int((alpha > 0).sum()))
    holes, hole_area = _holes(alpha)
    shares = {each: fringe(pixels, each) for each in ((key,) if key else KEYS)}
    worst = max(shares, key=lambda each: shares[each])
    return AlphaReport(
        border=int(rim.max()), holes=holes, hole_share=hole_area / figure, coverage=float(alpha.mean()) / 255,
        soft=float(((alpha > 5) & (alpha < 250)).sum()) / figure, fringe=shares[worst],
        fringe_key=worst if shares[worst] >= MOST_FRINGE else None,
    )


def fringe(pixels: np.ndarray, key: Key) -> float:
    """The share (0..1) of edge pixels of an RGBA array whose hue is the key's, while the figure within is not."""
    alpha = pixels[..., 3]
    whole = cv2.erode((alpha > 250).astype(np.uint8), np.ones((7, 7), np.uint8))
    solid = alpha > 12
    near_edge = cv2.dilate((alpha < 250).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    rows, columns = np.nonzero(solid & near_edge)
    if not len(rows):
        return 0.0
    weight = whole.astype(np.float32)
    total = cv2.blur(pixels[..., :3] * weight[..., None], (15, 15))[rows, columns]
    inside = total / np.maximum(cv2.blur(weight, (15, 15))[rows, columns], 1e-6)[:, None]
    tinted = _has_hue(pixels[rows, columns, :3], key) & ~_has_hue(inside, key)
    return float(tinted.mean())


def _has_hue(rgb: np.ndarray, key: Key) -> np.ndarray:
    lab = to_oklab(rgb)
    own = np.degrees(np.arctan2(lab[:, 2], lab[:, 1]))
    turn = (own - np.degrees(np.arctan2(key.lab[2], key.lab[1])) + 180) % 360 - 180
    return np.asarray((np.abs(turn) < _HUE_NEAR) & (np.hypot(lab[:, 1], lab[:, 2]) > _LEAST_CHROMA))


def _holes(alpha: np.ndarray) -> tuple[int, int]:
    """Count and area in pixels of transparent areas that do not reach the border."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((alpha < 128).astype(np.uint8), connectivity=4)
    outside = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    areas[outside] = 0
    areas = areas[areas > _HOLE_SHARE * alpha.size]
    return len(areas), int(areas.sum())
