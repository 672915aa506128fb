"""color_contrast: range of tones, saturation, and whether the subject stands out, also for colour-blind eyes."""

from __future__ import annotations

import math

import cv2
import numpy as np

from studio_app.catalog.scoring import PartSpec
from studio_app.imaging.colour import RGB, oklab
from studio_app.imaging.palette import extract
from studio_app.imaging.score.rating import Finding, Remedy
from studio_app.imaging.score.view import View
from studio_app.imaging.vision import DEFICIENCIES, simulate

cv2.setNumThreads(1)

SALIENT, CALM = 88, 55
MOST_VIVID, MOST_LIGHT = 1.6, 1.5
NAMES = {"protan": "red-blind", "deutan": "green-blind", "tritan": "blue-blind"}


def chroma_of(lab: np.ndarray) -> float:
    """The mean chroma of the most colourful 15% of (n, 3) OKLab colours."""
    chroma = np.sort(np.hypot(lab[:, 1], lab[:, 2]))
    return float(chroma[-max(1, round(len(chroma) * 0.15)) :].mean())


def subject_and_ground(view: View) -> tuple[RGB, RGB]:
    """The median colours, 0..1, of the most salient eighth and of the calmest half of the picture."""
    weights = cv2.resize(view.saliency.astype(np.float32), view.small.shape[1::-1])
    low, high = np.percentile(weights, (CALM, SALIENT))

    def median(mask: np.ndarray) -> RGB:
        pixels = view.small[mask] if mask.any() else view.small.reshape(-1, 3)
        red, green, blue = (float(c) / 255 for c in np.median(pixels, axis=0))
        return red, green, blue

    return median(weights > high), median(weights < low)


def _apart(first: RGB, second: RGB) -> float:
    return math.dist(oklab(first), oklab(second))


def colorblind(subject: RGB, ground: RGB) -> tuple[float, str]:
    """The least OKLab distance of two colours to any of three colour-blind eyes, and whose it is."""
    return min((_apart(simulate(subject, kind), simulate(ground, kind)), NAMES[kind]) for kind in DEFICIENCIES)


def dominant_colours(view: View, least: float = 0.05) -> float:
    """How many colours fill at least that share of what is not clear."""
    return float(sum(swatch.share >= least for swatch in extract([view.image], 8)))


def _twentieths(factor: float, most: float) -> float:
    return min(most, max(1.05, math.ceil(20 * factor) / 20))


def livelier(value: float, wanted: float) -> Remedy:
    """The saturation that brings `value` to `wanted`, in twentieths and within what an edit takes."""
    factor = _twentieths(wanted / max(0.01, value), MOST_VIVID)
    return Remedy({"vivid": factor}, value * factor, {"percent": 100 * (factor - 1)})


def brighter(spread: float, wanted: float) -> Remedy:
    """The contrast of the art that brings its `spread` to `wanted`, in twentieths and within what an edit takes."""
    factor = _twentieths(wanted / max(0.01, spread), MOST_LIGHT)
    return Remedy({"light": factor}, spread * factor, {"percent": 100 * spread})


def measure(view: View, part: PartSpec) -> Finding:
    """Of what is not clear; only those measures that count in the profile."""
    chroma, wanted = chroma_of(view.visible), 0.9 * part.term("chroma").good
    measures = {"spread": view.spread, "chroma": chroma}
    remedies = {"spread": brighter(view.spread, 0.7), "chroma": livelier(chroma, wanted)}
    if part.wants("separation"):
        subject, ground = subject_and_ground(view)
        blind, whose = colorblind(subject, ground)
        measures |= {"separation": _apart(subject, ground), "colorblind": blind}
        remedies |= {
            "separation": Remedy({"light": 1.2, "backdrop": 1.4}),
            "colorblind": Remedy({"light": 1.2}, None, {"deficiency": whose}),
        }
    if part.wants("dominant_colors"):
        measures["dominant_colors"] = dominant_colours(view)
    return Finding(measures, remedies)
