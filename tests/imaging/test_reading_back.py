"""What we set can be read: a recogniser that never saw the layout reads the titles of Latin thumbnails back."""

from __future__ import annotations

import difflib
import re
from statistics import mean

import numpy as np

from studio_app.catalog.styles import STYLES
from studio_app.imaging.engine import draw
from studio_app.imaging.ocr import read_lines
from tests.imaging.conftest import KITS, make

TITLES = (
    "I beat Elden Ring with one hand", "Ranked until sunrise", "Nobody expected this boss", "Speedrun world record",
    "Building a castle in one day", "The worst landing ever", "Cozy farm tour",
)


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def read_back(style: str, title: str, seed: int) -> float:
    image, _ = draw(make(style, title=title, seed=seed, kit=KITS[seed % 4], tag="", subtitle=""))
    lines = sorted(read_lines(np.asarray(image.convert("RGB"))), key=lambda line: float(np.mean(line.quad, axis=0)[1]))
    seen = plain("".join(line.text for line in lines))
    wanted = plain(title)
    # The initial on the logo tile may be read as a letter before or after the title.
    matcher = difflib.SequenceMatcher(None, wanted, seen, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(wanted)


def test_latin_titles_are_read_back() -> None:
    ratios = {
        (style, title): read_back(style, title, number + 3 * row)
        for row, style in enumerate(STYLES)
        for number, title in enumerate(TITLES[row % 2 :: 2])
    }
    assert mean(ratios.values()) >= 0.95, {key: value for key, value in ratios.items() if value < 0.95}
