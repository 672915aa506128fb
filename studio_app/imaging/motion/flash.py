"""Counts flashes that could hurt, after WCAG 2.2, success criterion 2.3.1 "three flashes or below threshold"."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image

from studio_app.imaging.motion.frames import Frames

LIMIT: Final = 3
# A change counts from this much of the largest relative luminance, when its darker side is below `DARKER`.
STEP: Final = 0.10
DARKER: Final = 0.80
# Red: the share of red in linear light that makes it saturated, and the least change of (R - G - B) x 320.
SATURATED: Final = 0.8
RED_STEP: Final = 20.0
AREA: Final = 0.25
_SIDE = 48
_GROUNDS = ((24, 24, 27), (255, 255, 255))


def _small(frames: Frames) -> list[Image.Image]:
    """The frames on a grid whose longer side is 48, every cell the mean of what it covers."""
    scale = min(1.0, _SIDE / max(frames.size))
    size = (max(1, round(frames.size[0] * scale)), max(1, round(frames.size[1] * scale)))
    return [image.resize(size, Image.Resampling.BOX) for image in frames.images]


def _linear(images: list[Image.Image], ground: tuple[int, int, int]) -> np.ndarray:
    """Linear light 0..1 of shape (frames, cells, 3), on an opaque ground."""
    back = Image.new("RGBA", images[0].size, (*ground, 255))
    stack = np.stack([np.asarray(Image.alpha_composite(back, image).convert("RGB")) for image in images])
    value = stack.reshape(len(images), -1, 3).astype(np.float32) / 255
    return np.asarray(np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4))


def _turns(values: np.ndarray, step: float, allowed: np.ndarray) -> np.ndarray:
    """Which cell completes a change of at least `step` against the direction of its last one, at which frame.

    `values` and `allowed` have the shape (frames, cells). A slow rise counts as soon as it adds up to `step`; a change
    counts only where `allowed` holds on one of its sides.
    """
    low, high = values[0].copy(), values[0].copy()
    low_fits, high_fits = allowed[0].copy(), allowed[0].copy()
    heading = np.zeros(values.shape[1], np.int8)
    turned = np.zeros(values.shape, bool)
    for i in range(1, len(values)):
        now, fits = values[i], allowed[i]
        up = (now - low >= step) & (low_fits | fits)
        down = (high - now >= step) & (high_fits | fits)
        turned[i] = (up & (heading != 1)) | (down & (heading != -1))
        heading = np.where(up, 1, np.where(down, -1, heading)).astype(np.int8)
        # After a change the other extreme starts here; otherwise the extremes grow.
        new_low, new_high = (now < low) | down, (now > high) | up
        low, low_fits = np.where(new_low, now, low), np.where(new_low, fits, low_fits)
        high, high_fits = np.where(new_high, now, high), np.where(new_high, fits, high_fits)
    return turned


def _most(turned: np.ndarray, starts: np.ndarray) -> float:
    """Flashes (pairs of opposing changes) in the worst second that a quarter of the cells go through."""
    sums = np.concatenate([np.zeros((1, turned.shape[1]), np.int32), turned.cumsum(0, dtype=np.int32)])
    worst = 0
    for first, start in enumerate(starts):
        last = int(np.searchsorted(starts, start + 1000, side="left"))
        flashes = np.sort((sums[last] - sums[first]) // 2)[::-1]
        worst = max(worst, int(flashes[max(0, int(np.ceil(AREA * len(flashes))) - 1)]))
    return float(worst)


def flashes_per_second(frames: Frames) -> float:
    """General or red flashes in the worst second of the endless loop, on a dark and on a light page.

    Counts every cell of a 48-cell grid by itself, so that areas which flash by turns are added up: stricter than the
    criterion, never laxer. At most `LIMIT` is safe.
    """
    loops = int(np.ceil(1.0 / frames.seconds)) + 1
    worst = 0.0
    durations = np.tile(np.array(frames.durations), loops)
    starts = np.concatenate([[0], durations.cumsum()[:-1]])
    small = _small(frames)
    for ground in _GROUNDS:
        light = np.tile(_linear(small, ground), (loops, 1, 1))
        luminance = light @ np.array([0.2126, 0.7152, 0.0722], np.float32)
        red, green, blue = light[..., 0], light[..., 1], light[..., 2]
        saturated = red >= SATURATED * np.maximum(light.sum(-1), 1e-6)
        redness = np.maximum(0.0, (red - green - blue) * 320)
        for turned in (_turns(luminance, STEP, luminance < DARKER), _turns(redness, RED_STEP, saturated)):
            worst = max(worst, _most(turned, starts))
    return worst
