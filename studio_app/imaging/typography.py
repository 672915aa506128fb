"""Guesses which of our faces the words of a picture are set in, by setting the same words in each and comparing."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from studio_app.catalog.fonts import FONTS, Category
from studio_app.imaging.drawing import load_drawing
from studio_app.imaging.fonts import body, faces, headline
from studio_app.imaging.ocr import Line
from studio_app.imaging.pixels import to_oklab
from studio_app.imaging.text import paint_line, width

cv2.setNumThreads(1)

NO_MATCH: Final = 0.45
_PATCH: Final = 96
_GRID: Final = (256, 64)
_SIZE: Final = 72.0
_LEAST_LETTERS, _LEAST_HEIGHT, _LEAST_PIXELS = 4, 14.0, 60
# Dots and dirt: parts less than this high beside the tallest.
_SPECK: Final = 0.4
# Gaps wider than this share of the height are cut: readers often lose spaces, and spacing is the designer's choice.
_GAP: Final = 0.15
# How fast a difference in proportion takes a match away: a tenth wider costs an eighth of the score.
_PROPORTION: Final = 1.2
# A face that leads the next family by less than this may as well be the other one.
_LEAD: Final = 0.1
# Lines of at least this share of the tallest one's height are the headline.
_HEADLINE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Specimen:
    """One line of words cut out of a picture: its height as a share of the picture's, and its letters as masks.

    Which of the `masks` holds the letters and which the ground, outline or shadow is not known.
    """

    text: str
    share: float
    masks: tuple[Mask, ...]


@dataclass(frozen=True, slots=True)
class Mask:
    """Letters cropped to their ink: coverage 0..1 on a 64 x 256 grid, and the width over height they had."""

    grid: np.ndarray
    aspect: float


@dataclass(frozen=True, slots=True)
class FontGuess:
    """`family` is None when nothing in the catalogue comes near; then `category` is read from the proportions."""

    family: str | None
    category: Category
    confidence: float
    text: str


def specimen(rgb: np.ndarray, line: Line) -> Specimen | None:
    """The line, upright and separated from its ground; None when it is too short or small to tell faces apart."""
    letters = sum(unicodedata.category(c)[0] in "LN" for c in line.text)
    if letters < _LEAST_LETTERS or line.height < _LEAST_HEIGHT:
        return None
    masks = tuple(mask for half in _separated(_upright(rgb, line.quad)) if (mask := _mask(half)))
    return Specimen(line.text, line.height / rgb.shape[0], masks) if masks else None


def parted(specimens: Sequence[Specimen]) -> tuple[list[Specimen], list[Specimen]]:
    """The headline's lines of one picture, which are its tallest, and the other lines."""
    tallest = max((found.share for found in specimens), default=0.0)
    headlines = [found for found in specimens if found.share >= _HEADLINE * tallest]
    return headlines, [found for found in specimens if found.share < _HEADLINE * tallest]


def guess(specimens: Sequence[Specimen]) -> FontGuess | None:
    """The face in which all these lines are most likely set; None without lines."""
    if not specimens:
        return None
    ranked = sorted(((_score(specimens, family), family) for family in FONTS), reverse=True)
    (best, family), (second, _) = ranked[0], ranked[1]
    confidence = round(best * (0.5 + 0.5 * min(1.0, (best - second) / _LEAD)), 2)
    sure = confidence >= NO_MATCH
    return FontGuess(
        family if sure else None,
        FONTS[family].category if sure else _category(ranked[:3]),
        confidence,
        max(specimens, key=lambda found: found.share).text,
    )


def _score(specimens: Sequence[Specimen], family: str) -> float:
    """Mean likeness of the lines, long ones counting more, to the family's better cut."""
    weights = [len(found.text) for found in specimens]
    return max(
        sum(weight * _likest(found, alias) for weight, found in zip(weights, specimens, strict=True)) / sum(weights)
        for alias in {headline(family), body(family)}
    )


def _likest(found: Specimen, alias: str) -> float:
    drawn = _set_in(found.text, alias)
    return max(likeness(mask, drawn) for mask in found.masks) if drawn else 0.0


def _category(nearest: Sequence[tuple[float, str]]) -> Category:
    """The class most of the nearest faces belong to."""
    votes: dict[Category, float] = {}
    for score, family in nearest:
        kind = FONTS[family].category
        votes[kind] = votes.get(kind, 0.0) + score
    return max(votes, key=lambda kind: votes[kind])


def likeness(first: Mask, second: Mask) -> float:
    """0..1: shared over joint ink, less the more the proportions differ."""
    shared = np.minimum(first.grid, second.grid).sum() / max(1e-6, float(np.maximum(first.grid, second.grid).sum()))
    return float(shared) * math.exp(-_PROPORTION * abs(math.log(first.aspect / second.aspect)))


def _upright(rgb: np.ndarray, quad: np.ndarray) -> np.ndarray:
    """The quadrilateral as a level strip `_PATCH` pixels high."""
    across, down = (float(np.linalg.norm(quad[corner] - quad[0])) for corner in (1, 3))
    wide = max(8, min(4096, round(across * _PATCH / max(1.0, down))))
    target = np.array([[0, 0], [wide, 0], [wide, _PATCH], [0, _PATCH]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    return np.asarray(cv2.warpPerspective(rgb, matrix, (wide, _PATCH), flags=cv2.INTER_CUBIC))


def _separated(strip: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The strip's light half and its dark half, by Otsu's threshold on OKLab lightness."""
    lightness = np.clip(to_oklab(strip)[..., 0] * 255, 0, 255).astype(np.uint8)
    light = np.asarray(cv2.threshold(lightness, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1], np.uint8)
    return light, 1 - light


def _mask(inked: np.ndarray) -> Mask | None:
    """The letters among the pixels that are 1; None when they are next to nothing."""
    count, labels, sizes, _ = cv2.connectedComponentsWithStats(inked)
    heights = sizes[:, cv2.CC_STAT_HEIGHT]
    letters = [part for part in range(1, count) if heights[part] >= _SPECK * heights[1:].max()]
    rows, columns = np.nonzero(np.isin(labels, letters) if letters else np.zeros_like(labels))
    if len(rows) < _LEAST_PIXELS:
        return None
    ink = np.isin(labels, letters)[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1].astype(np.float32)
    ink = _tightened(ink)
    return Mask(np.asarray(cv2.resize(ink, _GRID, interpolation=cv2.INTER_AREA)), ink.shape[1] / ink.shape[0])


def _tightened(ink: np.ndarray) -> np.ndarray:
    """Without the columns of a gap beyond `_GAP`."""
    places = np.arange(ink.shape[1])
    since = places - np.maximum.accumulate(np.where(ink.any(0), places, 0))
    return np.ascontiguousarray(ink[:, since <= max(1, round(_GAP * ink.shape[0]))])


def _set_in(text: str, alias: str) -> Mask | None:
    """`text` in that face; None when it lacks a character."""
    skia = load_drawing()
    typeface = faces().typefaces[alias]
    if not all(typeface.unicharToGlyph(ord(c)) for c in text if not c.isspace()):
        return None
    pixels = np.zeros((round(_SIZE * 1.8), round(width(text, alias) * _SIZE + _SIZE)), np.uint8)
    surface = skia.Surface(pixels, colorType=skia.kAlpha_8_ColorType)
    paint_line(surface.getCanvas(), text, alias, _SIZE, skia.Paint(AntiAlias=True), _SIZE / 2, _SIZE * 1.3)
    surface.flushAndSubmit()
    return _mask((pixels > 127).astype(np.uint8))
