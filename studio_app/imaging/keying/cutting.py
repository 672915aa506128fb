"""Cuts a subject out of a picture that was painted on a key colour, or says why the picture does not allow it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image

from studio_app.imaging.keying.backdrop import Backdrop, estimate, region, separation
from studio_app.imaging.keying.keys import Key
from studio_app.imaging.keying.matte import pull
from studio_app.imaging.keying.quality import fringe
from studio_app.imaging.pixels import to_oklab

LEAST_UNIFORMITY, LEAST_CHROMA, MOST_DISTANCE = 0.85, 0.15, 0.15
LEAST_COVERAGE, MOST_COVERAGE = 0.02, 0.95
LEAST_SIDE = 32
_EDGE_SHARE = 0.004  # of the shorter side: over how many pixels a sharp edge is mixed
_CLEAN = 0.05  # fringe

Reason = Literal[
    "too_small", "border_not_uniform", "backdrop_grey", "backdrop_other_colour", "nothing_left", "nothing_cut",
]


@dataclass(frozen=True, slots=True)
class CutReport:
    """`uniformity` of the border (0..1); OKLab `chroma` of the backdrop and its `distance` from the key asked for;
    `coverage`, the mean alpha; `fringe`, the share of edge pixels in the key's hue. Zero where not measured."""

    uniformity: float = 0.0
    chroma: float = 0.0
    distance: float = 0.0
    coverage: float = 0.0
    fringe: float = 0.0


class KeyRejected(Exception):
    """The picture cannot be cut out. `reason` is stable; another painting may be better, the same one never is."""

    def __init__(self, reason: Reason, report: CutReport) -> None:
        super().__init__(reason, report)
        self.reason = reason
        self.report = report


@dataclass(frozen=True, slots=True)
class Cutout:
    """`image` is RGBA of the source's size, straight alpha, black where transparent."""

    image: Image.Image
    report: CutReport


def cut_out(image: Image.Image, key: Key) -> Cutout:
    """The subject of `image` (RGB; an alpha channel is ignored), painted on about `key`. Raises `KeyRejected`."""
    if min(image.size) < LEAST_SIDE:
        raise KeyRejected("too_small", CutReport())
    rgb = np.asarray(image.convert("RGB"))
    lab = to_oklab(rgb)
    backdrop = estimate(lab)
    distance = float(separation(backdrop.lab, np.array(key.lab)))
    _accept_backdrop(backdrop, distance)
    made, rim = _cleanest(rgb, region(lab, backdrop), key)
    coverage = float(made[..., 3].mean()) / 255
    report = CutReport(backdrop.uniformity, backdrop.chroma, distance, coverage, rim)
    if not LEAST_COVERAGE <= coverage <= MOST_COVERAGE:
        raise KeyRejected("nothing_left" if coverage < LEAST_COVERAGE else "nothing_cut", report)
    return Cutout(Image.fromarray(made), report)


def _cleanest(rgb: np.ndarray, backdrop: np.ndarray, key: Key) -> tuple[np.ndarray, float]:
    """The cut for the sharpest edge that leaves no rim of the key, and its fringe; the least rim if none is without."""
    sharp = max(3, round(min(rgb.shape[:2]) * _EDGE_SHARE))
    best, least = rgb, math.inf
    for reach in (sharp, 2 * sharp, 3 * sharp):
        made = pull(rgb, backdrop, reach)
        rim = fringe(made, key)
        if rim < least:
            best, least = made, rim
        if least < _CLEAN:
            break
    return best, least


def _accept_backdrop(backdrop: Backdrop, distance: float) -> None:
    """The gate: a photo with an even border must not pass for a subject on a key."""
    report = CutReport(backdrop.uniformity, backdrop.chroma, distance)
    if backdrop.uniformity < LEAST_UNIFORMITY:
        raise KeyRejected("border_not_uniform", report)
    if backdrop.chroma < LEAST_CHROMA:
        raise KeyRejected("backdrop_grey", report)
    if distance > MOST_DISTANCE:
        raise KeyRejected("backdrop_other_colour", report)
