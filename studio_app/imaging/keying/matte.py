"""Alpha and clean colour along the edge of a subject, where its colour and the backdrop's are mixed."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from studio_app.imaging.keying.backdrop import Field

# JPEG's luma and its two colour differences: the first is stored sharp, the others at half the resolution.
_LUMA = np.array(
    [[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]], np.float32
)
# Errors of the two measurements of alpha, as shares of the contrast they rest on.
_LUMA_ERROR, _CHROMA_ERROR = 0.02, 0.06
# Edges of stored chroma are softer than they were painted.
_LUMA_STEEPER, _CHROMA_STEEPER = 1.02, 1.2


@dataclass(frozen=True, slots=True)
class _Edge:
    """The pixels between backdrop and subject, by row and column, and their colours 0..255 of shape (n, 3)."""

    rows: np.ndarray
    columns: np.ndarray
    seen: np.ndarray
    behind: np.ndarray
    before: np.ndarray
    noise: float


def pull(rgb: np.ndarray, backdrop: np.ndarray, reach: int) -> np.ndarray:
    """Straight RGBA (uint8) of an RGB picture whose `backdrop` (mask) is to be transparent, mixed with the subject over
    `reach` pixels at most.

    Along the edge alpha is where a pixel lies between the backdrop's colour there and the nearest inner colour of the
    subject (all sRGB-encoded, as painters mix). Luma and chroma are each asked, and joined by their reliability.
    """
    core = cv2.erode(backdrop.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    deep, thin = _inner(backdrop, reach)
    if not core.any() or not (deep | thin).any():
        return np.dstack([rgb, np.where(backdrop, 0, 255).astype(np.uint8)])
    edge = _edge(rgb, core, deep, thin, reach)
    alpha = _alpha(edge)
    colour = _despilled(_unmixed(edge, alpha), edge.before, edge.behind)
    made = np.dstack([rgb, np.full(backdrop.shape, 255, np.uint8)])
    made[edge.rows, edge.columns, :3] = np.clip(np.round(colour), 0, 255)
    made[edge.rows, edge.columns, 3] = np.round(alpha * 255)
    made[core] = 0
    made[made[..., 3] == 0] = 0
    return made


def _disc(radius: int) -> np.ndarray:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)))


def _inner(backdrop: np.ndarray, reach: int) -> tuple[np.ndarray, np.ndarray]:
    """Pixels of the subject's own colour: well inside it, and the middle of lines too thin to have an inside."""
    outside = backdrop.astype(np.uint8)
    deep = cv2.dilate(outside, _disc(reach)) == 0
    depth = cv2.distanceTransform(1 - outside, cv2.DIST_L2, 3)
    ridge = (depth > 1.5) & (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)))
    return deep, ridge & (cv2.dilate(deep.astype(np.uint8), _disc(2 * reach + 1)) == 0)


def _edge(rgb: np.ndarray, core: np.ndarray, deep: np.ndarray, thin: np.ndarray, reach: int) -> _Edge:
    field = Field(rgb, core)
    inner = deep | thin
    near = cv2.dilate(core.astype(np.uint8), _disc(2 * reach + 2)) > 0
    rows, columns = np.nonzero(near & ~core & ~deep)
    noise = max(1.0, float(np.std(field.deviation @ _LUMA[0])))
    own = _smoothed(rgb, inner)
    # The chroma of a thin line is stored mixed with the backdrop's.
    own[thin] = _despilled(own[thin], (own[thin] @ _LUMA[0])[:, None], field.at(*np.nonzero(thin)))
    return _Edge(
        rows, columns, rgb[rows, columns].astype(np.float32), field.at(rows, columns),
        _nearest(own, inner, rows, columns), noise,
    )


def _smoothed(rgb: np.ndarray, inner: np.ndarray) -> np.ndarray:
    """The mean of the inner pixels of each 5 x 5 neighbourhood, so that no single noisy pixel speaks for an edge."""
    weight = inner.astype(np.float32)
    total = cv2.blur(rgb.astype(np.float32) * weight[..., None], (5, 5))
    return np.asarray(total / np.maximum(cv2.blur(weight, (5, 5)), 1e-6)[..., None])


def _nearest(colour: np.ndarray, inner: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The colour of the inner pixel that is nearest to each (row, column)."""
    _, labels = cv2.distanceTransformWithLabels(
        (~inner).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    table = np.zeros((int(labels.max()) + 1, 3), np.float32)
    table[labels[inner]] = colour[inner]
    return np.asarray(table[labels[rows, columns]])


def _alpha(edge: _Edge) -> np.ndarray:
    step, whole = (edge.seen - edge.behind) @ _LUMA.T, (edge.before - edge.behind) @ _LUMA.T
    luma, chroma = whole[:, 0] ** 2, (whole[:, 1:] ** 2).sum(1)
    by_luma = step[:, 0] * whole[:, 0] / np.maximum(luma, 1)
    by_chroma = (step[:, 1:] * whole[:, 1:]).sum(1) / np.maximum(chroma, 1)
    trust_luma = luma / (edge.noise**2 + _LUMA_ERROR**2 * luma)
    trust_chroma = chroma / (edge.noise**2 + _CHROMA_ERROR**2 * chroma)
    total = trust_luma * _steeper(by_luma, _LUMA_STEEPER) + trust_chroma * _steeper(by_chroma, _CHROMA_STEEPER)
    return np.asarray(np.clip(total / np.maximum(trust_luma + trust_chroma, 1e-6), 0, 1))


def _steeper(alpha: np.ndarray, factor: float) -> np.ndarray:
    return (alpha - 0.5) * factor + 0.5


def _unmixed(edge: _Edge, alpha: np.ndarray) -> np.ndarray:
    """The subject's colour without the backdrop's part; where little of it is left, the nearest inner colour."""
    share = alpha[:, None]
    own = (edge.seen - (1 - share) * edge.behind) / np.maximum(share, 0.02)
    trust = np.clip((share - 0.3) / 0.4, 0, 1)
    return np.asarray(own * trust + edge.before * (1 - trust))


def _despilled(colour: np.ndarray, before: np.ndarray, behind: np.ndarray) -> np.ndarray:
    """`colour` without what tints it, more than `before` is, towards the backdrop `behind`; its luma stays."""
    towards = (behind - before) @ _LUMA[1:].T
    towards /= np.maximum(np.hypot(towards[:, 0], towards[:, 1]), 1e-3)[:, None]
    tint = (((colour - before) @ _LUMA[1:].T) * towards).sum(1, keepdims=True)
    spill = np.column_stack([np.zeros(len(colour)), np.maximum(tint, 0) * towards])
    return np.asarray(colour - spill @ np.linalg.inv(_LUMA).T, np.float32)
