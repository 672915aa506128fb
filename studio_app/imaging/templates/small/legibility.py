"""Colours in which words are read on a ground."""

from __future__ import annotations

from studio_app.imaging.colour import BLACK, RGB, WHITE, apca_lc, readable, wcag


def is_clear(colour: RGB, ground: RGB) -> bool:
    """Whether words in `colour` are read on `ground` by both measures, WCAG 2 and APCA, with a little to spare."""
    return wcag(colour, ground) >= 4.55 and abs(apca_lc(colour, ground)) >= 61


def clear(colour: RGB, ground: RGB, ratio: float = 4.5) -> RGB:
    """`colour`, its lightness moved until words in it are read on `ground`."""
    for more in (0.0, 1.0, 2.0, 3.5, 5.0, 7.0):
        found = readable(colour, ground, ratio + more)
        if is_clear(found, ground):
            return found
    return max((WHITE, BLACK), key=lambda c: abs(apca_lc(c, ground)))
