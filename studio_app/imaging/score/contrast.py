"""Contrast of words with what is around them, measured in the picture at the size at which people see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import cv2
import numpy as np

from studio_app.imaging.colour import BLACK, RGB, WHITE, apca_lc
from studio_app.imaging.layout import Layout
from studio_app.imaging.score.lines import TextLine, ink_of

cv2.setNumThreads(1)

# The contrast reported is reached by all but this share of a headline.
WEAKEST: Final = 0.25
_KERNEL = np.ones((3, 3), np.uint8)
Strip = tuple[slice, slice]
Scale = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Contrast:
    """APCA |Lc| of words, and the tone right beside them where it is known."""

    lc: float
    ground: RGB | None = None

    @property
    def better_ink(self) -> str | None:
        """The plain colour that has much more contrast on this ground than the words have, as a role; None if none."""
        if self.ground is None:
            return None
        lc, role = max((abs(apca_lc(colour, self.ground)), role) for role, colour in (("white", WHITE), ("ink", BLACK)))
        return role if lc > self.lc + 20 else None


NONE: Final = Contrast(0.0)


def _median(pixels: np.ndarray) -> RGB:
    red, green, blue = (float(c) / 255 for c in np.median(pixels, axis=0))
    return red, green, blue


def _strips(line: TextLine, shape: tuple[int, ...], across: float, down: float) -> list[Strip]:
    """The line's place in a picture of that shape, cut into pieces of about two letters."""
    box = line.box.grown(0.35 * line.cap)
    left, right = (int(np.clip(x * across, 0, shape[1])) for x in (box.x, box.right + 1 / across))
    top, bottom = (int(np.clip(y * down, 0, shape[0])) for y in (box.y, box.bottom + 1 / down))
    if right <= left or bottom <= top:
        return []
    count = max(1, round((right - left) / max(1.0, 1.5 * line.cap * across)))
    edges = [int(edge) for edge in np.linspace(left, right, count + 1).round()]
    return [(slice(top, bottom), slice(a, max(a + 1, b))) for a, b in pairwise(edges)]


def _known(seen: np.ndarray, ink: np.ndarray, every: np.ndarray) -> Contrast | None:
    """Of a line's glyphs with the ring around them, clear of `every` glyph; None where there is neither."""
    if ink.max(initial=0.0) < 0.3:
        return None
    glyphs = ink >= 0.75 * ink.max()
    near = cv2.dilate((ink > 0.5 * ink.max()).astype(np.uint8), _KERNEL, iterations=2) > 0
    ring = near & (every < 0.15)
    if not ring.any():
        return None
    text, ground = _median(seen[glyphs]), _median(seen[ring])
    return Contrast(abs(apca_lc(text, ground)), ground)


def _guessed(seen: np.ndarray) -> Contrast:
    """Of the two tones into which a piece falls (Otsu), whichever of them is the text; none when there is only one."""
    grey = cv2.cvtColor(np.ascontiguousarray(seen), cv2.COLOR_RGB2GRAY)
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    light = grey > level
    if not 0.03 <= light.mean() <= 0.97:
        return NONE
    first, second = _median(seen[light]), _median(seen[~light])
    return Contrast(max(abs(apca_lc(first, second)), abs(apca_lc(second, first))))


def contrast_of(
    seen: np.ndarray, layout: Layout | None, lines: Sequence[TextLine], main: Sequence[TextLine], scale: Scale
) -> Contrast:
    """What three quarters of the headline have at least; nothing when nothing of it can be seen.

    `seen` is the picture at its real size, `scale` its pixels per pixel of the asset. The glyphs of a layout's `lines`
    are known and compared with what is right beside them; without a layout each piece of the `main` lines is taken
    for two tones.
    """
    inks = {id(line): ink_of(layout, line, seen.shape[1], seen.shape[0]) for line in lines} if layout else {}
    every = np.maximum.reduce(list(inks.values())) if inks else None
    pieces: list[Contrast] = []
    for line in main:
        for strip in _strips(line, seen.shape, *scale):
            piece = _guessed(seen[strip]) if every is None else _known(seen[strip], inks[id(line)][strip], every[strip])
            pieces += [] if piece is None else [piece]
    pieces.sort(key=lambda piece: piece.lc)
    return pieces[int(WEAKEST * (len(pieces) - 1))] if pieces else NONE
