"""The backdrop of a picture: its colour by the border, how even it is, and which pixels belong to it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from studio_app.imaging.keying.keys import LIGHTNESS_WEIGHT

cv2.setNumThreads(1)

BORDER_SHARE = 0.02
NEAR = 0.08  # OKLab: a border pixel within this of the median is backdrop
_LEAST_LIMIT = 0.055  # OKLab: below it, JPEG noise would be taken for subject
_SPREAD = 3.5  # limit over the 95th percentile of the backdrop's own deviation
_HOLE_SHARE, _SPECK_SHARE = 0.0008, 0.0001  # of the picture's area
_SAMPLES = 128  # a side


@dataclass(frozen=True, slots=True)
class Backdrop:
    """`lab` is the border's median in OKLab; `uniformity` the share of the border (0..1) that is near to it."""

    lab: np.ndarray
    uniformity: float

    @property
    def chroma(self) -> float:
        return float(np.hypot(self.lab[1], self.lab[2]))


class Field:
    """A colour that changes slowly over a picture: per channel a quadratic in x and y, by least squares."""

    def __init__(self, values: np.ndarray, mask: np.ndarray) -> None:
        """Fit to `values` (height, width, channels) where `mask` is true; ValueError where it is nowhere."""
        self._height, self._width = mask.shape
        step = max(1, min(mask.shape) // _SAMPLES)
        rows, columns = np.nonzero(mask[::step, ::step])
        if not len(rows):
            raise ValueError("nothing to fit to")
        rows, columns = rows * step, columns * step
        samples = values[rows, columns].astype(np.float64)
        self._terms = np.linalg.lstsq(self._basis(rows, columns), samples, rcond=None)[0]
        self.deviation = samples - self.at(rows, columns)

    def _basis(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        y, x = rows / self._height - 0.5, columns / self._width - 0.5
        return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)

    def at(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Colours of shape (n, channels)."""
        return np.asarray(self._basis(rows, columns) @ self._terms, np.float32)

    def everywhere(self) -> np.ndarray:
        """(height, width, channels). A grid of 33 points a side carries a quadratic exactly enough."""
        rows, columns = np.meshgrid(
            np.linspace(0, self._height - 1, 33), np.linspace(0, self._width - 1, 33), indexing="ij"
        )
        grid = self.at(rows.ravel(), columns.ravel()).reshape(33, 33, -1)
        y, x = (np.linspace(0, 32, n, dtype=np.float32) for n in (self._height, self._width))
        return np.asarray(cv2.remap(grid, *np.meshgrid(x, y), cv2.INTER_LINEAR))


def separation(lab: np.ndarray, other: np.ndarray) -> np.ndarray:
    """OKLab distance, lightness weighted down, of shape `lab.shape[:-1]`."""
    step = lab - other
    return np.asarray(np.sqrt((LIGHTNESS_WEIGHT * step[..., 0]) ** 2 + step[..., 1] ** 2 + step[..., 2] ** 2))


def border(shape: tuple[int, ...]) -> np.ndarray:
    """The outer 2 % of a picture of that shape as a mask."""
    wide = max(2, round(min(shape[:2]) * BORDER_SHARE))
    mask = np.ones(shape[:2], bool)
    mask[wide:-wide, wide:-wide] = False
    return mask


def estimate(lab: np.ndarray) -> Backdrop:
    """The backdrop by the border of an OKLab picture of shape (height, width, 3)."""
    edge = lab[border(lab.shape)]
    middle = np.median(edge, axis=0)
    near = separation(edge, middle) < NEAR
    return Backdrop(np.median(edge[near], axis=0), float(near.mean())) if near.any() else Backdrop(middle, 0.0)


def region(lab: np.ndarray, backdrop: Backdrop) -> np.ndarray:
    """The pixels of the backdrop: those like it that touch the border, and large enclosed areas that are just it.

    The backdrop is followed as it darkens or lightens over the picture. Specks on it are taken to belong to it.
    """
    near = separation(lab, backdrop.lab) < 1.5 * NEAR
    field = Field(lab, near)
    away = separation(lab, field.everywhere())
    own = away[near & border(lab.shape)]
    limit = max(_LEAST_LIMIT, _SPREAD * float(np.percentile(own, 95))) if len(own) else _LEAST_LIMIT
    found = _connected(away, limit)
    return np.asarray(found | _specks(~found))


def _connected(away: np.ndarray, limit: float) -> np.ndarray:
    count, labels, stats, _ = cv2.connectedComponentsWithStats((away < limit).astype(np.uint8), connectivity=4)
    keep = np.zeros(count, bool)
    keep[np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])] = True
    large = stats[:, cv2.CC_STAT_AREA] > _HOLE_SHARE * away.size
    for index in np.flatnonzero(large & ~keep):
        x, y, width, height = stats[index, :4]
        window = np.s_[y : y + height, x : x + width]
        keep[index] = np.median(away[window][labels[window] == index]) < limit / 2
    keep[0] = False
    return np.asarray(keep[labels])


def _specks(subject: np.ndarray) -> np.ndarray:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(subject.astype(np.uint8), connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] < _SPECK_SHARE * subject.size
    small[0] = False
    return np.asarray(small[labels])
