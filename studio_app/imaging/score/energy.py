"""emotional_intensity: a proxy for how exciting a picture looks, from colours, light, expression and words."""

from __future__ import annotations

import re

import numpy as np

from studio_app.catalog.scoring import SCORING, PartSpec
from studio_app.imaging.score.colour_contrast import brighter, livelier
from studio_app.imaging.score.lines import TextLine
from studio_app.imaging.score.rating import Finding, Remedy
from studio_app.imaging.score.view import View


def colorfulness(pixels: np.ndarray) -> float:
    """M3 of Hasler and Süsstrunk (2003) of (n, 3) RGB: 33 is moderate, 59 quite, 82 highly, 109 extremely colourful."""
    red, green, blue = (pixels[:, i].astype(np.float32) for i in range(3))
    first, second = red - green, 0.5 * (red + green) - blue
    return float(np.hypot(first.std(), second.std()) + 0.3 * np.hypot(first.mean(), second.mean()))


def warmth(lab: np.ndarray) -> float:
    """The share of (n, 3) OKLab colours that are red, orange or yellow."""
    return float(((lab[:, 1] > -0.03) & (lab[:, 2] > 0.03) & (np.hypot(lab[:, 1], lab[:, 2]) > 0.08)).mean())


def punch(lines: tuple[TextLine, ...]) -> float | None:
    """How much the words promise, 0..1: digits, strong words, exclamation or question; None when there are no words or
    they are in a script whose strong words are not known.
    """
    text = " ".join(line.text for line in lines).casefold()
    words = re.findall(r"[a-z']+", text)
    marked = 0.45 * bool(re.search(r"[!?！？]", text)) + 0.35 * bool(re.search(r"\d", text))
    if not words:
        return min(1.0, marked) if marked else None
    return min(1.0, marked + 0.4 * bool(SCORING.power_words.intersection(words)) + 0.2 * text.count("!!"))


def measure(view: View, part: PartSpec) -> Finding:
    """Expression only where there is a face, promise only where words can be judged."""
    colours = view.small[view.shown] if view.shown.any() else view.small.reshape(-1, 3)
    lively, warm = colorfulness(colours), warmth(view.visible)
    measures = {"colorfulness": lively, "warmth": warm, "spread": view.spread}
    remedies = {
        "colorfulness": livelier(lively, part.term("colorfulness").good),
        "warmth": Remedy(numbers={"percent": 100 * warm}),
        "spread": brighter(view.spread, 0.75),
    }
    if view.faces:
        measures["expression"] = view.faces[0].expression
    promise = punch(view.lines)
    if promise is not None:
        measures["punch"] = promise
    return Finding(measures, remedies)
