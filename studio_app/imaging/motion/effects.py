"""Movements for a finished picture. Each loops without a seam, and its first frame is the still picture."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np
from PIL import Image

from studio_app.imaging.motion.frames import SHORTEST, Frames, even
from studio_app.imaging.motion.poses import Pose, figure, posed

Effect = Literal["bounce", "shake", "spin", "pulse", "wipe"]
EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)
MAX_FRAMES = 60
_WIPE_ANGLES = tuple(range(0, 360, 45))
_SOFT_EDGE = 0.18


@dataclass(frozen=True, slots=True)
class _Beat:
    """What a seed and a length decide: how often a movement repeats in the loop, and which way it goes."""

    seconds: float
    turn: int
    angle: float

    def times(self, per_second: float) -> int:
        return max(1, round(self.seconds * per_second))


def _hump(at: float, start: float, end: float) -> float:
    """0 outside `start`..`end`, rising smoothly to 1 in its middle."""
    share = (at - start) / (end - start)
    return math.sin(math.pi * share) ** 2 if 0 < share < 1 else 0.0


def _bounce(at: float, beat: _Beat) -> Pose:
    """Crouch, hop in a parabola, land."""
    hop = at * beat.times(1.0) % 1.0
    squeeze = _hump(hop, 0.0, 0.26) + 0.8 * _hump(hop, 0.74, 1.0)
    flight = min(1.0, max(0.0, (hop - 0.2) / 0.6))
    height = 4 * flight * (1 - flight)
    return Pose(1 + 0.05 * squeeze, 1 - 0.16 * squeeze, down=-0.15 * height)


def _shake(at: float, beat: _Beat) -> Pose:
    swing = math.sin(2 * math.pi * at * beat.times(3.0))
    return Pose(angle=8 * beat.turn * swing, right=0.03 * beat.turn * swing)


def _spin(at: float, beat: _Beat) -> Pose:
    return Pose(angle=360.0 * beat.turn * at * beat.times(0.6))


def _pulse(at: float, beat: _Beat) -> Pose:
    size = 1 - 0.16 * math.sin(math.pi * at * beat.times(1.4)) ** 2
    return Pose(size, size)


_POSES: Final[dict[Effect, Callable[[float, _Beat], Pose]]] = {
    "bounce": _bounce, "shake": _shake, "spin": _spin, "pulse": _pulse,
}


def _ease(share: float) -> float:
    return share * share * (3 - 2 * share)


def _wiped(image: Image.Image, at: float, beat: _Beat) -> Image.Image:
    """Swept away in the first half and back in the second, along one direction; empty in the middle of the loop."""
    gone = _ease(min(1.0, 2 * at)) if at < 0.5 else 1 - _ease(2 * at - 1)
    if not gone:
        return image
    cos, sin = math.cos(math.radians(beat.angle)), math.sin(math.radians(beat.angle))
    y, x = np.mgrid[0 : image.height, 0 : image.width].astype(np.float32)
    along = (x / image.width - 0.5) * cos + (y / image.height - 0.5) * sin
    reach = (abs(cos) + abs(sin)) / 2
    place = (along + reach) / (2 * reach)
    shown = np.clip((place - gone * (1 + _SOFT_EDGE) + _SOFT_EDGE) / _SOFT_EDGE, 0, 1)
    result = image.copy()
    result.putalpha(Image.fromarray((np.asarray(image.getchannel("A")) * shown).round().astype(np.uint8)))
    return result


def animate(picture: Image.Image, effect: Effect, seconds: float, fps: float, seed: int) -> Frames:
    """`picture` (RGBA) moving for one loop; at most 60 frames, which last longer when more would be needed.

    The same arguments give the same frames. ValueError for an unknown effect or a loop outside 0.2 to 30 seconds.
    """
    if effect not in EFFECTS or not 0.2 <= seconds <= 30 or fps <= 0:
        raise ValueError(f"cannot animate {effect!r} for {seconds} seconds at {fps} frames a second")
    seconds = round(seconds, 2)
    count = max(2, min(MAX_FRAMES, round(seconds * fps), int(seconds * 1000 / SHORTEST)))
    chosen = random.Random(seed)
    beat = _Beat(seconds, chosen.choice((-1, 1)), chosen.choice(_WIPE_ANGLES))
    still = picture.convert("RGBA")
    if effect == "wipe":
        return even([_wiped(still, i / count, beat) for i in range(count)], seconds)
    moving = figure(still, on_feet=effect == "bounce")
    pose = _POSES[effect]
    return even([posed(moving, pose(i / count, beat)) for i in range(count)], seconds)
