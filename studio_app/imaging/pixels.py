"""Colour conversion of whole arrays."""

from __future__ import annotations

import numpy as np

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)


def to_oklab(rgb: np.ndarray) -> np.ndarray:
    """sRGB 0..255 of shape (..., 3) to OKLab of the same shape, float32."""
    value = rgb.astype(np.float32) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T)


def from_oklab(lab: np.ndarray) -> np.ndarray:
    """OKLab to sRGB 0..255 integers, clipped to the gamut."""
    linear = ((lab.astype(np.float64) @ np.linalg.inv(_TO_LAB.astype(np.float64)).T) ** 3) @ np.linalg.inv(
        _TO_LMS.astype(np.float64)
    ).T
    clipped = np.clip(linear, 0, 1)
    value = np.where(clipped <= 0.0031308, 12.92 * clipped, 1.055 * clipped ** (1 / 2.4) - 0.055)
    return np.round(value * 255).astype(np.int64)
