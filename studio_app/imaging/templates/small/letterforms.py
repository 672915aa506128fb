"""Words as outlines: glyph contours that can be stretched and measured exactly. Pure, in em or pixels.

Only scripts whose letters do not join or stack and have no colour are outlined; everything else is left to the
shaper, which can neither bend nor stretch it.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Any

import numpy as np

from studio_app.imaging.fonts import faces
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.paint import skia
from studio_app.imaging.text import paint_line, width

# Between two lines, in em.
GAP = 0.10
_EM = 1000
_PLAIN = {"L", "EN", "ES", "ET", "CS", "ON", "WS", "AN"}


@functools.lru_cache(4096)
def _glyph(character: str, alias: str) -> Any | None:
    """The contour in em, y down; None when it has to be left to the shaper."""
    if unicodedata.category(character)[0] not in "LNPSZ" or unicodedata.bidirectional(character) not in _PLAIN:
        return None
    known = faces()
    for name in known.chain(alias):
        glyph = known.typefaces[name].unicharToGlyph(ord(character))
        if glyph:
            if name == "Emoji":
                return None
            path = skia.Font(known.typefaces[name], _EM).getPath(glyph)
            if path is None:
                return skia.Path()
            scaled = skia.Path()
            path.transform(skia.Matrix.Scale(1 / _EM, 1 / _EM), scaled)
            return scaled
    return None


def can_outline(text: str, alias: str) -> bool:
    composed = unicodedata.normalize("NFC", text)
    contours = [_glyph(c, alias) for c in composed]
    return None not in contours and any(not contour.isEmpty() for contour in contours if contour is not None)


def outline(text: str, alias: str) -> Any:
    """One line in em from x = 0 on the baseline y = 0; spaced and kerned as the shaper does it."""
    whole = skia.Path()
    composed = unicodedata.normalize("NFC", text)
    for i, character in enumerate(composed):
        contour = _glyph(character, alias)
        if contour is None or contour.isEmpty():
            continue
        x = width(composed[: i + 1], alias) - width(character, alias)
        whole.addPath(contour, x, 0.0)
    return whole


@functools.lru_cache(512)
def stacked(lines: tuple[str, ...], alias: str) -> Any:
    """Lines centred under each other in em, `GAP` between the ink of two."""
    whole, top = skia.Path(), 0.0
    for words in lines:
        path = outline(words, alias)
        box = path.computeTightBounds()
        whole.addPath(path, -box.centerX(), top - box.top())
        top += box.height() + GAP
    return whole


@functools.lru_cache(256)
def drawn_ink(lines: tuple[str, ...], alias: str, up: float, pitch: float) -> Area:
    """The box that shaped lines cover in em, centred in their frame whose corner is the origin: seen by drawing them.

    `up` is from the frame's top to the first baseline, `pitch` from one baseline to the next.
    """
    side, margin = 64.0, 32
    widths = [width(words, alias) for words in lines]
    shape = round((up + pitch * len(lines)) * side) + 2 * margin, round(max(widths) * side) + 2 * margin
    pixels = np.zeros((*shape, 4), np.uint8)
    canvas = skia.Surface(pixels).getCanvas()
    for i, (words, wide) in enumerate(zip(lines, widths, strict=True)):
        x, y = margin + (max(widths) - wide) * side / 2, margin + (up + pitch * i) * side
        paint_line(canvas, words, alias, side, skia.Paint(Color=skia.ColorBLACK), x, y)
    rows, columns = np.where(pixels[..., 3] > 20)
    if not len(rows):
        return Area(0.0, 0.0, max(widths), up)
    left, top = float(columns.min() - margin), float(rows.min() - margin)
    found = Area(left, top, float(np.ptp(columns) + 1), float(np.ptp(rows) + 1)).grown(1.0)
    return Area(found.x / side, found.y / side, found.width / side, found.height / side)


def into(path: Any, area: Area) -> Any:
    """`path` moved and stretched so that its ink fills `area` exactly."""
    box = path.computeTightBounds()
    x, y = area.width / max(1e-6, box.width()), area.height / max(1e-6, box.height())
    result = skia.Path()
    path.transform(skia.Matrix.Translate(area.x, area.y).preScale(x, y).preTranslate(-box.left(), -box.top()), result)
    return result
