"""composition: where the eye goes, how strongly, and what gets in its way."""

from __future__ import annotations

import math
from itertools import product
from typing import Final

import cv2
import numpy as np

from studio_app.catalog.scoring import PartSpec
from studio_app.imaging.layout import Area
from studio_app.imaging.score.crowding import hero_covered
from studio_app.imaging.score.rating import Finding, Remedy
from studio_app.imaging.score.report import Mark
from studio_app.imaging.score.view import View
from studio_app.imaging.score.zones import area_of

cv2.setNumThreads(1)

THIRDS: Final = (1 / 3, 1 / 2, 2 / 3)
STRONGEST: Final = 0.15


def centre(weights: np.ndarray) -> tuple[float, float]:
    """The centre of gravity of (h, w) weights with the sum 1, in shares of width and height."""
    height, width = weights.shape
    across, down = weights.sum(0), weights.sum(1)
    return float(across @ (np.arange(width) + 0.5)) / width, float(down @ (np.arange(height) + 0.5)) / height


def off_thirds(weights: np.ndarray) -> float:
    """Distance of the centre of gravity from the nearest of nine good places, in shares."""
    x, y = centre(weights)
    return min(math.hypot(x - a, y - b) for a, b in product(THIRDS, THIRDS))


def focus(weights: np.ndarray) -> float:
    """The share of the weight on the strongest 15% of the places."""
    ordered = np.sort(weights.ravel())[::-1]
    return float(ordered[: max(1, int(ordered.size * STRONGEST))].sum())


def clutter(small: np.ndarray) -> float:
    """The share of edge pixels (Canny) in a picture whose longer side is 320."""
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 1)
    return float((cv2.Canny(grey, 60, 140) > 0).mean())


def sharpness(rgb: np.ndarray) -> float:
    """Standard deviation of the Laplacian at 1280 pixels."""
    return float(cv2.Laplacian(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), cv2.CV_32F).std())


def attention(view: View) -> Area:
    """The box of the connected place that draws the eye most."""
    weights = cv2.GaussianBlur(view.saliency.astype(np.float32), (0, 0), 3)
    strong = (weights >= np.quantile(weights, 1 - STRONGEST)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strong)
    drawn = np.bincount(labels.ravel(), weights.ravel(), count)[1:]
    column, row, wide, tall = (int(v) for v in stats[1 + int(drawn.argmax())][:4])
    across, down = view.width / weights.shape[1], view.height / weights.shape[0]
    return Area(column * across, row * down, wide * across, tall * down)


def lost_attention(view: View) -> tuple[float, Remedy] | None:
    """How much more of the attention falls into covered zones than their area would explain, 0..1."""
    zones = [(view.drawn_to(area_of(zone)), zone) for zone in view.asset.covered]
    if not zones:
        return None
    drawn, worst = sum(share for share, _ in zones), max(zones, key=lambda item: item[0])[1]
    area = sum(zone.box.width * zone.box.height for _, zone in zones) / (view.asset.width * view.asset.height)
    return max(0.0, drawn - area), Remedy(numbers={"zone": worst.name, "percent": 100 * drawn})


def measure(view: View, part: PartSpec) -> Finding:
    """Of the whole picture; overlaps only where a layout tells of them."""
    weights, edges = view.saliency, clutter(view.small)
    balance, strongest = off_thirds(weights), focus(weights)
    measures = {
        "balance": balance, "clutter": edges, "focus": strongest, "sharpness": sharpness(view.rgb),
    }
    remedies = {
        "balance": Remedy(numbers={"percent": 100 * balance}),
        "clutter": Remedy(numbers={"percent": 100 * edges}),
        "focus": Remedy(numbers={"percent": 100 * strongest}),
    }
    covered = hero_covered(view.layout) if view.layout else None
    if covered is not None:
        measures["hero_covered"] = covered
    lost = lost_attention(view)
    if lost is not None:
        measures["covered_focus"], remedies["covered_focus"] = lost
    return Finding(measures, remedies, (Mark("salient", "seen first", attention(view)),))
