"""The lines of words in a picture: exact where we set them ourselves, found by reading where not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from studio_app.imaging.colour import WHITE
from studio_app.imaging.fonts import reach
from studio_app.imaging.layout import Area, Layout, TextRun
from studio_app.imaging.ocr import Line, read_lines
from studio_app.imaging.templates.lettering import baseline, left_of, line_area, turned
from studio_app.imaging.templates.paint import fill, skia
from studio_app.imaging.text import paint_line

# A detected box is higher than the capitals in it, by a share and by some pixels of what the detector sees, which is
# at most 480 wide: fitted to 60 lines of 16 to 150 pixels, in pictures of 1280, whose size was known.
CAPS_IN_BOX, BOX_MARGIN, LEAST_CAPS = 0.745, 4.9, 0.35
# Lines at least this share of the tallest are the headline.
MAIN: Final = 0.60
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True, eq=False)
class TextLine:
    """`quad` is (4, 2) in pixels of the asset, clockwise from the top left of the capitals' box, before which
    `width` and `cap` are its sides. `run` and `index` say which line of a layout it is.
    """

    text: str
    quad: np.ndarray
    width: float
    cap: float
    run: TextRun | None = None
    index: int = 0

    @property
    def box(self) -> Area:
        (left, top), (right, bottom) = self.quad.min(0), self.quad.max(0)
        return Area(float(left), float(top), float(right - left), float(bottom - top))

    @property
    def area(self) -> float:
        return self.width * self.cap


def _line(run: TextRun, index: int) -> TextLine:
    area = line_area(run, index)
    corners = ((area.x, area.y), (area.right, area.y), (area.right, area.bottom), (area.x, area.bottom))
    quad = np.array([run.turn.point(x, y) for x, y in corners], np.float32)
    return TextLine(run.lines[index], quad, area.width, area.height, run, index)


def lines_of(layout: Layout) -> tuple[TextLine, ...]:
    """Every line that the layout sets, exactly."""
    return tuple(_line(run, index) for run in layout.runs for index in range(len(run.lines)))


def _seen(line: Line, across: float, down: float, margin: float) -> TextLine:
    share = max(LEAST_CAPS, CAPS_IN_BOX - margin / max(1.0, line.height))
    fall = (line.quad[[3, 2]] - line.quad[[0, 1]]) * (1 - share) / 2
    capitals = np.concatenate([line.quad[[0, 1]] + fall, line.quad[[2, 3]] - fall[::-1]])
    quad = (capitals / np.array([across, down])).astype(np.float32)
    width, cap = (float(np.linalg.norm(quad[i] - quad[0])) for i in (1, 3))
    return TextLine(line.text, quad, width, cap)


def lines_seen(rgb: np.ndarray, across: float, down: float) -> tuple[TextLine, ...]:
    """Every line that can be read in a picture of which `across` by `down` pixels make one of the asset."""
    margin = BOX_MARGIN * max(1.0, max(rgb.shape[:2]) / 480)
    return tuple(_seen(line, across, down, margin) for line in read_lines(rgb))


def main_lines(lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
    """The headline: lines nearly as tall as the tallest."""
    tallest = max((line.cap for line in lines), default=0.0)
    return tuple(line for line in lines if line.cap >= MAIN * tallest and line.area > 0)


def count_words(lines: tuple[TextLine, ...]) -> int:
    """Words; scripts without spaces count one for every three characters."""
    total = 0
    for line in lines:
        dense = len(_CJK.findall(line.text))
        spaced = [word for word in _CJK.sub(" ", line.text).split() if re.search(r"\w", word)]
        total += len(spaced) + -(-dense // 3)
    return total


def stretch(run: TextRun) -> float:
    """How many times taller than by its face the run is set."""
    natural = reach(run.text, run.face).up * run.size
    return run.up / natural if natural > 0 else 1.0


def bent(layout: Layout) -> bool:
    """Whether words are set along a curve, so that only their box is known."""
    return any(box.name.startswith("bend_") and box.name != "bend_none" for box in layout.boxes)


def ink_of(layout: Layout, line: TextLine, width: int, height: int) -> np.ndarray:
    """How much of each pixel the glyphs of one line of the layout cover, (height, width) 0..1."""
    pixels = np.zeros((height, width, 4), np.uint8)
    surface = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
    canvas: Any = surface.getCanvas()
    canvas.scale(width / layout.width, height / layout.height)
    run, index = line.run, line.index
    if run is not None:
        turned(canvas, run.turn)
        canvas.translate(left_of(run, index), baseline(run, index))
        canvas.scale(1, stretch(run))
        paint_line(canvas, run.lines[index], run.face, run.size, fill(WHITE), 0, 0, run.tracking)
    surface.flushAndSubmit()
    return np.asarray(pixels[..., 3] / 255)
