"""Finds human faces with the Haar cascades that OpenCV ships, and how strong their expression is.

Cartoon, masked and heavily turned faces are missed, so nothing may be held against a picture without a face.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from studio_app.imaging.layout import Area

# Several processes share the machine; one thread also keeps results the same everywhere.
cv2.setNumThreads(1)

FRONTAL, PROFILE, EYES, SMILE = "frontalface_alt2", "profileface", "eye_tree_eyeglasses", "smile"
FIRST_WIDTH: Final = 480
# Second looks are made smaller: they only run when the first found nothing, which is the slow case.
AGAIN_WIDTH: Final = 320
TILTS: Final = (-18.0, 18.0)
LEAST_SKIN: Final = 0.18
# Drawn things are at times found by five or six overlapping windows, real faces larger than a stamp by twenty.
CERTAIN_VOTES: Final = 9
_LEAST_SIDE: Final = 48
_FOLDER: Final = Path(cv2.__file__).parent / "data"
_lock = threading.Lock()
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Face:
    """`box` in pixels of the picture. `skin` is the share of skin-coloured pixels, `mouth` that of dark ones where
    the mouth is (an open mouth or a shadow under a smile), both 0..1.
    """

    box: Area
    eyes: int
    smile: bool
    mouth: float
    skin: float

    @property
    def expression(self) -> float:
        """0 (none) to 1 (a broad smile or a wide-open mouth)."""
        return 0.45 * self.smile + 0.55 * min(1.0, max(0.0, (self.mouth - 0.06) / 0.24))


@dataclass(frozen=True, slots=True)
class _Look:
    """A grey picture to search, the skin mask beside it, and the way from its pixels back to the whole picture's."""

    grey: np.ndarray
    skin: np.ndarray
    back: Callable[[float, float], Point]
    scale: float


@functools.cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(_FOLDER / f"haarcascade_{name}.xml"))


def _reduced(rgb: np.ndarray, width: int) -> _Look:
    height = max(8, round(rgb.shape[0] * width / rgb.shape[1]))
    small = cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA)
    grey = cv2.createCLAHE(2.0, (8, 8)).apply(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY))
    ycc = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb)
    red, blue = ycc[..., 1], ycc[..., 2]
    skin = (red > 133) & (red < 178) & (blue > 77) & (blue < 130)
    return _Look(grey, skin.astype(np.float32), lambda x, y: (x, y), rgb.shape[1] / width)


def _tilted(look: _Look, degrees: float) -> _Look:
    height, width = look.grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    inverse = cv2.invertAffineTransform(turn)
    size, edge = (width, height), cv2.BORDER_REPLICATE
    grey, skin = (cv2.warpAffine(plane, turn, size, borderMode=edge) for plane in (look.grey, look.skin))

    def back(x: float, y: float) -> Point:
        found = inverse @ np.array([x, y, 1.0])
        return float(found[0]), float(found[1])

    return _Look(grey, skin, back, look.scale)


def _count(name: str, grey: np.ndarray, side: int, step: float, neighbours: int) -> int:
    """How often a part of a face is found in a crop that is enlarged to at least `side` pixels."""
    factor = max(1.0, side / grey.shape[1])
    enlarged = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_LINEAR)
    return len(_cascade(name).detectMultiScale(enlarged, step, neighbours))


def _face(look: _Look, place: Sequence[int], sure: bool) -> Face | None:
    """The candidate at `place` (x, y, w, h); None when it is not `sure` and has no eye, or has neither eye nor skin."""
    x, y, w, h = (int(value) for value in place)
    grey = look.grey[y : y + h, x : x + w]
    skin = float(look.skin[y : y + h, x : x + w].mean())
    eyes = _count(EYES, grey[: int(h * 0.6)], 90, 1.1, 3)
    if not eyes and (skin < LEAST_SKIN or not sure):
        return None
    mouth = grey[int(h * 0.62) : int(h * 0.95), int(w * 0.25) : int(w * 0.75)]
    dark = float((mouth < 0.45 * np.median(grey)).mean())
    smile = _count(SMILE, grey[h // 2 :], 100, 1.3, 18) > 0
    center_x, center_y = look.back(x + w / 2, y + h / 2)
    wide, tall = w * look.scale, h * look.scale
    box = Area(center_x * look.scale - wide / 2, center_y * look.scale - tall / 2, wide, tall)
    return Face(box, eyes, smile, dark, skin)


def _search(look: _Look, cascade: str, votes: int, certain: int) -> list[Face]:
    """Candidates that at least `votes` windows agree on; `certain` of them make up for eyes that are not seen."""
    least = int(look.grey.shape[0] * 0.09)
    places, counts = _cascade(cascade).detectMultiScale2(look.grey, 1.1, votes, minSize=(least, least))
    faces = (_face(look, place, int(count) >= certain) for place, count in zip(places, counts, strict=True))
    return [face for face in faces if face is not None]


def _looks(rgb: np.ndarray) -> Iterator[list[Face]]:
    """What each way of looking finds, cheapest first."""
    yield _search(_reduced(rgb, FIRST_WIDTH), FRONTAL, 4, CERTAIN_VOTES)
    small = _reduced(rgb, AGAIN_WIDTH)
    yield [face for degrees in TILTS for face in _search(_tilted(small, degrees), FRONTAL, 5, CERTAIN_VOTES)]
    yield _search(small, PROFILE, 6, 6)


def _distinct(faces: Sequence[Face]) -> tuple[Face, ...]:
    """Largest first; of two about the same place the larger stays."""
    kept: list[Face] = []
    for face in sorted(faces, key=lambda f: (-f.box.height, f.box.x, f.box.y)):
        middle = Area(*face.box.center, 0, 0)
        if not any(other.box.holds(middle, 0) for other in kept):
            kept.append(face)
    return tuple(kept)


def find_faces(rgb: np.ndarray) -> tuple[Face, ...]:
    """Faces in an (h, w, 3) uint8 picture, largest first; empty for pictures smaller than 48 pixels.

    Upright faces are looked for first, tilted and then side faces only when there are none. Faces lower than 9% of
    the picture are not found.
    """
    if min(rgb.shape[:2]) < _LEAST_SIDE:
        return ()
    with _lock:  # a cascade keeps buffers between calls
        return _distinct(next((found for found in _looks(rgb) if found), []))
