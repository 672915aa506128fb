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
AT_ONCE: Final = 34  # milliseconds: two frames of a quick film
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


def _turns(values: np.ndarray, step: float, allowed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which cell completes a rise, and which a fall, of at least `step` against its last one, at which frame.

    `values` and `allowed` have the shape (frames, cells). A slow rise counts as soon as it adds up to `step`; a change
    counts only where `allowed` holds on one of its sides.
    """
    low, high = values[0].copy(), values[0].copy()
    low_fits, high_fits = allowed[0].copy(), allowed[0].copy()
    heading = np.zeros(values.shape[1], np.int8)
    rises, falls = np.zeros(values.shape, bool), np.zeros(values.shape, bool)
    for i in range(1, len(values)):
        now, fits = values[i], allowed[i]
        up = (now - low >= step) & (low_fits | fits)
        down = (high - now >= step) & (high_fits | fits)
        rises[i], falls[i] = up & (heading != 1), down & (heading != -1)
        heading = np.where(up, 1, np.where(down, -1, heading)).astype(np.int8)
        # After a change the other extreme starts here; otherwise the extremes grow.
        new_low, new_high = (now < low) | down, (now > high) | up
        low, low_fits = np.where(new_low, now, low), np.where(new_low, fits, low_fits)
        high, high_fits = np.where(new_high, now, high), np.where(new_high, fits, high_fits)
    return rises, falls


def _together(turned: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """At which frames a quarter of the cells have turned that way at once; a good part of them in that very frame."""
    found = np.zeros(len(starts), bool)
    for i, start in enumerate(starts):
        first = int(np.searchsorted(starts, start - AT_ONCE, side="right"))
        found[i] = turned[i].mean() >= AREA / 3 and turned[first : i + 1].any(axis=0).mean() >= AREA
    return found


def _most(rises: np.ndarray, falls: np.ndarray, starts: np.ndarray) -> float:
    """Flashes (pairs of opposing changes) in the worst second."""
    up, down = _together(rises, starts), _together(falls, starts)
    turns, heading = np.zeros(len(starts), np.int32), 0
    for i in range(len(starts)):
        for way, happens in ((1, up[i]), (-1, down[i])):
            if happens and heading != way:
                turns[i] += 1
                heading = way
    sums = np.concatenate([[0], turns.cumsum()])
    lasts = np.searchsorted(starts, starts + 1000, side="left")
    return float(max((sums[lasts] - sums[: len(starts)]) // 2))


def flashes_per_second(frames: Frames) -> float:
    """General or red flashes in the worst second of the endless loop, on a dark and on a light page.

    The criterion is about areas that flash at the same time: a quarter of the cells of a 48-cell grid that turn the
    same way at once. A figure that only moves lights up its cells one after another. At most `LIMIT` is safe.
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
        for rises, falls in (_turns(luminance, STEP, luminance < DARKER), _turns(redness, RED_STEP, saturated)):
            worst = max(worst, _most(rises, falls, starts))
    return worst
