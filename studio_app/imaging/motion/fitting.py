"""Brings a loop under a platform's limits: colours give way first, then frames; size never."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from studio_app.catalog.asset_types import Motion, MotionFormat
from studio_app.imaging.encode import CannotFit
from studio_app.imaging.motion.encoders import CODECS
from studio_app.imaging.motion.frames import Frames

_THINNINGS = 3
_FEWEST_FRAMES = 4


@dataclass(frozen=True, slots=True)
class Moving:
    """An encoded loop. `shown` is what was encoded: fewer frames than were asked for when the limit was tight.

    APNG and WebP hold fewer still where neighbours came out equal; they last as long.
    """

    data: bytes
    format: MotionFormat
    shown: Frames
    sha256: str


def _best(frames: Frames, format: MotionFormat, limit: int) -> bytes | None:
    """The best level that fits: the first of all, else by bisection; None when even the last is too large."""
    codec = CODECS[format]
    data = codec.encode(frames, codec.levels[0])
    if len(data) <= limit:
        return data
    found, low, high = None, 1, len(codec.levels) - 1
    while low <= high:
        middle = (low + high) // 2
        data = codec.encode(frames, codec.levels[middle])
        if len(data) <= limit:
            found, high = data, middle - 1
        else:
            low = middle + 1
    return found


def encode_motion(frames: Frames, format: MotionFormat, motion: Motion) -> Moving:
    """Never more than `motion.max_bytes` and `motion.max_frames`, at the size of `frames`. Raises `CannotFit`.

    OSError for WebM on a system without VP9.
    """
    shown = frames.merged()
    while len(shown) > motion.max_frames:
        shown = shown.thinned()
    for _ in range(_THINNINGS):
        data = _best(shown, format, motion.max_bytes)
        if data is not None:
            return Moving(data, format, shown, hashlib.sha256(data).hexdigest())
        if len(shown) <= _FEWEST_FRAMES:
            break
        shown = shown.thinned()
    raise CannotFit(
        "The animation cannot be made small enough for this platform. Choose a shorter one, or a calmer effect.",
        details={"format": format, "max_bytes": motion.max_bytes},
    )
