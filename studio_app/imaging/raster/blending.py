"""How a colour and what is under it become one. Premultiplied floats 0..1 of shape (height, width, 4)."""

from __future__ import annotations

import enum
from collections.abc import Callable

import numpy as np

Blend = Callable[[np.ndarray, np.ndarray], np.ndarray]


class BlendMode(enum.Enum):
    kClear = "clear"
    kSrc = "src"
    kSrcOver = "over"
    kSrcIn = "in"
    kDstIn = "dst in"
    kDstOut = "dst out"
    kPlus = "plus"
    kScreen = "screen"
    kMultiply = "multiply"
    kOverlay = "overlay"
    kSoftLight = "soft light"


def _over(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.asarray(above + below * (1 - above[..., 3:]))


def _screen(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.asarray(above + below - above * below)


def _multiply(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.asarray(above * (1 - below[..., 3:]) + below * (1 - above[..., 3:]) + above * below)


def _mixed(above: np.ndarray, below: np.ndarray, colours: np.ndarray) -> np.ndarray:
    """The usual frame of a separable mode round its own `colours`, which are weighted with both alphas."""
    over = _over(above, below)
    over[..., :3] = above[..., :3] * (1 - below[..., 3:]) + below[..., :3] * (1 - above[..., 3:]) + colours
    return over


def _overlay(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    s, d, sa, da = above[..., :3], below[..., :3], above[..., 3:], below[..., 3:]
    return _mixed(above, below, np.where(2 * d <= da, 2 * s * d, sa * da - 2 * (da - d) * (sa - s)))


def _soft_light(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """As W3C's compositing specification has it."""
    sa, da = above[..., 3:], below[..., 3:]
    s = above[..., :3] / np.where(sa > 0, sa, 1)
    d = below[..., :3] / np.where(da > 0, da, 1)
    curve = np.where(d <= 0.25, ((16 * d - 12) * d + 4) * d, np.sqrt(d))
    soft = np.where(s <= 0.5, d - (1 - 2 * s) * d * (1 - d), d + (2 * s - 1) * (curve - d))
    return _mixed(above, below, sa * da * soft)


BLENDS: dict[BlendMode, Blend] = {
    BlendMode.kClear: lambda _, below: np.zeros_like(below),
    BlendMode.kSrc: lambda above, _: above,
    BlendMode.kSrcOver: _over,
    BlendMode.kSrcIn: lambda above, below: above * below[..., 3:],
    BlendMode.kDstIn: lambda above, below: below * above[..., 3:],
    BlendMode.kDstOut: lambda above, below: below * (1 - above[..., 3:]),
    BlendMode.kPlus: lambda above, below: np.minimum(above + below, 1),
    BlendMode.kScreen: _screen,
    BlendMode.kMultiply: _multiply,
    BlendMode.kOverlay: _overlay,
    BlendMode.kSoftLight: _soft_light,
}
