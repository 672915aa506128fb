"""Whether a headline can still be read after the picture was shrunk to its real size."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from studio_app.imaging.ocr import engine
from studio_app.imaging.score.lines import TextLine

cv2.setNumThreads(1)

# Reading one line takes a thirtieth of a second; the largest few speak for the headline.
MOST_LINES: Final = 3
_HEIGHT, _LONGEST = 48, 640
# The recogniser's alphabet, as far as it was found to be complete: Latin, Greek, kana and Han.
_ALPHABET = re.compile(r"[0-9A-Za-z\u00aa-\u024f\u0370-\u03ff\u1e00-\u1eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_KNOWN_SHARE: Final = 0.8


def plain(text: str) -> str:
    """Letters and digits alone, without case and marks, as two readings are compared."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")
    return re.sub(r"[\W_]", "", bare).casefold()


def readable_script(text: str) -> bool:
    """Whether the recogniser knows nearly all the letters of `text`; it has no Cyrillic, Arabic, Hebrew or Hangul."""
    letters = [c for c in text if c.isalnum()]
    known = [c for c in letters if _ALPHABET.match(c)]
    return bool(letters) and len(known) >= _KNOWN_SHARE * len(letters)


def upright(rgb: np.ndarray, quad: np.ndarray) -> np.ndarray:
    """The line in `quad` (4, 2) with some room around its capitals, turned straight, 48 pixels high."""
    across, down = (quad[1] - quad[0]) * 0.015, (quad[3] - quad[0]) * 0.16
    grown = quad + np.stack([-across - down, across - down, across + down, -across + down])
    width, height = (float(np.linalg.norm(grown[i] - grown[0])) for i in (1, 3))
    wide = int(min(_LONGEST, max(_HEIGHT, width * _HEIGHT / max(1.0, height))))
    target = np.array([[0, 0], [wide, 0], [wide, _HEIGHT], [0, _HEIGHT]], np.float32)
    matrix = cv2.getPerspectiveTransform(grown.astype(np.float32), target)
    return cv2.warpPerspective(rgb, matrix, (wide, _HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def read(line: np.ndarray) -> str:
    """What the recogniser reads in an upright line, (h, w, 3) RGB."""
    found = engine()(np.ascontiguousarray(line[..., ::-1]), use_det=False, use_cls=False, use_rec=True)
    return str(found.txts[0]) if found.txts else ""


def legibility(shrunk: np.ndarray, lines: Sequence[TextLine], across: float, down: float) -> float | None:
    """The share of the headline's letters that are read right, 0..1; None when it is in a script the reader lacks.

    `shrunk` is the picture as people see it, `across` and `down` its pixels per pixel of the asset.
    """
    asked = sorted((line for line in lines if readable_script(line.text)), key=lambda line: -line.area)[:MOST_LINES]
    if not asked:
        return None
    scale = np.array([across, down], np.float32)
    shares = [
        difflib.SequenceMatcher(None, plain(line.text), plain(read(upright(shrunk, line.quad * scale)))).ratio()
        for line in asked
    ]
    return float(np.average(shares, weights=[line.area for line in asked]))
