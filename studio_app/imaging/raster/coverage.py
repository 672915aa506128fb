"""How much of each pixel a shape covers: exact areas, summed along the rows. Pure numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from studio_app.imaging.raster.geometry import Rect

Polygons = Sequence[np.ndarray]


def covered(polygons: Polygons, box: Rect, even_odd: bool = False) -> np.ndarray:
    """Shares 0..1 of shape (height, width) of the pixels of `box` (integer edges); polygons are (n, 2), closed."""
    width, height = int(box.width()), int(box.height())
    edges = [np.hstack([points, np.roll(points, -1, axis=0)]) for points in polygons if len(points) > 2]
    if not edges or width <= 0 or height <= 0:
        return np.zeros((max(0, height), max(0, width)), np.float32)
    found = np.concatenate(edges) - np.array([box.l, box.t, box.l, box.t])
    sums = _summed(_columns(_rows(found, height), width), width, height)
    if even_odd:
        return np.asarray(np.abs((sums + 1) % 2 - 1), np.float32)
    return np.asarray(np.minimum(np.abs(sums), 1), np.float32)


def _rows(edges: np.ndarray, height: int) -> np.ndarray:
    """Edges (x0, y0, x1, y1) cut at the rows that they cross: (row, x at its top, x at its foot, signed height)."""
    edges = edges[edges[:, 1] != edges[:, 3]]
    signs = np.where(edges[:, 3] > edges[:, 1], 1.0, -1.0)
    down = np.where((signs < 0)[:, None], edges[:, [2, 3, 0, 1]], edges)
    top, foot = np.clip(down[:, 1], 0, height), np.clip(down[:, 3], 0, height)
    first = np.floor(top)
    counts = np.where(foot > top, np.ceil(foot) - first, 0).astype(np.int64)
    which = np.repeat(np.arange(len(down)), counts)
    row = first[which] + np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    start, end = np.maximum(top[which], row), np.minimum(foot[which], row + 1)
    slope = ((down[:, 2] - down[:, 0]) / (down[:, 3] - down[:, 1]))[which]
    x, y = down[which, 0], down[which, 1]
    return np.column_stack([row, x + (start - y) * slope, x + (end - y) * slope, (end - start) * signs[which]])


def _columns(parts: np.ndarray, width: int) -> np.ndarray:
    """Those cut at the columns that they cross as well: (row, column, middle x within it, signed height)."""
    row, sign = parts[:, 0], parts[:, 3]
    left = np.clip(np.minimum(parts[:, 1], parts[:, 2]), 0, width)
    right = np.clip(np.maximum(parts[:, 1], parts[:, 2]), 0, width)
    first = np.floor(left)
    counts = np.maximum(1, np.ceil(right) - first).astype(np.int64)
    which = np.repeat(np.arange(len(parts)), counts)
    column = first[which] + np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    start, end = np.maximum(left[which], column), np.minimum(right[which], column + 1)
    across = (right - left)[which]
    share = np.where(across > 0, (end - start) / np.where(across > 0, across, 1), 1.0)
    return np.column_stack([row[which], column, (start + end) / 2 - column, sign[which] * share])


def _summed(parts: np.ndarray, width: int, height: int) -> np.ndarray:
    """Winding numbers, averaged over each pixel."""
    wide = width + 2
    place = (parts[:, 0] * wide + parts[:, 1]).astype(np.int64)
    own, next_one = parts[:, 3] * (1 - parts[:, 2]), parts[:, 3] * parts[:, 2]
    sums = np.bincount(place, own, height * wide) + np.bincount(place + 1, next_one, height * wide + 1)[: height * wide]
    return np.asarray(np.cumsum(sums.reshape(height, wide), axis=1)[:, :width])
